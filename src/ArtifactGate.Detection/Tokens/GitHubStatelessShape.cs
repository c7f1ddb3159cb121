namespace ArtifactGate.Detection.Tokens;

/// <summary>The installation tokens of 2026: the prefix, the number of the application, and a JSON web token that the service reads.</summary>
internal sealed class GitHubStatelessShape : Shape
{
    private const string Prefix = "ghs_";
    private const int MostDigits = 20;

    private static readonly Alphabet Word = Alphabet.Get("word");

    public override IReadOnlyList<ShapeAnchor> Anchors { get; } = [new(Prefix)];

    public override int MaxLength => JsonWebToken.MaxLength;

    public override int MaxBefore => Borders.Lookbehind;

    public override string PreviewPrefix => Prefix;

    public override bool TellsEnd => true;

    public override bool TryMatch(ReadOnlySpan<char> text, int anchorAt, int anchor, out ShapeMatch match)
    {
        match = default;
        int number = anchorAt + Prefix.Length;
        int at = number;
        while (at < text.Length && at - number <= MostDigits && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        if (at == number || at >= text.Length || text[at] != '_')
        {
            return false;
        }

        JsonWebToken? token = JsonWebToken.Read(text[(at + 1)..], out int length, out bool open, anySignature: true);
        length += at + 1 - anchorAt;
        match = new ShapeMatch(anchorAt, length, Borders.IsGluedLeft(text, anchorAt, length, Word), Truncated: open) { MayEnd = token?.MayEnd == true };
        return token is { IsEncrypted: false };
    }

    public override string Sample(Random random) => $"{Prefix}{random.Next(1000, 9_999_999)}_{JsonWebToken.Sample(random)}";
}
