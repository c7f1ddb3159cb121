using ArtifactGate.Detection.Matching;

namespace ArtifactGate.Detection.Tokens;

/// <summary>
/// A secret that only the public id before it tells from other values: the id says whose it is, and a name that ends in <c>secret</c> leads to the
/// value. The match is the secret alone.
/// </summary>
/// <param name="id">The rest of the id.</param>
/// <param name="secret">What the secret looks like.</param>
/// <param name="prefixes">What the id begins with, in each of the notations that it stands in.</param>
internal sealed class SecretBesideIdShape(ValueShape id, ValueShape secret, params string[] prefixes) : SurroundedShape
{
    private const string Name = "secret";

    // A line of a command or the rest of an object, and no further: what stands behind that is of something else.
    private const int Near = 200;

    public override IReadOnlyList<ShapeAnchor> Anchors { get; } = ShapeAnchor.Each(prefixes);

    public override bool TryMatch(ReadOnlySpan<char> text, int anchorAt, int anchor, out ShapeMatch match)
    {
        match = default;
        int at = anchorAt + prefixes[anchor].Length;
        if (at >= text.Length || !id.TryMatchAt(text, at, out int idLength))
        {
            return false;
        }

        at += idLength;
        int limit = Math.Min(text.Length, at + Near);
        while (at < limit && text[at..limit].IndexOf(Name, StringComparison.OrdinalIgnoreCase) is >= 0 and var next)
        {
            at += next + Name.Length;
            int start = ContextConnectors.Skip(text, at, limit);
            if (start > at && start < limit && secret.TryMatchAt(text, start, out int length))
            {
                match = new ShapeMatch(start, length);
                return true;
            }
        }

        return false;
    }

    internal override string SampleText(Random random, out int start, out int length)
    {
        // The escaped notations are for what a source writes of the others.
        string value = secret.Sample(random), own = prefixes[random.Next(prefixes.Length)].Replace("\\\"", "\"", StringComparison.Ordinal) + id.Sample(random);
        string text = random.Next(2) == 0 ? $"{own}&client_secret={value}" : $"{own}\",\"clientSecret\":\"{value}\"";
        (start, length) = (text.IndexOf(value, own.Length, StringComparison.Ordinal), value.Length);
        return text;
    }
}
