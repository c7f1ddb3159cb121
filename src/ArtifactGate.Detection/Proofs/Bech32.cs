namespace ArtifactGate.Detection;

/// <summary>The checksum of BIP 173, with which keys of several kinds end: a remainder of what they stand for, taken as a polynomial over 32 elements.</summary>
internal static class Bech32
{
    /// <summary>The 32 digits, by value.</summary>
    public const string Digits = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

    /// <summary>The remainder of a lower-case prefix and the digits after it; 1 when the last six of them are the right checksum.</summary>
    public static uint Remainder(string prefix, ReadOnlySpan<byte> digits)
    {
        uint remainder = 1;
        foreach (char c in prefix)
        {
            remainder = Step(remainder, (byte)(c >> 5));
        }

        remainder = Step(remainder, 0);
        foreach (char c in prefix)
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
}
