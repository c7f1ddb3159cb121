using System.Runtime.CompilerServices;

namespace ArtifactGate.Detection;

/// <summary>
/// The side table that carries values to the text and JSON writers when, and only when, the user asked to reveal them. A result
/// never refers to it, so a report that is not handed the table cannot show a value.
/// </summary>
public sealed class RevealedValues
{
    private readonly ConditionalWeakTable<object, string> _values = [];

    /// <summary>Remembers the value of a match or finding.</summary>
    public void Add(object owner, string value) => _values.AddOrUpdate(KeyOf(owner), value);

    /// <summary>Lets a finding carry on the value of the match it was made from.</summary>
    public void Move(object from, object to)
    {
        if (_values.TryGetValue(KeyOf(from), out string? value))
        {
            _values.Remove(KeyOf(from));
            _values.AddOrUpdate(KeyOf(to), value);
        }
    }

    /// <summary>The value of a match or finding, or null.</summary>
    public string? Find(object owner) => _values.TryGetValue(KeyOf(owner), out string? value) ? value : null;

    private static object KeyOf(object owner) => owner is Match match ? match.Key : owner;
}
