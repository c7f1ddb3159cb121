using ArtifactGate.Detection.Content;

namespace ArtifactGate.Detection.Tokens;

/// <summary>
/// The password in an address, <c>scheme://user:password@host</c> or Oracle's <c>jdbc:oracle:thin:user/password@host</c>, of a host that is not this machine.
/// </summary>
internal sealed class UrlCredentialShape : SurroundedShape
{
    private const int LongestPart = 512;
    private const int LongestScheme = 31;
    private const string OracleThin = "jdbc:oracle:thin:";

    private static readonly Alphabet Scheme = Alphabet.Get("[A-Za-z0-9+.-]");
    private static readonly Alphabet Host = Alphabet.Get("[A-Za-z0-9._-]");

    private static readonly System.Buffers.SearchValues<char> Blanks = System.Buffers.SearchValues.Create("{}<>()*");
    private static readonly System.Buffers.SearchValues<char> PartEnds = System.Buffers.SearchValues.Create(
        ":@/?#\"'`<>\\ |,;" + string.Concat(Enumerable.Range(0, ' ').Select(c => (char)c)));

    public override IReadOnlyList<ShapeAnchor> Anchors { get; } = [new("://"), new(":\\/\\/"), new(OracleThin)];

    public override bool TryMatch(ReadOnlySpan<char> text, int anchorAt, int anchor, out ShapeMatch match)
    {
        match = default;
        int user = anchorAt + Anchors[anchor].Literal.Length;
        int colon = EndOfPart(text, user);
        bool isOracle = anchor == 2;
        if (colon >= text.Length || text[colon] != (isOracle ? '/' : ':'))
        {
            return false;
        }

        int password = colon + 1;
        int at = EndOfPart(text, password);
        while (at < text.Length && text[at] == ':' && at - password < LongestPart)
        {
            at = EndOfPart(text, at + 1);
        }

        if (at >= text.Length || text[at] != '@' || at == password)
        {
            return false;
        }

        int scheme = Math.Min(Scheme.RunLengthBackward(text[Math.Max(0, anchorAt - LongestScheme)..anchorAt]), LongestScheme);
        int hostAt = isOracle && text[(at + 1)..].StartsWith("//") ? at + 3 : at + 1;
        int host = Host.RunLength(text.Slice(hostAt, Math.Min(LongestPart, text.Length - hostAt)));
        if ((scheme < 2 && !isOracle) || host == 0)
        {
            return false;
        }

        string name = text.Slice(hostAt, host).ToString().ToLowerInvariant().TrimEnd('.');
        ReadOnlySpan<char> userText = text[user..colon], secret = text[password..at];
        if (secret is "x-oauth-basic")
        {
            // GitHub takes a token as the user and this word as the password.
            secret = userText;
            userText = "";
            password = user;
        }

        if (secret.Length == 0 || HostName.IsLocal(name) || secret.ContainsAny(Blanks) || FilePlaceholders.HasVariable(secret) || FilePlaceholders.Matches(Uri.UnescapeDataString(secret)) || secret.SequenceEqual(userText)
            || FilePlaceholders.IsSampleLogin(userText, secret))
        {
            return false;
        }

        // :pserver:user@host is how CVS names a way to connect, not a password.
        if (userText.Length == 0 && (secret.StartsWith("pserver:") || secret.StartsWith("ext:")))
        {
            return false;
        }

        string account = Uri.UnescapeDataString(userText);
        match = new ShapeMatch(password, secret.Length)
        {
            Facts = ProofResult.Nothing with
            {
                Account = account.Length is > 0 and < 100 && !account.Any(char.IsControl) ? account : null,
                Scope = name,
            },
        };
        return true;
    }

    internal override string SampleText(Random random, out int start, out int length)
    {
        string[] schemes = ["https", "postgres", "mongodb+srv", "amqps", "redis"];
        string password = Alphabet.Get("[A-HJ-NP-Za-km-z2-9._~-]").Sample(random, 20);
        string text = $"{schemes[random.Next(schemes.Length)]}://app{random.Next(10)}:{password}@host{random.Next(100)}.contoso.net/path";
        start = text.IndexOf(password, StringComparison.Ordinal);
        length = password.Length;
        return text;
    }

    // What is no byte ends a part too: between two literals of an assembly stand a flag and a length, which read as one strange character.
    private static int EndOfPart(ReadOnlySpan<char> text, int start)
    {
        ReadOnlySpan<char> rest = text[start..Math.Min(text.Length, start + LongestPart)];
        int length = rest.IndexOfAny(PartEnds);
        rest = length < 0 ? rest : rest[..length];
        int strange = rest.IndexOfAnyExceptInRange('\0', '\u00FF');
        return start + (strange < 0 ? rest.Length : strange);
    }
}
