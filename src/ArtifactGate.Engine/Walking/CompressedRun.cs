using System.IO.Compression;
using ArtifactGate.Artifacts;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Engine.Walking;

/// <summary>What a decoded run may hold that is compressed and has no name: a gzip file, or a zlib stream (RFC 1950), which only data has.</summary>
internal static class CompressedRun
{
    /// <summary>Whether bytes begin like either.</summary>
    public static bool Begins(ReadOnlySpan<byte> bytes) => bytes is [0x1F, 0x8B, 8, < 0x20, ..] || ZlibStream.Begins(bytes);

    /// <summary>
    /// A node of what a zlib stream holds, or null. Two bytes say little, so the run must decompress: to its end, or as far as it goes, because
    /// it may be a piece of a longer one.
    /// </summary>
    public static ContentNode? OpenZlib(ContentNode packed, ReadOnlySpan<byte> head) =>
        ZlibStream.Begins(head) && ZlibStream.IsCertain(packed.Open(), leastBeforeCut: 0) ? packed.With(() => Inflate(packed), null, randomAccess: false) : null;

    private static ZLibStream Inflate(ContentNode packed) => new(packed.Open(), CompressionMode.Decompress);
}
