using ArtifactGate.Testing.Formats;

namespace ArtifactGate.Engine.Tests.Matrix;

/// <summary>Writes a file of samples and notes where each is.</summary>
/// <param name="name">Its path.</param>
/// <param name="isText">Whether its places have lines.</param>
internal sealed class PayloadDocument(string name, bool isText)
{
    private readonly List<byte> _content = [];
    private readonly List<Planted> _planted = [];

    /// <summary>What was planted.</summary>
    public IReadOnlyList<Planted> Planted => _planted;

    /// <summary>The file.</summary>
    public PayloadItem Item => new(name, [.. _content]);

    /// <summary>Adds bytes without a credential.</summary>
    public PayloadDocument Add(ReadOnlySpan<byte> bytes)
    {
        _content.AddRange(bytes);
        return this;
    }

    /// <summary>Adds a sample.</summary>
    /// <param name="rule">The code of its rule.</param>
    /// <param name="bytes">The value and what is around it.</param>
    /// <param name="start">Where in these bytes the value begins.</param>
    /// <param name="value">The value as it is revealed.</param>
    public PayloadDocument Plant(string rule, ReadOnlySpan<byte> bytes, int start, string value)
    {
        int offset = _content.Count + start;
        _content.AddRange(bytes);
        _planted.Add(new Planted(rule, name, value, PlaceOf(offset)));
        return this;
    }

    private PlantedPlace PlaceOf(int offset)
    {
        if (!isText)
        {
            return new PlantedPlace(offset, null, null);
        }

        List<byte> before = _content[..offset];
        int newLine = before.LastIndexOf((byte)'\n');
        return new PlantedPlace(offset, before.Count(b => b == '\n') + 1, offset - newLine);
    }
}
