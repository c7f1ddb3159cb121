namespace ArtifactGate.Detection;

/// <summary>
/// 56 characters of base32: a byte that says that it is a seed, its 32 bytes, and two bytes of CRC-16 over both. Every wallet verifies it, so a
/// failing check rejects.
/// </summary>
internal sealed class StellarSeedProof : Proof
{
    private const byte SeedVersion = 18 << 3;
    private const int Length = 56;
    private const int Covered = 33;
    private const string Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private static readonly ProofResult Valid = ProofResult.Held with { Details = [new("checksum", "valid")] };

    // 16 of the checksum and 8 of the version.
    public override int Bits => 24;

    public override bool Rejects => true;

    public override ProofResult Check(ReadOnlySpan<char> value)
    {
        Span<byte> bytes = stackalloc byte[Covered + 2];
        if (value.Length != Length || value[0] != 'S' || !TryDecode(value, bytes) || bytes[0] != SeedVersion)
        {
            return ProofResult.Failed;
        }

        bool holds = Crc16(bytes[..Covered]) == (bytes[Covered] | (bytes[Covered + 1] << 8));
        bytes.Clear();
        return holds ? Valid : ProofResult.Failed;
    }

    public override string Complete(string sample, Random random)
    {
        Span<byte> bytes = stackalloc byte[Covered + 2];
        random.NextBytes(bytes);
        bytes[0] = SeedVersion;
        int crc = Crc16(bytes[..Covered]);
        bytes[Covered] = (byte)crc;
        bytes[Covered + 1] = (byte)(crc >> 8);
        return Base32.Encode(bytes).ToUpperInvariant();
    }

    // CRC-16 with polynomial 0x1021 and no reflection.
    private static int Crc16(ReadOnlySpan<byte> bytes)
    {
        int crc = 0;
        foreach (byte b in bytes)
        {
            crc ^= b << 8;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = ((crc & 0x8000) != 0 ? (crc << 1) ^ 0x1021 : crc << 1) & 0xFFFF;
            }
        }

        return crc;
    }

    private static bool TryDecode(ReadOnlySpan<char> text, Span<byte> bytes)
    {
        int held = 0, bits = 0, at = 0;
        foreach (char c in text)
        {
            int digit = Digits.IndexOf(c, StringComparison.Ordinal);
            if (digit < 0)
            {
                return false;
            }

            held = ((held << 5) | digit) & 0xFFF;
            bits += 5;
            if (bits >= 8)
            {
                bits -= 8;
                bytes[at++] = (byte)(held >> bits);
            }
        }

        return true;
    }
}
