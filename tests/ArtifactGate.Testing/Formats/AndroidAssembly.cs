using System.Buffers.Binary;

namespace ArtifactGate.Testing.Formats;

/// <summary>Packs an assembly as .NET does for Android: a header, and one block of LZ4.</summary>
public static class AndroidAssembly
{
    private const int Shortest = 4;
    private const int Farthest = 65_535;

    // The last bytes of a block are as they are.
    private const int Tail = 12;

    /// <summary>The packed content.</summary>
    public static byte[] Pack(byte[] content, uint number = 0)
    {
        var packed = new List<byte>("XALZ"u8.ToArray());
        Span<byte> header = stackalloc byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(header, number);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], content.Length);
        packed.AddRange(header);
        var seen = new Dictionary<uint, int>();
        int from = 0;
        for (int at = 0; at < content.Length - Tail;)
        {
            uint key = BinaryPrimitives.ReadUInt32LittleEndian(content.AsSpan(at));
            bool known = seen.TryGetValue(key, out int before) && at - before <= Farthest;
            seen[key] = at;
            if (!known)
            {
                at++;
                continue;
            }

            int length = Shortest;
            while (at + length < content.Length - Tail && content[before + length] == content[at + length])
            {
                length++;
            }

            Add(packed, content.AsSpan(from, at - from), length - Shortest, at - before);
            at += length;
            from = at;
        }

        Add(packed, content.AsSpan(from), 0, 0);
        return [.. packed];
    }

    private static void Add(List<byte> packed, ReadOnlySpan<byte> literals, int match, int distance)
    {
        packed.Add((byte)((Math.Min(15, literals.Length) << 4) | Math.Min(15, match)));
        AddLength(packed, literals.Length);
        packed.AddRange(literals);
        if (distance > 0)
        {
            packed.AddRange((byte)distance, (byte)(distance >> 8));
            AddLength(packed, match);
        }
    }

    private static void AddLength(List<byte> packed, int length)
    {
        if (length < 15)
        {
            return;
        }

        for (length -= 15; length >= 255; length -= 255)
        {
            packed.Add(255);
        }

        packed.Add((byte)length);
    }
}
