using System.Buffers;
using System.Buffers.Binary;
using ArtifactGate.Artifacts.Executables;

namespace ArtifactGate.Artifacts.NativeAot;

/// <summary>
/// The dehydrated data of a native AOT image: tables of types and frozen objects, among them every string literal, written as commands that the
/// runtime carries out when it starts. The image's header names the place: a signature, two numbers of the version, flags, how many sections, and
/// for each its kind, flags, first and last address.
/// </summary>
/// <param name="Offset">The first command in the file; what is promised may lie behind its end.</param>
/// <param name="Length">The bytes of all commands.</param>
internal readonly record struct DehydratedData(long Offset, long Length)
{
    private const int HeaderLength = 16;
    private const int MostSections = 256;
    private const int OldestVersion = 8;
    private const int NewestVersion = 99;
    private const int FirstKind = 200;
    private const int LastKind = 399;
    private const int Kind = 207;
    private const int ChunkSize = 64 * 1024;

    /// <summary>The commands begin with the address of what they make.</summary>
    private const int Target = 4;

    private static ReadOnlySpan<byte> Signature => "RTR\0"u8;

    /// <summary>Finds it; null when the image is none of native AOT, or keeps its data as it is.</summary>
    public static DehydratedData? Find(Stream stream, NativeImage image)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(ChunkSize);
        try
        {
            foreach (ImageSegment segment in image.Segments)
            {
                if (!segment.IsCode && FindIn(stream, image, segment, buffer.AsSpan(0, ChunkSize)) is { } found)
                {
                    return found;
                }
            }

            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    // The header is aligned like a pointer; chunks are multiples of that.
    private static DehydratedData? FindIn(Stream stream, NativeImage image, ImageSegment segment, Span<byte> buffer)
    {
        for (long at = 0; at < segment.Length; at += buffer.Length)
        {
            stream.Position = segment.Offset + at;
            int wanted = (int)Math.Min(buffer.Length, segment.Length - at);
            Span<byte> chunk = buffer[..stream.ReadAtLeast(buffer[..wanted], wanted, throwOnEndOfStream: false)];
            for (int from = 0; chunk[from..].IndexOf(Signature) is var found and >= 0;)
            {
                from += found;
                if (ReadHeader(stream, image, segment.Offset + at + from) is { } data)
                {
                    return data;
                }

                from++;
            }
        }

        return null;
    }

    private static DehydratedData? ReadHeader(Stream stream, NativeImage image, long offset)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        stream.Position = offset;
        if (stream.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength)
        {
            return null;
        }

        int row = image.Is64Bit ? 24 : 16;
        int count = BinaryPrimitives.ReadUInt16LittleEndian(header[12..]);
        if (BinaryPrimitives.ReadUInt16LittleEndian(header[4..]) is < OldestVersion or > NewestVersion
            || count is 0 or > MostSections || header[14] != row || header[15] != 1)
        {
            return null;
        }

        int before = 0;
        DehydratedData? data = null;
        Span<byte> kind = stackalloc byte[4];
        for (int i = 0; i < count; i++)
        {
            long at = offset + HeaderLength + (i * row);
            stream.Position = at;
            int number = stream.ReadAtLeast(kind, kind.Length, throwOnEndOfStream: false) == kind.Length ? BinaryPrimitives.ReadInt32LittleEndian(kind) : 0;
            if (number <= before || number is < FirstKind or > LastKind)
            {
                return null;
            }

            before = number;
            if (number == Kind)
            {
                ulong start = image.PointerAt(stream, at + 8), end = image.PointerAt(stream, at + 8 + (row - 8) / 2);
                data = new DehydratedData((image.OffsetOf(start) ?? stream.Length) + Target, end < start + Target ? 0 : (long)(end - start - Target));
            }
        }

        return data;
    }
}
