using System.IO.Compression;
using ArtifactGate.Artifacts;

namespace ArtifactGate.Engine.Walking;

/// <summary>What a decoded run may hold that is compressed and has no name: a gzip file, or a zlib stream (RFC 1950), which only data has.</summary>
internal static class CompressedRun
{
    private const int Probe = 4096;

    /// <summary>Whether bytes begin like either.</summary>
    public static bool Begins(ReadOnlySpan<byte> bytes) => bytes is [0x1F, 0x8B, 8, < 0x20, ..] || BeginsZlib(bytes);

    /// <summary>A node of what a zlib stream holds, or null. Two bytes say little, so the stream must give content or end as it says.</summary>
    public static ContentNode? OpenZlib(ContentNode packed, ReadOnlySpan<byte> head)
    {
        if (!BeginsZlib(head))
        {
            return null;
        }

        try
        {
            using Stream stream = Inflate(packed);
            byte[] content = new byte[Probe];
            int length = stream.ReadAtLeast(content, Probe, throwOnEndOfStream: false);
            Array.Clear(content);
            return length == 0 ? null : packed.With(() => Inflate(packed), null, randomAccess: false);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static bool BeginsZlib(ReadOnlySpan<byte> bytes) =>
        bytes is [var method, var flags, ..] && (method & 0x8F) == 8 && (flags & 0x20) == 0 && ((method << 8) | flags) % 31 == 0;

    private static ZLibStream Inflate(ContentNode packed) => new(packed.Open(), CompressionMode.Decompress);
}
