using System.Buffers.Binary;
using System.Globalization;
using ArtifactGate.Detection.Matching;

namespace ArtifactGate.Detection.Tokens;

/// <summary>
/// An access key id with its secret near it. The id says what it is and whose; the secret is 40 characters of base64 that nothing tells from
/// any others, so it counts as one only beside an id. An id alone opens nothing and is context.
/// </summary>
internal sealed class AwsKeyShape : SurroundedShape
{
    private const string LongTerm = "AKIA";
    private const string Temporary = "ASIA";
    private const int IdLength = 20;
    private const int SecretLength = 40;
    private const int Near = 400;
    private const double LeastEntropy = 4.1;

    private static readonly Alphabet IdDigits = Alphabet.Get("BASE32");
    private static readonly Alphabet Secret = Alphabet.Get("base64");
    private static readonly Alphabet Word = Alphabet.Get("word");

    // Each once for the secret before the id and once for the one behind it: in a list of pairs nobody can tell which of them is its own.
    public override IReadOnlyList<ShapeAnchor> Anchors { get; } = [new(LongTerm), new(Temporary), new(LongTerm), new(Temporary)];

    public override bool TryMatch(ReadOnlySpan<char> text, int anchorAt, int anchor, out ShapeMatch match)
    {
        match = default;
        ReadOnlySpan<char> rest = text[anchorAt..];
        if (rest.Length < IdLength || IdDigits.RunLength(rest[4..IdLength]) < IdLength - 4
            || (rest.Length > IdLength && Word.Contains(rest[IdLength])) || Borders.IsGluedLeft(text, anchorAt, IdLength, Word))
        {
            return false;
        }

        ReadOnlySpan<char> id = rest[..IdLength];
        ReadOnlySpan<char> after = rest[IdLength..Math.Min(rest.Length, IdLength + Near + SecretLength)];
        ReadOnlySpan<char> before = text[Math.Max(0, anchorAt - Near)..anchorAt];
        bool temporary = anchor % 2 == 1;
        List<KeyValuePair<string, string>> details = [new("accessKey", temporary ? "temporary" : "long-term")];
        if (temporary)
        {
            details.Add(new("sessionToken", HasSession(after) || HasSession(before) || HasSession(rest) ? "nearby" : "not nearby"));
        }

        ProofResult facts = ProofResult.Nothing with { Account = AccountOf(id), Details = details };
        int own = LastSecret(before);
        int next = own >= 0 && !before.Contains(LongTerm, StringComparison.Ordinal) && !before.Contains(Temporary, StringComparison.Ordinal) ? -1 : FirstSecret(after);
        if (anchor < 2 ? own < 0 : next < 0 && own >= 0)
        {
            return false;
        }

        int start = anchor < 2 ? anchorAt - before.Length + own : next >= 0 ? anchorAt + IdLength + next : -1;
        bool placeholder = Placeholders.Matches(id[4..]) && PublishedValues.SourceOf(id) is null;
        match = start >= 0
            ? new ShapeMatch(start, SecretLength) { Facts = facts }
            : new ShapeMatch(anchorAt, IdLength) { Facts = facts with { Evidence = Evidence.Context } };
        return start >= 0 || !placeholder;
    }

    internal override string SampleText(Random random, out int start, out int length)
    {
        string id = (random.Next(2) == 0 ? LongTerm : Temporary) + "Q" + IdDigits.Sample(random, 15);
        string secret;
        do
        {
            secret = Secret.Sample(random, SecretLength);
        }
        while (!IsSecret(secret));
        string text = random.Next(2) == 0 ? $"{id}\",\"SecretAccessKey\":\"{secret}" : $"aws_secret_access_key={secret}\naws_access_key_id={id}";
        start = text.IndexOf(secret, StringComparison.Ordinal);
        length = SecretLength;
        return text;
    }

    private static int FirstSecret(ReadOnlySpan<char> text)
    {
        for (int at = 0; at + SecretLength <= text.Length;)
        {
            int run = Secret.RunLength(text[at..]);
            if (SecretAtEndOf(text, at, run) is >= 0 and int found)
            {
                return found;
            }

            at += run + 1;
        }

        return -1;
    }

    private static int LastSecret(ReadOnlySpan<char> text)
    {
        for (int end = text.Length; end >= SecretLength;)
        {
            int run = Secret.RunLengthBackward(text[..end]);
            if (SecretAtEndOf(text, end - run, run) is >= 0 and int found)
            {
                return found;
            }

            end -= run + 1;
        }

        return -1;
    }

    // A secret fills its run, except for the letters of an escape before it.
    private static int SecretAtEndOf(ReadOnlySpan<char> text, int run, int length)
    {
        int start = run + length - SecretLength;
        bool ends = run + length == text.Length || (text[run + length] is not ('=' or '_' or '-'));
        return length >= SecretLength && ends && !Borders.IsGluedLeft(text, start, SecretLength, Secret)
            && (start == 0 || text[start - 1] is not ('_' or '-')) && IsSecret(text.Slice(start, SecretLength)) ? start : -1;
    }

    private static bool IsSecret(ReadOnlySpan<char> value) => value.ContainsAnyInRange('A', 'Z') && value.ContainsAnyInRange('a', 'z')
        && value.ContainsAnyInRange('0', '9') && Entropy.BitsPerCharacter(value) >= LeastEntropy
        && (!Placeholders.Matches(value) || PublishedValues.SourceOf(value) is not null);

    private static bool HasSession(ReadOnlySpan<char> text) =>
        text.Contains("session_token", StringComparison.OrdinalIgnoreCase) || text.Contains("sessiontoken", StringComparison.OrdinalIgnoreCase);

    // 40 bits behind the prefix of newer ids are the number of the account.
    private static string? AccountOf(ReadOnlySpan<char> id)
    {
        if (id[4] is 'I' or 'J')
        {
            return null;
        }

        Span<byte> bytes = stackalloc byte[10];
        _ = Base32.TryDecode(id[4..], bytes);
        ulong number = (BinaryPrimitives.ReadUInt64BigEndian(bytes) >> 16 & 0x7FFF_FFFF_FF80) >> 7;
        return number < 1_000_000_000_000 ? number.ToString("D12", CultureInfo.InvariantCulture) : null;
    }
}
