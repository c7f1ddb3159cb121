using ArtifactGate.Detection.Keys.Samples;

namespace ArtifactGate.Detection.Keys;

/// <summary>Private keys of gpg-agent anywhere in bytes, in both of the forms that it writes. A shadowed one is on a card and begins with another word.</summary>
internal sealed class AgentKeyRule : BinaryRule
{
    private static readonly string[] Beginnings = ["(11:private-key(", "(21:protected-private-key(", "(private-key", "(protected-private-key"];

    public override IReadOnlyList<byte[]> Anchors { get; } =
        [Bytes(Beginnings[0]), Bytes(Beginnings[1]), Bytes(Beginnings[2]), Bytes(Beginnings[3])];

    public override int MaxBefore => 0;

    public override int MaxLength => 32 * 1024;

    // Behind the word comes a list, with or without white space before it; anything else is a mention of it.
    public override int LengthFrom(ReadOnlySpan<byte> bytes, int anchorAt)
    {
        ReadOnlySpan<byte> rest = bytes[(anchorAt + 1)..];
        int open = rest.IndexOf((byte)'(');
        return open > 0 && open < 40 && (rest[open - 1] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t' or (byte)'y') ? MaxLength : 0;
    }

    public override bool TryMatch(ReadOnlySpan<byte> bytes, int anchorAt, Effort effort, out BinaryMatch match)
    {
        KeyFacts? facts = Read(bytes.Slice(anchorAt, Math.Min(MaxLength, bytes.Length - anchorAt)), out int length);
        match = facts is null ? default : new BinaryMatch(anchorAt, length, facts.ToResult());
        return facts is not null;
    }

    public override byte[] Sample(Random random)
    {
        byte[] seed = SampleKeys.Bytes(random, 32), point = Curve25519.JudgeEd25519(seed, default)!.PublicKeyInfo![^32..];
        return random.Next(2) == 0
            ? [.. "(11:private-key(3:ecc(5:curve7:Ed25519)(5:flags5:eddsa)(1:q33:@"u8, .. point, .. ")(1:d32:"u8, .. seed, .. ")))"u8]
            : Bytes($"(private-key (ecc (curve Ed25519)(flags eddsa)(q\n  #40{Convert.ToHexString(point)}#)(d #{Convert.ToHexString(seed)}#)))");
    }

    private static KeyFacts? Read(ReadOnlySpan<byte> text, out int length)
    {
        KeyFacts? facts = SExpression.Read(text, out length) is { } key ? AgentKey.Judge(key) : null;
        return facts is null && text.IndexOf("\n "u8) >= 0 ? ReadFolded(text, out length) : facts;
    }

    // Lines that are too long are broken anywhere, also in the middle of a word; what goes on is behind one space.
    private static KeyFacts? ReadFolded(ReadOnlySpan<byte> text, out int length)
    {
        var joined = new byte[text.Length];
        var folds = new List<(int At, int Length)>();
        int count = 0;
        for (int at = 0; at < text.Length; at++)
        {
            int fold = text[at..] switch { [(byte)'\n', (byte)' ', ..] => 2, [(byte)'\r', (byte)'\n', (byte)' ', ..] => 3, _ => 0 };
            if (fold > 0)
            {
                folds.Add((count, fold));
                at += fold - 1;
                continue;
            }

            joined[count++] = text[at];
        }

        KeyFacts? facts = SExpression.Read(joined.AsSpan(0, count), out length) is { } key ? AgentKey.Judge(key) : null;
        int end = length;
        length += folds.Where(f => f.At < end).Sum(f => f.Length);
        Array.Clear(joined);
        return facts;
    }

    private static byte[] Bytes(string text) => System.Text.Encoding.ASCII.GetBytes(text);
}
