using System.Text;

namespace ArtifactGate.Detection.Tests.Anchors;

/// <summary>Catalogues and buffers that every scanner is tried on.</summary>
internal static class AnchorCases
{
    public const AnchorForms Text = AnchorForms.Bytes | AnchorForms.Utf16;

    public static Anchor Literal(string text, bool ignoreCase = false) => new(Encoding.ASCII.GetBytes(text), ignoreCase, Text);

    /// <summary>Literals that overlap, are prefixes and suffixes of others, differ by case, or hold zeros.</summary>
    public static IReadOnlyList<Anchor> Tangled { get; } =
    [
        Literal("abc"), Literal("abcd"), Literal("abcdefghij"), Literal("bcd"), Literal("cde"), Literal("aaa"), Literal("aaaaa"),
        Literal("key", ignoreCase: true), Literal("Key"), Literal("KEYS_", ignoreCase: true), Literal("key["), Literal("key{", ignoreCase: true),
        Literal("-----begin ", ignoreCase: true), Literal("-----BEGIN"), Literal("x-_@`[{"), Literal("a\0b"),
        new([0, 0, 0], false, AnchorForms.Bytes), new([7, 2, 0, 0, 0, 0x24], false, AnchorForms.Bytes), new([0x30, 0x82, 0x04], false, AnchorForms.Bytes),
        new([0xFF, 0xFE, 0xFD, 0xFC, 0xFB], false, AnchorForms.Bytes), new([(byte)'a', 0, (byte)'b', 0], false, AnchorForms.Bytes),
        new("utf"u8.ToArray(), true, AnchorForms.Utf16),
    ];

    /// <summary>A seeded catalogue: prefixes of tokens, keywords in any case, and binary literals, about as rules have them.</summary>
    public static IReadOnlyList<Anchor> Catalogue(int count, int seed)
    {
        var random = new Random(seed);
        var anchors = new List<Anchor>();
        while (anchors.Count < count)
        {
            int length = random.Next(3, random.Next(4, 24));
            switch (random.Next(6))
            {
                case 0:
                    anchors.Add(new Anchor(Bytes(random, length, 256), false, AnchorForms.Bytes));
                    break;
                case 1 or 2:
                    anchors.Add(Literal(random.GetString("abcdeginoprstuy_", length), ignoreCase: true));
                    break;
                case 3 when anchors.Count > 0 && anchors[^1].Bytes.Length > 4:
                    anchors.Add(anchors[^1] with { Bytes = anchors[^1].Bytes[..random.Next(3, anchors[^1].Bytes.Length)] });
                    break;
                default:
                    anchors.Add(Literal(random.GetString("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.:/+=", length)));
                    break;
            }
        }

        return anchors;
    }

    /// <summary>A buffer of noise with anchors planted in every form, some of them damaged, some on top of others.</summary>
    public static byte[] Planted(IReadOnlyList<Anchor> anchors, int length, int seed)
    {
        var random = new Random(seed);
        byte[] bytes = (seed % 4) switch
        {
            0 => Bytes(random, length, 256),
            1 => Bytes(random, length, 3),
            2 => Encoding.ASCII.GetBytes(random.GetString("abcdeginoprstuy_ ", length)),
            _ => Wide(random, length),
        };
        for (int i = 0; i < length / 20; i++)
        {
            byte[] form = Encode(anchors[random.Next(anchors.Count)], random.Next(3), random);
            int at = random.Next(length);
            form.AsSpan(0, Math.Min(form.Length, length - at)).CopyTo(bytes.AsSpan(at));
            if (random.Next(8) == 0)
            {
                bytes[Math.Min(length - 1, at + random.Next(form.Length))]++;
            }
        }

        return bytes;
    }

    /// <summary>An anchor as bytes (0), UTF-16LE (1) or UTF-16BE (2), in the case that falls.</summary>
    public static byte[] Encode(Anchor anchor, int form, Random random)
    {
        string text = Encoding.Latin1.GetString(anchor.Bytes);
        if (anchor.IgnoreCase)
        {
            text = string.Concat(text.Select(c => random.Next(2) == 0 ? char.ToUpperInvariant(c) : char.ToLowerInvariant(c)));
        }

        Encoding encoding = form switch { 1 => Encoding.Unicode, 2 => Encoding.BigEndianUnicode, _ => Encoding.Latin1 };
        return encoding.GetBytes(text);
    }

    private static byte[] Bytes(Random random, int length, int below)
    {
        var bytes = new byte[length];
        for (int i = 0; i < length; i++)
        {
            bytes[i] = (byte)random.Next(below);
        }

        return bytes;
    }

    private static byte[] Wide(Random random, int length)
    {
        byte[] bytes = Bytes(random, length, 256);
        for (int i = random.Next(2); i < length; i += 2)
        {
            bytes[i] = 0;
        }

        return bytes;
    }
}
