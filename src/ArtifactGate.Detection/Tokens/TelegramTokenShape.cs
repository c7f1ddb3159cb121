namespace ArtifactGate.Detection.Tokens;

/// <summary>
/// What follows the number of a bot and a colon. The number is public and of no fixed length, so the match is what follows it alone.
/// </summary>
internal sealed class TelegramTokenShape : SurroundedShape
{
    private const string Start = ":AA";
    private const int Length = 35;
    private const int FewestDigits = 8;
    private const int MostDigits = 10;

    private static readonly Alphabet Digits = Alphabet.Get("base64url");

    public override IReadOnlyList<ShapeAnchor> Anchors { get; } = [new(Start)];

    public override bool TryMatch(ReadOnlySpan<char> text, int anchorAt, int anchor, out ShapeMatch match)
    {
        int number = 0;
        while (number <= MostDigits && anchorAt - number > 0 && char.IsAsciiDigit(text[anchorAt - number - 1]))
        {
            number++;
        }

        match = new ShapeMatch(anchorAt + 1, Length);
        return number >= FewestDigits && Digits.RunLength(text[(anchorAt + 1)..]) == Length;
    }

    internal override string SampleText(Random random, out int start, out int length)
    {
        string number = Alphabet.Get("digit").Sample(random, random.Next(FewestDigits, MostDigits + 1));
        start = number.Length + 1;
        length = Length;
        return number + Start + Digits.Sample(random, Length - 2);
    }
}
