namespace ArtifactGate.Detection;

/// <summary>
/// A prefix, <c>1</c>, 32 bytes in 52 digits and six digits of checksum over it all, in lower case. Everybody who reads such a key verifies the
/// checksum, so a failing one rejects.
/// </summary>
/// <param name="prefix">What stands before the <c>1</c>.</param>
internal sealed class Bech32Proof(string prefix) : Proof
{
    private const int DataDigits = 52;
    private const int CheckDigits = 6;

    private static readonly ProofResult Valid = ProofResult.Held with { Details = [new("checksum", "valid")] };

    public override int Bits => 30;

    public override bool Rejects => true;

    public override ProofResult Check(ReadOnlySpan<char> value)
    {
        int start = prefix.Length + 1;
        if (value.Length != start + DataDigits + CheckDigits)
        {
            return ProofResult.Failed;
        }

        Span<byte> digits = stackalloc byte[DataDigits + CheckDigits];
        for (int i = 0; i < digits.Length; i++)
        {
            int digit = Bech32.Digits.IndexOf(value[start + i], StringComparison.Ordinal);
            if (digit < 0)
            {
                return ProofResult.Failed;
            }

            digits[i] = (byte)digit;
        }

        bool holds = Bech32.Remainder(prefix, digits) == 1;
        digits.Clear();
        return holds ? Valid : ProofResult.Failed;
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
        uint check = Bech32.Remainder(prefix, digits) ^ 1;
        for (int i = 0; i < CheckDigits; i++)
        {
            digits[DataDigits + i] = (byte)((check >> (5 * (CheckDigits - 1 - i))) & 31);
        }

        var text = new System.Text.StringBuilder(prefix).Append('1');
        foreach (byte digit in digits)
        {
            text.Append(Bech32.Digits[digit]);
        }

        return text.ToString();
    }
}
