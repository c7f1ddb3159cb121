namespace ArtifactGate.Detection.Keys;

/// <summary>
/// The 58 characters after the prefix are bech32: 52 of data and 6 of a checksum over prefix and data, which every implementation of age
/// verifies, so a failing one rejects. The data is an X25519 key.
/// </summary>
internal sealed class AgeKeyProof : Proof
{
    private const string Prefix = "age-secret-key-";
    private const string Digits = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private const int DataDigits = 52;
    private const int CheckDigits = 6;

    public override int Bits => 30;

    public override bool Rejects => true;

    public override ProofResult Check(ReadOnlySpan<char> value)
    {
        if (value.Length != Prefix.Length + 1 + DataDigits + CheckDigits)
        {
            return ProofResult.Failed;
        }

        Span<byte> digits = stackalloc byte[DataDigits + CheckDigits];
        for (int i = 0; i < digits.Length; i++)
        {
            int digit = Digits.IndexOf(char.ToLowerInvariant(value[Prefix.Length + 1 + i]), StringComparison.Ordinal);
            if (digit < 0)
            {
                return ProofResult.Failed;
            }

            digits[i] = (byte)digit;
        }

        if (Remainder(digits) != 1)
        {
            return ProofResult.Failed;
        }

        Span<byte> secret = stackalloc byte[32];
        Unpack(digits[..DataDigits], secret);
        ProofResult result = Curve25519.JudgeX25519(secret, default)!.ToResult();
        secret.Clear();
        return result with { SigningKey = false, Details = [.. result.Details, new("checksum", "valid")] };
    }

    public override string Complete(string sample, Random random)
    {
        Span<byte> digits = stackalloc byte[DataDigits + CheckDigits];
        for (int i = 0; i < DataDigits; i++)
        {
            digits[i] = (byte)random.Next(32);
        }

        // 52 digits are four bits more than 32 bytes; those are zero.
        digits[DataDigits - 1] &= 0x10;
        uint check = Remainder(digits) ^ 1;
        for (int i = 0; i < CheckDigits; i++)
        {
            digits[DataDigits + i] = (byte)((check >> (5 * (CheckDigits - 1 - i))) & 31);
        }

        var text = new System.Text.StringBuilder(Prefix).Append('1');
        foreach (byte digit in digits)
        {
            text.Append(Digits[digit]);
        }

        return text.ToString().ToUpperInvariant();
    }

    // Remainder of prefix and digits, taken as a polynomial over 32 elements.
    private static uint Remainder(ReadOnlySpan<byte> digits)
    {
        uint remainder = 1;
        foreach (char c in Prefix)
        {
            remainder = Step(remainder, (byte)(c >> 5));
        }

        remainder = Step(remainder, 0);
        foreach (char c in Prefix)
        {
            remainder = Step(remainder, (byte)(c & 31));
        }

        foreach (byte digit in digits)
        {
            remainder = Step(remainder, digit);
        }

        return remainder;
    }

    private static uint Step(uint remainder, byte digit)
    {
        ReadOnlySpan<uint> generator = [0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3];
        uint top = remainder >> 25;
        remainder = ((remainder & 0x1FFFFFF) << 5) ^ digit;
        for (int i = 0; i < 5; i++)
        {
            remainder ^= (top >> i & 1) != 0 ? generator[i] : 0;
        }

        return remainder;
    }

    private static void Unpack(ReadOnlySpan<byte> digits, Span<byte> bytes)
    {
        int held = 0, bits = 0, at = 0;
        foreach (byte digit in digits)
        {
            held = ((held << 5) | digit) & 0xFFF;
            bits += 5;
            if (bits >= 8 && at < bytes.Length)
            {
                bits -= 8;
                bytes[at++] = (byte)(held >> bits);
            }
        }
    }
}
