namespace ArtifactGate.Detection;

/// <summary>Base32 as in RFC 4648 (<c>a-z2-7</c>), without padding.</summary>
internal static class Base32
{
    private const string Digits = "abcdefghijklmnopqrstuvwxyz234567";

    /// <summary>Encodes in lower case.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new System.Text.StringBuilder();
        uint held = 0;
        int bits = 0;
        foreach (byte b in bytes)
        {
            held = (held << 8) | b;
            for (bits += 8; bits >= 5; bits -= 5)
            {
                text.Append(Digits[(int)(held >> (bits - 5)) & 31]);
            }
        }

        return bits > 0 ? text.Append(Digits[(int)(held << (5 - bits)) & 31]).ToString() : text.ToString();
    }

    /// <summary>Decodes digits of either case into as many whole bytes as fit; false when a character is no digit.</summary>
    public static bool TryDecode(ReadOnlySpan<char> text, Span<byte> bytes)
    {
        uint held = 0;
        int bits = 0, at = 0;
        foreach (char c in text)
        {
            int digit = Digits.IndexOf(char.ToLowerInvariant(c), StringComparison.Ordinal);
            if (digit < 0)
            {
                return false;
            }

            held = (held << 5) | (uint)digit;
            bits += 5;
            if (bits >= 8 && at < bytes.Length)
            {
                bits -= 8;
                bytes[at++] = (byte)(held >> bits);
            }
        }

        return at == bytes.Length;
    }
}
