namespace ArtifactGate.Detection.Tokens;

/// <summary>
/// A value in quotes right behind the name of its attribute, however often the quotes are escaped. The match is the value alone, as it is wherever
/// else the credential stands.
/// </summary>
/// <param name="name">The name with the equals sign.</param>
/// <param name="value">What the value looks like.</param>
internal sealed class NamedValueShape(string name, ValueShape value) : SurroundedShape
{
    private const int MostEscapes = 7;

    public override IReadOnlyList<ShapeAnchor> Anchors { get; } = [new(name)];

    public override bool TryMatch(ReadOnlySpan<char> text, int anchorAt, int anchor, out ShapeMatch match)
    {
        match = default;
        int at = anchorAt + name.Length, most = Math.Min(text.Length, at + MostEscapes);
        while (at < most && text[at] == '\\')
        {
            at++;
        }

        if (at >= text.Length || text[at] != '"' || !value.TryMatchAt(text, at + 1, out int length))
        {
            return false;
        }

        match = new ShapeMatch(at + 1, length);
        return true;
    }

    internal override string SampleText(Random random, out int start, out int length)
    {
        string quote = random.Next(2) == 0 ? "\"" : "\\\"", sample = value.Sample(random);
        (start, length) = (name.Length + quote.Length, sample.Length);
        return name + quote + sample + quote;
    }
}
