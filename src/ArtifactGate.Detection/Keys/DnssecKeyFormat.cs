using System.Buffers;
using System.Numerics;
using ArtifactGate.Detection.Keys.Samples;

namespace ArtifactGate.Detection.Keys;

/// <summary>The private half of a key that signs a zone, as BIND writes it to <c>K*.private</c>: a line for each number.</summary>
internal sealed class DnssecKeyFormat : TextKeyFormat
{
    private const string Head = "Private-key-format: v1.";
    private const int Ed25519 = 32;
    private const int Ed448 = 57;

    // No key of a transfer or update is shorter.
    private const int LeastShared = 16;

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-");
    private static readonly SearchValues<char> ValueCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=.() _");

    public override IReadOnlyList<ShapeAnchor> Anchors { get; } = [new(Head)];

    public override int MaxLength => 16 * 1024;

    public override string PreviewPrefix => Head;

    public override bool Locate(ReadOnlySpan<char> text, int anchorAt, out int start, out int length, out bool open)
    {
        start = anchorAt;
        ReadOnlySpan<char> rest = text[anchorAt..Math.Min(text.Length, anchorAt + MaxLength)];
        rest = rest[Head.Length..].IndexOf(Head) is var next and >= 0 ? rest[..(Head.Length + next)] : rest;
        int end = 0;
        for (int line = 0; line < rest.Length;)
        {
            int name = rest[line..].IndexOfAnyExcept(NameCharacters);
            if (name <= 0 || !rest[(line + name)..].StartsWith(": "))
            {
                break;
            }

            int value = line + name + 2, run = rest[value..].IndexOfAnyExcept(ValueCharacters);
            end = value + rest.Slice(value, run < 0 ? rest.Length - value : run).TrimEnd(' ').Length;
            int broken = LineBreak(rest[end..]);
            if (broken == 0)
            {
                break;
            }

            line = end + broken;
        }

        length = end;
        open = anchorAt + end == text.Length;
        return true;
    }

    public override KeyFacts? Parse(ReadOnlySpan<char> value)
    {
        var lines = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Range range in value.SplitAny(['\n', '\\']))
        {
            // What is left of an escaped end of the line before: no name begins with a small letter.
            ReadOnlySpan<char> line = value[range].TrimStart("rn");
            int colon = line.IndexOf(": ");
            if (colon > 0)
            {
                lines[line[..colon].ToString()] = line[(colon + 2)..].Trim().ToString();
            }
        }

        byte[] secret = Number(lines, "PrivateKey");
        KeyFacts? facts = lines.GetValueOrDefault("Algorithm", "").Split(' ')[0] switch
        {
            "1" or "5" or "7" or "8" or "10" when Number(lines, "PrivateExponent") is { Length: > 0 } d =>
                RsaKey.Judge(Number(lines, "Modulus"), Number(lines, "PublicExponent"), d, Number(lines, "Prime1"), Number(lines, "Prime2")),
            "13" => EcKey.Judge(KeyOids.P256, secret, default),
            "14" => EcKey.Judge(KeyOids.P384, secret, default),
            "15" when secret.Length == Ed25519 && Randomness.IsPlausible(secret) => Curve25519.JudgeEd25519(secret, default),
            "16" when secret.Length == Ed448 && Randomness.IsPlausible(secret) => new KeyFacts("Ed448", 448) { Consistent = true },

            // A shared one: nothing in it tells whether it is right.
            "157" or "161" or "162" or "163" or "164" or "165" when Number(lines, "Key") is { Length: >= LeastShared } shared && Randomness.IsPlausible(shared) =>
                new KeyFacts("HMAC", shared.Length * 8),
            _ => null,
        };
        return facts is { Vouched: true } ? facts with { Structure = "DNSSEC" } : null;
    }

    public override string Sample(Random random)
    {
        var key = new SampleRsa(random);
        static string Text(BigInteger number) => Convert.ToBase64String(number.ToByteArray(isUnsigned: true, isBigEndian: true));
        return $"{Head}3\nAlgorithm: 8 (RSASHA256)\nModulus: {Text(key.N)}\nPublicExponent: {Text(key.E)}\nPrivateExponent: {Text(key.D)}\nPrime1: {Text(key.P)}\nPrime2: {Text(key.Q)}";
    }

    // Also as the source of a program writes it.
    private static int LineBreak(ReadOnlySpan<char> text) => text switch
    {
        ['\n', ..] => 1,
        ['\r', '\n', ..] or ['\\', 'n', ..] => 2,
        ['\\', 'r', '\\', 'n', ..] => 4,
        _ => 0,
    };

    private static byte[] Number(Dictionary<string, string> lines, string name)
    {
        if (!lines.TryGetValue(name, out string? text))
        {
            return [];
        }

        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out int length) ? bytes[..length] : [];
    }
}
