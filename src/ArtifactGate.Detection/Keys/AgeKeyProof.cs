namespace ArtifactGate.Detection.Keys;

/// <summary>
/// The 58 characters after the prefix are bech32: 52 of data and 6 of a checksum over prefix and data, which every implementation of age
/// verifies, so a failing one rejects. The data is an X25519 key.
/// </summary>
internal sealed class AgeKeyProof : Proof
{
    private const string Prefix = "age-secret-key-";
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
            int digit = Bech32.Digits.IndexOf(char.ToLowerInvariant(value[Prefix.Length + 1 + i]), StringComparison.Ordinal);
            if (digit < 0)
            {
                return ProofResult.Failed;
            }

            digits[i] = (byte)digit;
        }

        if (Bech32.Remainder(Prefix, digits) != 1)
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
        uint check = Bech32.Remainder(Prefix, digits) ^ 1;
        for (int i = 0; i < CheckDigits; i++)
        {
            digits[DataDigits + i] = (byte)((check >> (5 * (CheckDigits - 1 - i))) & 31);
        }

        var text = new System.Text.StringBuilder(Prefix).Append('1');
        foreach (byte digit in digits)
        {
            text.Append(Bech32.Digits[digit]);
        }

        return text.ToString().ToUpperInvariant();
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
