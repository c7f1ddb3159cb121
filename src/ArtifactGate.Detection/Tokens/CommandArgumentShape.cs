using ArtifactGate.Detection.Content;

namespace ArtifactGate.Detection.Tokens;

/// <summary>A password that a command takes as one of its arguments without a name, behind as many others: <c>smctl creds save key password</c>.</summary>
internal sealed class CommandArgumentShape : SurroundedShape
{
    private const int Shortest = 8;
    private const int Longest = 128;

    private static readonly System.Buffers.SearchValues<char> Blanks = System.Buffers.SearchValues.Create("{}<>()*%[]");
    private static readonly System.Buffers.SearchValues<char> Ends = System.Buffers.SearchValues.Create(" \t\r\n\"'`");

    private readonly int _others;

    /// <param name="commands">The command with its verbs, each with the blank behind it.</param>
    /// <param name="others">How many arguments stand before the password.</param>
    public CommandArgumentShape(IReadOnlyList<string> commands, int others)
    {
        Anchors = ShapeAnchor.Each(commands);
        _others = others;
    }

    public override IReadOnlyList<ShapeAnchor> Anchors { get; }

    public override bool TryMatch(ReadOnlySpan<char> text, int anchorAt, int anchor, out ShapeMatch match)
    {
        match = default;
        int at = anchorAt + Anchors[anchor].Literal.Length;
        for (int other = 0; other < _others; other++)
        {
            if (Argument(text, ref at, out _).Length == 0)
            {
                return false;
            }
        }

        ReadOnlySpan<char> secret = Argument(text, ref at, out int start);
        if (secret.Length is < Shortest or > Longest || secret[0] == '-' || secret.ContainsAny(Blanks) || FilePlaceholders.HasVariable(secret) || FilePlaceholders.Matches(secret)
            || !secret.ContainsAnyInRange('0', '9') || !secret.ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        match = new ShapeMatch(start, secret.Length);
        return true;
    }

    internal override string SampleText(Random random, out int start, out int length)
    {
        Alphabet letters = Alphabet.Get("[A-HJ-NP-Za-km-z2-9]");
        string text = Anchors[random.Next(Anchors.Count)].Literal + string.Concat(Enumerable.Range(0, _others).Select(_ => letters.Sample(random, 40) + " "));
        string password = letters.Sample(random, 14) + "7b";
        start = text.Length;
        length = password.Length;
        return text + password + "\n";
    }

    // In a literal of a source or in JSON, the end of the line is written as an escape, and so is a quote behind the command.
    private static int EndBeforeEscape(ReadOnlySpan<char> argument)
    {
        for (int at = 0; at < argument.Length; at++)
        {
            if (argument[at] == '\\' && (at + 1 == argument.Length || argument[at + 1] is 'n' or 'r' or 't'))
            {
                return at;
            }
        }

        return argument.Length;
    }

    // On the same line; what quotes surround may have blanks.
    private static ReadOnlySpan<char> Argument(ReadOnlySpan<char> text, ref int at, out int start)
    {
        while (at < text.Length && text[at] is (' ' or '\t'))
        {
            at++;
        }

        bool quoted = at < text.Length && text[at] is ('"' or '\'');
        start = quoted ? at + 1 : at;
        ReadOnlySpan<char> rest = text[Math.Min(start, text.Length)..];
        int length = quoted ? rest.IndexOfAny(text[at], '\n') : rest.IndexOfAny(Ends);
        ReadOnlySpan<char> argument = length < 0 ? rest : rest[..length];
        argument = quoted ? argument : argument[..EndBeforeEscape(argument)];
        at = start + argument.Length + (quoted ? 1 : 0);
        return argument;
    }
}
