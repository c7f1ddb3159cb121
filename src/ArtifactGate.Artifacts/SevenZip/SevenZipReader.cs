namespace ArtifactGate.Artifacts.SevenZip;

/// <summary>Reads the numbers of a 7z header.</summary>
internal ref struct SevenZipReader(ReadOnlySpan<byte> header)
{
    private ReadOnlySpan<byte> _rest = header;

    /// <exception cref="InvalidDataException">There is none left.</exception>
    public byte Byte() => Bytes(1)[0];

    /// <exception cref="InvalidDataException">There are fewer.</exception>
    public ReadOnlySpan<byte> Bytes(ulong count)
    {
        if (count > (ulong)_rest.Length)
        {
            throw SevenZipHeader.Damaged();
        }

        ReadOnlySpan<byte> bytes = _rest[..(int)count];
        _rest = _rest[(int)count..];
        return bytes;
    }

    /// <summary>As many bytes follow the first as it begins with set bits; the bits behind them are the highest of the number.</summary>
    public ulong Number()
    {
        byte first = Byte();
        ulong value = 0;
        int count = 0;
        for (int mask = 0x80; mask != 0 && (first & mask) != 0; mask >>= 1)
        {
            value |= (ulong)Byte() << (8 * count++);
        }

        return count < 8 ? value | (ulong)(first & ((0x80 >> count) - 1)) << (8 * count) : value;
    }

    /// <summary>Skips the CRCs of so many streams: all, or those whose bit is set.</summary>
    public void SkipDigests(ulong streams)
    {
        ulong defined = streams;
        if (Byte() == 0)
        {
            defined = 0;
            foreach (byte bits in Bytes((streams + 7) / 8))
            {
                defined += (ulong)System.Numerics.BitOperations.PopCount(bits);
            }
        }

        _ = Bytes(defined * 4);
    }
}
