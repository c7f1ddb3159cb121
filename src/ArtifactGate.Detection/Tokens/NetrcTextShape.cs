using ArtifactGate.Detection.Content;

namespace ArtifactGate.Detection.Tokens;

/// <summary>
/// The password of a login as <c>.netrc</c> has it, <c>machine feed.example login build password ...</c>, in a script that writes one, in a log or on a page.
/// Line ends may be written as escapes.
/// </summary>
internal sealed class NetrcTextShape : SurroundedShape
{
    private const int MostPairs = 3;
    private const int LongestWord = 1000;

    private static readonly System.Buffers.SearchValues<char> Blanks = System.Buffers.SearchValues.Create("{}<>()*%");

    public override IReadOnlyList<ShapeAnchor> Anchors { get; } = [new("machine ")];

    public override bool TryMatch(ReadOnlySpan<char> text, int anchorAt, int anchor, out ShapeMatch match)
    {
        match = default;
        int at = anchorAt + Anchors[anchor].Literal.Length;
        string host = Word(text, ref at, out _).ToString().ToLowerInvariant();
        if (!host.Contains('.', StringComparison.Ordinal) || HostName.IsLocal(host))
        {
            return false;
        }

        string? account = null;
        for (int pair = 0; pair < MostPairs; pair++)
        {
            ReadOnlySpan<char> key = Word(text, ref at, out _);
            ReadOnlySpan<char> value = Word(text, ref at, out int start);
            if (key is "password")
            {
                return TryReport(value, start, account, host, out match);
            }

            if (key is not ("login" or "account"))
            {
                return false;
            }

            account = key is "login" ? value.ToString() : account;
        }

        return false;
    }

    internal override string SampleText(Random random, out int start, out int length)
    {
        string password = Alphabet.Get("[A-HJ-NP-Za-km-z2-9]").Sample(random, 24), end = random.Next(2) == 0 ? "\n  " : " ";
        string text = $"machine pkgs.contoso.net{end}login build{end}password ";
        start = text.Length;
        length = password.Length;
        return text + password + "\n";
    }

    private static bool TryReport(ReadOnlySpan<char> secret, int start, string? account, string host, out ShapeMatch match)
    {
        match = default;
        // Behind a literal of an assembly stands another one, which is no printable text.
        if (secret.Length is < 4 or > LongestWord || secret.ContainsAnyExceptInRange('!', '~') || secret.ContainsAny(Blanks) || FilePlaceholders.HasVariable(secret) || FilePlaceholders.Matches(secret))
        {
            return false;
        }

        match = new ShapeMatch(start, secret.Length)
        {
            Facts = ProofResult.Nothing with { Account = account is { Length: > 0 and < 100 } ? account : null, Scope = host },
        };
        return true;
    }

    private static ReadOnlySpan<char> Word(ReadOnlySpan<char> text, ref int at, out int start)
    {
        while (at < text.Length && (char.IsWhiteSpace(text[at]) || IsEscape(text, at)))
        {
            at += char.IsWhiteSpace(text[at]) ? 1 : 2;
        }

        start = at;
        while (at < text.Length && !char.IsWhiteSpace(text[at]) && text[at] is not ('"' or '\'' or '`') && !IsEscape(text, at))
        {
            at++;
        }

        return text[start..at];
    }

    private static bool IsEscape(ReadOnlySpan<char> text, int at) => text[at] == '\\' && at + 1 < text.Length && text[at + 1] is ('n' or 'r' or 't');
}
