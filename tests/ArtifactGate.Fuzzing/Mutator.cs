using System.Buffers.Binary;

namespace ArtifactGate.Fuzzing;

/// <summary>Damages content the way that finds faults in readers: bits, lengths at their limits, blocks moved, removed and repeated, ends cut off.</summary>
internal sealed class Mutator(Random random)
{
    private const int Largest = 4 * 1024 * 1024;

    private static readonly long[] Interesting = [0, 1, 2, 0x7F, 0x80, 0xFF, 0x100, 0x7FFF, 0x8000, 0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, long.MaxValue, -1, -2, long.MinValue];

    /// <summary>A damaged copy.</summary>
    /// <param name="content">The sample.</param>
    /// <param name="other">Another sample, of which parts may be put in.</param>
    public byte[] Mutate(byte[] content, byte[] other)
    {
        byte[] result = [.. content];
        for (int count = 1 << random.Next(5); count > 0 && result.Length > 0; count--)
        {
            result = Once(result, other);
        }

        return result.Length <= Largest ? result : result[..Largest];
    }

    private byte[] Once(byte[] bytes, byte[] other)
    {
        int at = Position(bytes.Length);
        int length = Math.Min(bytes.Length - at, 1 << random.Next(13));
        switch (random.Next(9))
        {
            case 0:
            case 1:
                bytes[at] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 2:
                bytes[at] = (byte)random.Next(256);
                return bytes;
            case 3:
            case 4:
                Number(bytes.AsSpan(at));
                return bytes;
            case 5:
                return [.. bytes.AsSpan(0, at), .. bytes.AsSpan(at + length)];
            case 6:
                return [.. bytes.AsSpan(0, at), .. bytes.AsSpan(at, length), .. bytes.AsSpan(at)];
            case 7:
                int from = random.Next(other.Length);
                return [.. bytes.AsSpan(0, at), .. other.AsSpan(from, Math.Min(length, other.Length - from)), .. bytes.AsSpan(at)];
            default:
                return bytes[..at];
        }
    }

    // Headers stand at the beginning, directories at the end; the middle is mostly compressed data.
    private int Position(int length) => random.Next(4) switch
    {
        0 => random.Next(Math.Min(length, 512)),
        1 => length - 1 - random.Next(Math.Min(length, 512)),
        _ => random.Next(length),
    };

    private void Number(Span<byte> bytes)
    {
        Span<byte> value = stackalloc byte[8];
        long number = Interesting[random.Next(Interesting.Length)];
        int width = Math.Min(1 << random.Next(4), bytes.Length);
        if (random.Next(2) == 0)
        {
            BinaryPrimitives.WriteInt64LittleEndian(value, number);
            value[..width].CopyTo(bytes);
        }
        else
        {
            BinaryPrimitives.WriteInt64BigEndian(value, number);
            value[^width..].CopyTo(bytes);
        }
    }
}
