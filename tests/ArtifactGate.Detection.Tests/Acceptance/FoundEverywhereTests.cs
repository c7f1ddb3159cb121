using System.Text;

namespace ArtifactGate.Detection.Tests.Acceptance;

/// <summary>Every rule that looks anywhere in bytes finds its values wherever and however they stand.</summary>
public sealed class FoundEverywhereTests
{
    private const string Filler = "some words and 12 numbers, then a line\n";

    public static TheoryData<string> All => new(RuleBook.Default.Rules.Where(r => r is TokenRule or RunRule or BinaryRule or ContextRule).Select(r => r.Code));

    public static TheoryData<string> Texts => new(RuleBook.Default.Rules.Where(r => r is TokenRule or RunRule or ContextRule).Select(r => r.Code));

    private static int Seeds(AcceptanceRule rule) => rule.IsSlow ? 1 : 25;

    [Theory]
    [MemberData(nameof(All))]
    public void At_the_start_in_the_middle_and_at_the_end(string code)
    {
        AcceptanceRule rule = AcceptanceRule.Of(code);
        for (int seed = 0; seed < Seeds(rule); seed++)
        {
            byte[] value = rule.Sample(seed);
            byte[] filler = Encoding.ASCII.GetBytes(Filler);
            rule.AssertFound(rule.Scan(value), $"alone, seed {seed}", rule.At(0, seed));
            rule.AssertFound(rule.Scan([.. value, .. "\n"u8, .. filler]), $"at the start, seed {seed}", rule.At(0, seed));
            rule.AssertFound(rule.Scan([.. filler, .. value, .. "\n"u8, .. filler]), $"in the middle, seed {seed}", rule.At(filler.Length, seed));
            rule.AssertFound(rule.Scan([.. filler, .. value]), $"at the end, seed {seed}", rule.At(filler.Length, seed));
        }
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void In_every_text_form(string code)
    {
        AcceptanceRule rule = AcceptanceRule.Of(code);
        for (int seed = 0; seed < Seeds(rule); seed++)
        {
            string text = $"{Filler}key = \"{rule.Text(seed)}\"\n{Filler}";
            int at = Filler.Length + 7;
            rule.AssertFound(rule.Scan(Encoding.UTF8.GetBytes(text)), $"utf-8, seed {seed}", rule.At(at, seed));
            rule.AssertFound(rule.Scan(Encoding.Unicode.GetBytes(text)), $"utf-16le, seed {seed}", rule.At(at * 2, seed, 2));
            rule.AssertFound(rule.Scan(Encoding.BigEndianUnicode.GetBytes(text), bigEndian: true), $"utf-16be, seed {seed}", rule.At(at * 2, seed, 2));
            Assert.Single(rule.Scan(Encoding.BigEndianUnicode.GetBytes(text)));

            // A run without any literal between other text is taken to begin at an even place.
            byte[] odd = [7, .. Encoding.Unicode.GetBytes(text)];
            rule.AssertFound(rule.Scan(odd), $"utf-16le at an odd place, seed {seed}", rule.At((at * 2) + (rule.Rule is RunRule ? 0 : 1), seed, 2));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Twice(string code)
    {
        AcceptanceRule rule = AcceptanceRule.Of(code);
        for (int seed = 0; seed < Seeds(rule); seed++)
        {
            byte[] one = rule.Sample(seed), two = rule.Sample(seed + 1);
            rule.AssertFound(rule.Scan([.. one, .. "\n"u8, .. two]), $"two lines, seed {seed}", rule.At(0, seed), rule.At(one.Length + 1, seed + 1));
            rule.AssertFound(rule.Scan([.. one, .. "\",\""u8, .. one]), $"the same twice, seed {seed}", rule.At(0, seed), rule.At(one.Length + 3, seed));

            if (rule.IsSurrounded)
            {
                continue;
            }

            // Where neither a literal nor a length says where the one ends and the other begins, nobody can tell.
            if (rule.Rule is TokenRule { Shape: PatternShape { PreviewPrefix: "", HasFixedLength: false } } && !rule.IsProven)
            {
                continue;
            }

            rule.AssertFound(rule.Scan([.. one, .. two]), $"back to back, seed {seed}", rule.At(0, seed), rule.At(one.Length, seed + 1));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Across_every_window_border(string code)
    {
        AcceptanceRule rule = AcceptanceRule.Of(code);
        byte[] value = rule.Sample(3);
        byte[] before = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(Filler, 60)))[..2201];
        before[^1] = (byte)'\n';
        byte[] bytes = [.. before, .. value, .. "\n"u8, .. Encoding.ASCII.GetBytes(Filler)];
        int step = rule.IsSlow ? Math.Max(7, value.Length / 12) : 1;
        for (int border = before.Length - 3; border < before.Length + value.Length + 2; border += border < before.Length + 3 ? 1 : step)
        {
            rule.AssertFound(rule.ScanThrough(bytes, border), $"border {border - before.Length}", rule.At(before.Length, 3));
        }

        if (!rule.IsText)
        {
            return;
        }

        string wide = Encoding.Latin1.GetString(bytes);
        bytes = Encoding.Unicode.GetBytes(wide);
        for (int border = (before.Length * 2) - 3; border < (before.Length + value.Length + 2) * 2; border += border < (before.Length + 3) * 2 ? 1 : step * 5)
        {
            rule.AssertFound(rule.ScanThrough(bytes, border), $"wide, border {border - (before.Length * 2)}", rule.At(before.Length * 2, 3, 2));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Longer_than_its_window(string code)
    {
        AcceptanceRule rule = AcceptanceRule.Of(code);
        byte[] value = rule.Sample(4);
        byte[] bytes = [.. Encoding.ASCII.GetBytes(Filler), .. value, .. "\n"u8, .. Encoding.ASCII.GetBytes(Filler)];
        foreach (int windows in (int[])[1, 2, 5])
        {
            int size = Math.Max(1, value.Length / windows);
            int[] borders = [.. Enumerable.Range(1, (bytes.Length - 1) / size).Select(i => i * size)];
            rule.AssertFound(rule.ScanThrough(bytes, borders), $"{windows} windows", rule.At(Filler.Length, 4));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void In_base64(string code)
    {
        AcceptanceRule rule = AcceptanceRule.Of(code);
        for (int seed = 0; seed < Seeds(rule); seed++)
        {
            for (int shift = 0; shift < 3; shift++)
            {
                byte[] inner = [.. Encoding.ASCII.GetBytes("a = "[..(shift + 1)] + " "), .. rule.Sample(seed), .. "\n"u8];
                byte[] bytes = Encoding.ASCII.GetBytes($"data: {Convert.ToBase64String(inner)}\n");
                var runs = new List<EncodedRun>();
                _ = rule.Scan(bytes, runs);
                EncodedRun run = Assert.Single(runs);
                string text = Encoding.ASCII.GetString(bytes, run.Start, run.Characters);
                byte[] decoded = Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='));
                rule.AssertFound(rule.Scan(decoded), $"in base64, seed {seed}", rule.At(shift + 2, seed));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Behind_an_escape(string code)
    {
        AcceptanceRule rule = AcceptanceRule.Of(code);
        string[] escapes = ["\\n", "\\r\\n", "\\t", "\\\"", "%3D", "%20", "%3d%22", "\\u003d", "\\u0022", "\\x3d", "\\U0000003d", "\\075", "=", "&quot;", "\u001b[32m"];
        for (int seed = 0; seed < Seeds(rule); seed++)
        {
            foreach (string escape in escapes)
            {
                byte[] bytes = Encoding.ASCII.GetBytes($"line{escape}{rule.Text(seed)}\n");
                rule.AssertFound(rule.Scan(bytes), $"behind {escape}, seed {seed}", rule.At(4 + escape.Length, seed));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Behind_its_own_length(string code)
    {
        AcceptanceRule rule = AcceptanceRule.Of(code);
        for (int seed = 0; seed < Seeds(rule); seed++)
        {
            byte[] value = rule.Sample(seed);
            foreach (byte[] length in LengthsOf(value.Length))
            {
                byte[] before = [1, 0, .. length];
                rule.AssertFound(rule.Scan([.. before, .. value, 0, 0, 1]), $"behind {Convert.ToHexString(before)}, seed {seed}", rule.At(before.Length, seed));
            }

            // The user strings of an assembly: bytes of UTF-16 behind their length, and one byte more.
            byte[] wide = Encoding.Unicode.GetBytes(rule.Text(seed));
            byte[] head = [0, .. Compressed(wide.Length + 1)];
            rule.AssertFound(rule.Scan([.. head, .. wide, 0, 3, (byte)'a', 0, 0]), $"wide behind {Convert.ToHexString(head)}, seed {seed}", rule.At(head.Length, seed, 2));
        }
    }

    // 7 bits at a time; one byte; two bytes in either order; four; as metadata compresses it.
    private static IEnumerable<byte[]> LengthsOf(int length)
    {
        yield return length < 0x80 ? [(byte)length] : length < 0x4000 ? [(byte)(length | 0x80), (byte)(length >> 7)]
            : [(byte)(length | 0x80), (byte)((length >> 7) | 0x80), (byte)(length >> 14)];
        if (length < 0x100)
        {
            yield return [(byte)length];
        }

        if (length < 0x10000)
        {
            yield return [(byte)length, (byte)(length >> 8)];
            yield return [(byte)(length >> 8), (byte)length];
        }

        yield return [(byte)length, (byte)(length >> 8), (byte)(length >> 16), 0];
        yield return Compressed(length);
    }

    private static byte[] Compressed(int length) => length < 0x80 ? [(byte)length]
        : length < 0x4000 ? [(byte)((length >> 8) | 0x80), (byte)length]
        : [(byte)((length >> 24) | 0xC0), (byte)(length >> 16), (byte)(length >> 8), (byte)length];
}
