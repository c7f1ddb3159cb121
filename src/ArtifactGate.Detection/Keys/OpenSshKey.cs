using System.Text;

namespace ArtifactGate.Detection.Keys;

/// <summary>Parses the key file of OpenSSH: header, public half in clear, then the private half, encrypted or not.</summary>
internal static class OpenSshKey
{
    private static ReadOnlySpan<byte> Magic => "openssh-key-v1\0"u8;

    /// <summary>The facts about the key; null when it is none, or one whose secret is in a hardware token.</summary>
    public static KeyFacts? TryParse(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith(Magic))
        {
            return null;
        }

        var reader = new SshReader(bytes[Magic.Length..]);
        if (!reader.TryReadText(out string cipher) || !reader.TryReadText(out string derivation) || !reader.TryReadField(out _)
            || !reader.TryReadNumber(out uint keys) || keys is 0 or > 16 || !reader.TryReadField(out ReadOnlySpan<byte> open))
        {
            return bytes.Length >= Magic.Length + 16 ? Truncated(null) : null;
        }

        if (SshPublicKey.IsInHardware(open))
        {
            return null;
        }

        for (uint i = 1; i < keys; i++)
        {
            _ = reader.TryReadField(out _);
        }

        KeyFacts? known = SshPublicKey.Read(open);
        if (!reader.TryReadField(out ReadOnlySpan<byte> secret))
        {
            return Truncated(known);
        }

        if (cipher != "none" || derivation != "none")
        {
            return (known ?? new KeyFacts("unknown", null)) with
            {
                Structure = "OpenSSH",
                Consistent = known is not null,
                Encrypted = true,
                Protection = EncryptedKey.Unopened,
            };
        }

        var inner = new SshReader(secret);
        if (!inner.TryReadNumber(out uint check) || !inner.TryReadNumber(out uint again) || check != again)
        {
            return null;
        }

        return SshPrivateKey.Judge(ref inner, known) is not { } facts ? null : facts with
        {
            Structure = "OpenSSH",
            Account = inner.TryReadText(out string comment) && comment.Length > 0 && IsPlain(comment) ? comment : null,
        };
    }

    private static KeyFacts Truncated(KeyFacts? known) =>
        (known ?? new KeyFacts("unknown", null)) with { Structure = "OpenSSH", Truncated = true };

    private static bool IsPlain(string text) => Encoding.UTF8.GetByteCount(text) == text.Length && !text.Any(char.IsControl);
}
