using System.Buffers.Binary;

namespace ArtifactGate.Artifacts.Xz;

/// <summary>The CRC-64 of xz: the polynomial of ECMA-182, bits reflected, eight bytes at a time by tables.</summary>
internal sealed class Crc64
{
    private const ulong Polynomial = 0xC96C5795D7870F42;
    private const int Slices = sizeof(ulong);

    private static readonly ulong[][] Tables = MakeTables();

    private ulong _value = ulong.MaxValue;

    /// <summary>The checksum of all bytes so far.</summary>
    public ulong Value => ~_value;

    /// <summary>Takes bytes.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        ulong value = _value;
        for (; bytes.Length >= Slices; bytes = bytes[Slices..])
        {
            ulong next = value ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            value = 0;
            for (int i = 0; i < Slices; i++)
            {
                value ^= Tables[Slices - 1 - i][(byte)(next >> (8 * i))];
            }
        }

        foreach (byte b in bytes)
        {
            value = Tables[0][(byte)(value ^ b)] ^ (value >> 8);
        }

        _value = value;
    }

    private static ulong[][] MakeTables()
    {
        ulong[][] tables = [.. Enumerable.Range(0, Slices).Select(_ => new ulong[256])];
        for (int i = 0; i < 256; i++)
        {
            ulong value = (ulong)i;
            for (int bit = 0; bit < 8; bit++)
            {
                value = (value >> 1) ^ ((value & 1) * Polynomial);
            }

            tables[0][i] = value;
        }

        for (int slice = 1; slice < Slices; slice++)
        {
            for (int i = 0; i < 256; i++)
            {
                ulong before = tables[slice - 1][i];
                tables[slice][i] = tables[0][(byte)before] ^ (before >> 8);
            }
        }

        return tables;
    }
}
