using System.Buffers;
using System.Buffers.Binary;
using ArtifactGate.Artifacts.Executables;

namespace ArtifactGate.Artifacts.Bundles;

/// <summary>
/// The place in a .NET host that tells whether files are bundled with it: in its writable data eight bytes with the offset of the bundle's
/// header, zero in a host without a bundle, and then the SHA-256 of the line ".net core bundle".
/// </summary>
/// <param name="Offset">The first byte of the place.</param>
/// <param name="HeaderOffset">Where the header is said to be.</param>
internal readonly record struct BundleMarker(long Offset, long HeaderOffset)
{
    /// <summary>Bytes of the place.</summary>
    public const int Length = 8 + 32;

    private const int ChunkSize = 64 * 1024;

    /// <summary>The signature.</summary>
    public static ReadOnlySpan<byte> Signature =>
    [
        0x8B, 0x12, 0x02, 0xB9, 0x6A, 0x61, 0x20, 0x38, 0x72, 0x7B, 0x93, 0x02, 0x14, 0xD7, 0xA0, 0x32,
        0x13, 0xF5, 0xB9, 0xE6, 0xEF, 0xAE, 0x33, 0x18, 0xEE, 0x3B, 0x2D, 0xCE, 0x24, 0xB3, 0x6A, 0xAE,
    ];

    /// <summary>The marker of a host with a bundle; null for anything else.</summary>
    public static BundleMarker? Find(Stream stream, NativeImage image)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(ChunkSize);
        try
        {
            foreach (ImageSegment segment in image.Segments)
            {
                if (segment.IsWritable && FindIn(stream, segment, buffer.AsSpan(0, ChunkSize)) is { } marker)
                {
                    return marker;
                }
            }

            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    // Chunks overlap by all but one byte of the marker.
    private static BundleMarker? FindIn(Stream stream, ImageSegment segment, Span<byte> buffer)
    {
        stream.Position = segment.Offset;
        (int filled, long start, long left) = (0, segment.Offset, segment.Length);
        while (left > 0)
        {
            int read = stream.ReadAtLeast(buffer[filled..], (int)Math.Min(left, buffer.Length - filled), throwOnEndOfStream: false);
            filled += (int)Math.Min(read, left);
            left = read == 0 ? 0 : left - read;
            for (int at = 0; buffer[at..filled].IndexOf(Signature) is var found and >= 0;)
            {
                at += found;
                if (at >= 8 && BinaryPrimitives.ReadInt64LittleEndian(buffer[(at - 8)..]) is var header and not 0)
                {
                    return new BundleMarker(start + at - 8, header);
                }

                at++;
            }

            int keep = Math.Min(filled, Length - 1);
            buffer.Slice(filled - keep, keep).CopyTo(buffer);
            start += filled - keep;
            filled = keep;
        }

        return null;
    }
}
