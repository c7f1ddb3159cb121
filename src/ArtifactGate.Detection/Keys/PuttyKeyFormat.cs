using System.Globalization;
using ArtifactGate.Detection.Keys.Samples;

namespace ArtifactGate.Detection.Keys;

/// <summary>Key files of PuTTY: lines of names and values, both halves in base64 with their number of lines in front, a MAC at the end.</summary>
internal sealed class PuttyKeyFormat : TextKeyFormat
{
    private static readonly string[] Ends = ["Private-MAC:", "Private-Hash:"];

    public override IReadOnlyList<ShapeAnchor> Anchors { get; } = [new("PuTTY-User-Key-File-")];

    public override string PreviewPrefix => "PuTTY-User-Key-File-";

    public override bool Locate(ReadOnlySpan<char> text, int anchorAt, out int start, out int length, out bool open)
    {
        start = anchorAt;
        ReadOnlySpan<char> rest = text[anchorAt..Math.Min(text.Length, anchorAt + MaxLength)];
        int another = rest[PreviewPrefix.Length..].IndexOf(PreviewPrefix);
        rest = another < 0 ? rest : rest[..(PreviewPrefix.Length + another)];
        length = rest.Length;
        open = another < 0;
        if (rest.Length > 22 && (rest[20] is < '1' or > '9' || rest[21] != ':'))
        {
            open = false;
            return false;
        }

        foreach (string end in Ends)
        {
            int at = rest.IndexOf(end);
            if (at >= 0)
            {
                int digits = at + end.Length;
                digits += rest[digits..].IndexOfAnyExcept(' ') is > 0 and int spaces ? spaces : 0;
                int run = Alphabet.Get("anyhex").RunLength(rest[digits..]);
                length = digits + run;
                open = open && length == rest.Length && run < 64;
                return true;
            }
        }

        return true;
    }

    public override KeyFacts? Parse(ReadOnlySpan<char> value)
    {
        string[] lines = value.ToString().Replace("\\r", "", StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal).Split('\n', StringSplitOptions.TrimEntries);
        if (Blob(lines, "Public-Lines") is not byte[] open || SshPublicKey.Read(open) is not { } known)
        {
            return null;
        }

        known = known with { Structure = "PuTTY", Account = Value(lines, "Comment") };
        byte[]? secret = Blob(lines, "Private-Lines");
        if (secret is null || !Array.Exists(lines, l => Ends.Any(e => l.StartsWith(e, StringComparison.Ordinal))))
        {
            return known with { Truncated = true };
        }

        if (Value(lines, "Encryption") != "none")
        {
            return known with { Consistent = true, Encrypted = true, Protection = EncryptedKey.Unopened };
        }

        bool fits = Judge(open, secret) is { Consistent: true } judged && judged.PublicKeyInfo.AsSpan().SequenceEqual(known.PublicKeyInfo);
        Array.Clear(secret);
        return known with { Consistent = fits };
    }

    public override string Sample(Random random)
    {
        byte[] seed = SampleKeys.Bytes(random, 32), key = Curve25519.JudgeEd25519(seed, default)!.PublicKeyInfo![^32..];
        byte[] open = [.. SampleKeys.Field("ssh-ed25519"u8), .. SampleKeys.Field(key)];
        string mac = Convert.ToHexStringLower(SampleKeys.Bytes(random, 32));
        string[] lines =
        [
            "PuTTY-User-Key-File-3: ssh-ed25519", "Encryption: none", "Comment: sample", "Public-Lines: 2", Convert.ToBase64String(open)[..64],
            Convert.ToBase64String(open)[64..], "Private-Lines: 1", Convert.ToBase64String(SampleKeys.Field(seed)), "Private-MAC: " + mac,
        ];
        return string.Join('\n', lines);
    }

    private static string? Value(string[] lines, string name) =>
        Array.Find(lines, l => l.StartsWith(name + ": ", StringComparison.Ordinal))?[(name.Length + 2)..] is { Length: > 0 and < 200 } value && !value.Any(char.IsControl) ? value : null;

    private static byte[]? Blob(string[] lines, string name)
    {
        int at = Array.FindIndex(lines, l => l.StartsWith(name + ": ", StringComparison.Ordinal));
        if (at < 0 || !int.TryParse(lines[at].AsSpan(name.Length + 2), NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            || count is 0 or > 400 || at + 1 + count > lines.Length)
        {
            return null;
        }

        string text = string.Concat(lines.AsSpan(at + 1, count));
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out int length) ? bytes[..length] : null;
    }

    // The secret half holds only the numbers that the public one does not.
    private static KeyFacts? Judge(ReadOnlySpan<byte> open, ReadOnlySpan<byte> secret)
    {
        var known = new SshReader(open);
        var reader = new SshReader(secret);
        if (!known.TryReadText(out string type))
        {
            return null;
        }

        return type switch
        {
            "ssh-rsa" => known.TryReadInteger(out ReadOnlySpan<byte> e) && known.TryReadInteger(out ReadOnlySpan<byte> n) && reader.TryReadInteger(out ReadOnlySpan<byte> d)
                && reader.TryReadInteger(out ReadOnlySpan<byte> p) && reader.TryReadInteger(out ReadOnlySpan<byte> q) ? RsaKey.Judge(n, e, d, p, q) : null,
            "ssh-dss" => known.TryReadInteger(out ReadOnlySpan<byte> dp) && known.TryReadInteger(out ReadOnlySpan<byte> dq) && known.TryReadInteger(out ReadOnlySpan<byte> g)
                && known.TryReadInteger(out ReadOnlySpan<byte> y) && reader.TryReadInteger(out ReadOnlySpan<byte> x) ? DsaKey.Judge(dp, dq, g, y, x) : null,
            "ssh-ed25519" => known.TryReadField(out ReadOnlySpan<byte> key) && reader.TryReadField(out ReadOnlySpan<byte> seed) ? Curve25519.JudgeEd25519(seed, key) : null,
            _ => known.TryReadText(out string curve) && SshPublicKey.CurveOf(curve) is string oid && known.TryReadField(out ReadOnlySpan<byte> point)
                && reader.TryReadInteger(out ReadOnlySpan<byte> number) ? EcKey.Judge(oid, number, point) : null,
        };
    }
}
