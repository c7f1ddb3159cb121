using System.Security.Cryptography;
using ArtifactGate.Detection.Tokens;

namespace ArtifactGate.Detection.Keys;

/// <summary>
/// Private and preshared keys of WireGuard in its own configuration and in those of systemd and NetworkManager. A key is any 32 bytes, so the section
/// that it stands in has to say what it is, or in YAML and JSON the word before it. The match is the key alone.
/// </summary>
internal sealed class WireGuardKeyShape : SurroundedShape
{
    private const int Length = 32;
    private const int LongestSection = 80;

    // Peers may stand between the word and the key.
    private const int FarthestWord = 1000;

    // The last character of 32 bytes holds 4 bits.
    private static readonly ValueShape Key = new("{base64:42}{[AEIMQUYcgkosw048]:1}=");

    // Blanks, and the quotes of JSON and YAML.
    private const string Around = " \t\"'\\";

    // What leads to a key, the section that this stands in, and whether the key has a public half.
    private static readonly (string Name, string[] Sections, bool IsPrivate)[] Names =
    [
        ("PrivateKey", ["Interface]", "WireGuard]"], true),
        ("PresharedKey", ["Peer]", "WireGuardPeer]"], false),
        ("private-key", ["wireguard]"], true),
        ("preshared-key", ["wireguard-peer."], false),
        ("private_key", [], true),
        ("preshared_key", [], false),
        ("privateKey", [], true),
        ("presharedKey", [], false),
    ];

    // One by one: a query over tuples would be compiled while the program starts.
    public override IReadOnlyList<ShapeAnchor> Anchors { get; } =
    [
        new(Names[0].Name), new(Names[1].Name), new(Names[2].Name), new(Names[3].Name), new(Names[4].Name), new(Names[5].Name), new(Names[6].Name), new(Names[7].Name),
    ];

    public override bool TryMatch(ReadOnlySpan<char> text, int anchorAt, int anchor, out ShapeMatch match)
    {
        match = default;
        (string name, string[] sections, bool isPrivate) = Names[anchor];
        int at = anchorAt + name.Length;
        at += text[at..].IndexOfAnyExcept(Around) is > 0 and int spaces ? spaces : 0;
        if (at >= text.Length || text[at] is not ('=' or ':'))
        {
            return false;
        }

        bool nested = text[at] == ':';
        at++;
        at += text[at..].IndexOfAnyExcept(Around) is > 0 and int more ? more : 0;
        if (!Key.TryMatchAt(text, at, out int length) || !BeginsLine(text[..anchorAt]) || !(nested ? IsNamed(text[..anchorAt]) : StandsIn(text[..anchorAt], sections))
            || Judge(text.Slice(at, length), isPrivate) is not { } facts)
        {
            return false;
        }

        match = new ShapeMatch(at, length) { Facts = (facts with { Structure = "WireGuard" }).ToResult() };
        return true;
    }

    internal override string SampleText(Random random, out int start, out int length)
    {
        string key = Key.Sample(random);
        string before = random.Next(6) switch
        {
            0 => "[Interface]\nPrivateKey = ",
            1 => "[Interface]\r\nAddress = 10.0.0.2/24\r\nPrivateKey = ",
            2 => "[Peer]\nEndpoint = [2001:db8::1]:51820\nPresharedKey = ",
            3 => "[WireGuard]\nPrivateKey=",
            4 => "[WireGuardPeer]\nAllowedIPs=::/0\nPresharedKey=",
            _ => "[wireguard]\nprivate-key=",
        };
        (start, length) = (before.Length, key.Length);
        return before + key;
    }

    // Not part of a longer name; behind an escaped line end there is a letter.
    private static bool BeginsLine(ReadOnlySpan<char> before) =>
        before.IsEmpty || !(char.IsAsciiLetterOrDigit(before[^1]) || before[^1] is '_' or '-' or '.') || before is [.., '\\', 'n' or 'r' or 't'];

    private static bool IsNamed(ReadOnlySpan<char> before) =>
        before[^Math.Min(before.Length, FarthestWord)..].Contains("wireguard", StringComparison.OrdinalIgnoreCase);

    // The nearest section before. An address in brackets is none: it has colons.
    private static bool StandsIn(ReadOnlySpan<char> before, string[] sections)
    {
        for (int open = before.LastIndexOf('['); open >= 0; open = before[..open].LastIndexOf('['))
        {
            ReadOnlySpan<char> inside = before[(open + 1)..Math.Min(before.Length, open + LongestSection)];
            int close = inside.IndexOf(']');
            if (close <= 0 || inside[..close].Contains(':') || !char.IsAsciiLetter(inside[0]))
            {
                continue;
            }

            foreach (string section in sections)
            {
                if (inside.StartsWith(section, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }

            // Brackets in the middle of a line begin no section.
            ReadOnlySpan<char> line = before[..open].TrimEnd(" \t");
            if (line.IsEmpty || line is [.., '\n' or '\r'] or [.., '\\', 'n' or 'r'])
            {
                return false;
            }
        }

        return false;
    }

    private static KeyFacts? Judge(ReadOnlySpan<char> key, bool isPrivate)
    {
        Span<byte> bytes = stackalloc byte[Length + 1];
        KeyFacts? facts = null;
        if (Convert.TryFromBase64Chars(key, bytes, out int length) && length == Length && Randomness.IsPlausible(bytes[..Length]))
        {
            // Every 32 bytes are a private key, so nothing is proven by that; the public half names it.
            facts = isPrivate ? Curve25519.JudgeX25519(bytes[..Length], default)! with { Consistent = false } : new KeyFacts("symmetric", Length * 8);
        }

        CryptographicOperations.ZeroMemory(bytes);
        return facts;
    }
}
