using System.IO.Compression;
using ArtifactGate.Artifacts;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Engine.Walking;

/// <summary>What a decoded run may hold that is compressed and has no name: a gzip file, or a zlib stream (RFC 1950), which only data has.</summary>
internal static class CompressedRun
{
    /// <summary>Decoded runs shorter than this are no container and no key store.</summary>
    public const int SmallestContainer = 64;

    /// <summary>Whether bytes begin like either.</summary>
    public static bool Begins(ReadOnlySpan<byte> bytes) => bytes is [0x1F, 0x8B, 8, < 0x20, ..] || ZlibStream.Begins(bytes);

    /// <summary>
    /// A node of what a zlib stream holds, or null. Two bytes say little, so the run must decompress: to its end, or as far as it goes, because
    /// it may be a piece of a longer one.
    /// </summary>
    public static ContentNode? OpenZlib(ContentNode packed, ReadOnlySpan<byte> head) =>
        ZlibStream.Begins(head) && ZlibStream.IsCertain(packed.Open(), leastBeforeCut: 0) ? packed.With(() => Inflate(packed), null, randomAccess: false) : null;

    /// <summary>
    /// A node of what comes out of the beginning of a gzip file, or null. A text that shows how one begins is whole without the rest; but a run long
    /// enough to hide something must have all of it.
    /// </summary>
    public static ContentNode? OpenBeginning(ContentNode packed) =>
        packed.Length < SmallestContainer && IsCutOff(packed) ? packed.With(() => new GZipStream(packed.Open(), CompressionMode.Decompress), null, randomAccess: false) : null;

    private static bool IsCutOff(ContentNode packed)
    {
        try
        {
            using var content = new GzipMembersStream(packed.Open());
            while (content.ReadByte() >= 0)
            {
                // Only how it ends counts.
            }

            return false;
        }
        catch (Exception end) when (end is EndOfStreamException or InvalidDataException)
        {
            return end is EndOfStreamException;
        }
    }

    private static ZLibStream Inflate(ContentNode packed) => new(packed.Open(), CompressionMode.Decompress);
}
