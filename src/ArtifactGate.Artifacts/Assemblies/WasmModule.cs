using System.Buffers.Binary;

namespace ArtifactGate.Artifacts.Assemblies;

/// <summary>The WebAssembly module around a Webcil file: two passive data segments (WebAssembly 2.0, 5.5.14), its size and itself.</summary>
internal static class WasmModule
{
    private const int DataSection = 11;
    private const int Passive = 1;
    private const int HeadLength = 8;

    /// <summary>Bytes within which such a module names what it imports.</summary>
    private const int Imports = 256;

    /// <summary>Whether a module asks for the memory that Webcil modules ask for.</summary>
    public static bool IsWebcil(ReadOnlySpan<byte> head) => IsModule(head) && head[..Math.Min(head.Length, Imports)].IndexOf("\u0006webcil\u0006memory"u8) > 0;

    /// <summary>Where the Webcil file is in a module; null when the bytes are no module.</summary>
    /// <exception cref="InvalidDataException">The module is damaged or cut off.</exception>
    public static (long Start, long Length)? Payload(Stream stream)
    {
        Span<byte> head = stackalloc byte[HeadLength];
        stream.Position = 0;
        if (stream.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false) < HeadLength || !IsModule(head))
        {
            return null;
        }

        while (stream.ReadByte() is var kind)
        {
            long length = Number(stream);
            if (kind < 0 || length > stream.Length - stream.Position)
            {
                break;
            }

            if (kind == DataSection)
            {
                return Segments(stream);
            }

            stream.Position += length;
        }

        throw new InvalidDataException("a module without its data");
    }

    private static bool IsModule(ReadOnlySpan<byte> head) => head is [0, (byte)'a', (byte)'s', (byte)'m', 1, 0, 0, 0, ..];

    private static (long Start, long Length) Segments(Stream stream)
    {
        Span<byte> said = stackalloc byte[4];
        if (Number(stream) == 2 && Number(stream) == Passive && Number(stream) is >= 4 and var first && first <= stream.Length - stream.Position)
        {
            long next = stream.Position + first;
            stream.ReadExactly(said);
            stream.Position = next;
            if (Number(stream) == Passive && Number(stream) is var length && length <= stream.Length - stream.Position
                && BinaryPrimitives.ReadUInt32LittleEndian(said) <= length)
            {
                return (stream.Position, length);
            }
        }

        throw new InvalidDataException("no two data segments, or cut off in them");
    }

    private static long Number(Stream stream)
    {
        long number = 0;
        for (int i = 0; i < 5; i++)
        {
            int next = stream.ReadByte();
            if (next < 0)
            {
                throw new EndOfStreamException();
            }

            number |= (long)(next & 0x7F) << (7 * i);
            if (next < 0x80)
            {
                return number;
            }
        }

        throw new InvalidDataException("a number that does not end");
    }
}
