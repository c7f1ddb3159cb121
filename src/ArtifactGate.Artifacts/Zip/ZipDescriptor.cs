using System.Buffers.Binary;

namespace ArtifactGate.Artifacts.Zip;

/// <summary>
/// Finds the end of an entry that no directory names and whose sizes stand behind its content: the signature of a descriptor (APPNOTE 4.3.9)
/// with the number of bytes in it that really stand before it.
/// </summary>
internal static class ZipDescriptor
{
    private const int Length = 16;
    private const int Window = 64 * 1024;

    private static ReadOnlySpan<byte> Signature => "PK\u0007\u0008"u8;

    /// <summary>The entry, or null when nothing before <paramref name="end"/> ends it.</summary>
    public static ZipEntryHeader? Find(Stream stream, ZipLocalHeader header, long end)
    {
        var window = new byte[Window];
        for (long start = header.ContentOffset; start <= end - Length; start += Window - Length + 1)
        {
            int length = (int)Math.Min(Window, end - start);
            stream.Position = start;
            stream.ReadExactly(window, 0, length);
            ReadOnlySpan<byte> bytes = window.AsSpan(0, length);
            for (int at = bytes.IndexOf(Signature); at >= 0 && at <= length - Length; at = Next(bytes, at))
            {
                long packed = start + at - header.ContentOffset;
                if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[(at + 8)..]) == packed)
                {
                    return new ZipEntryHeader("", header.Flags, header.Method, BinaryPrimitives.ReadUInt32LittleEndian(bytes[(at + 4)..]), packed,
                        BinaryPrimitives.ReadUInt32LittleEndian(bytes[(at + 12)..]), header.Offset);
                }
            }
        }

        return null;
    }

    private static int Next(ReadOnlySpan<byte> bytes, int at) => bytes[(at + 1)..].IndexOf(Signature) is >= 0 and var next ? at + 1 + next : -1;
}
