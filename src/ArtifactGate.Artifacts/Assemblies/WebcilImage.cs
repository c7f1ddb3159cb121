using System.Buffers.Binary;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Assemblies;

/// <summary>
/// A Webcil file: the sections of an assembly behind a header of its own instead of that of a PE file, so that it is shipped to browsers as a
/// WebAssembly module, whose second data segment it then is. It is read through the headers of the PE file that it was.
/// </summary>
internal sealed class WebcilImage
{
    private const int HeaderLength = 28;
    private const int SectionLength = 16;
    private const int MostSections = 32;
    private const int DebugEntryLength = 28;
    private const int MostDebugEntries = 32;
    private const int PeHeaders = 0x40;
    private const int OptionalLength = 224;

    private readonly byte[] _peHeaders;
    private readonly List<(long At, uint Value)> _pointers = [];

    private WebcilImage(long start, long length, byte[] peHeaders) => (Start, Length, _peHeaders) = (start, length, peHeaders);

    /// <summary>The first byte of the Webcil header in the file.</summary>
    public long Start { get; }

    /// <summary>The bytes of the Webcil file, without the module around it.</summary>
    public long Length { get; }

    /// <summary>What to add to an offset in the PE file to have that in the file at hand.</summary>
    public long Shift => Start - _peHeaders.Length;

    /// <summary>Whether a file begins like one, alone or in a module.</summary>
    public static bool Begins(ReadOnlySpan<byte> head) => IsHeader(head) || WasmModule.IsWebcil(head);

    /// <summary>Reads the headers.</summary>
    /// <exception cref="InvalidDataException">They are damaged.</exception>
    public static WebcilImage Read(Stream stream)
    {
        (long start, long length) = WasmModule.Payload(stream) ?? (0, stream.Length);
        Span<byte> head = stackalloc byte[HeaderLength + 4 + (MostSections * SectionLength)];
        stream.Position = start;
        head = head[..stream.ReadAtLeast(head[..(int)Math.Min(head.Length, length)], HeaderLength, throwOnEndOfStream: false)];
        if (!IsHeader(head))
        {
            throw new InvalidDataException("no Webcil header where one must be");
        }

        int count = BinaryPrimitives.ReadUInt16LittleEndian(head[8..]);
        int table = BinaryPrimitives.ReadUInt16LittleEndian(head[4..]) == 0 ? HeaderLength : HeaderLength + 4;
        if (count > MostSections || table + (count * SectionLength) > head.Length)
        {
            throw new InvalidDataException("more sections than there is room for");
        }

        byte[] pe = HeadersOf(head, head.Slice(table, count * SectionLength));
        var image = new WebcilImage(start, length, pe);
        image.FindPointers(stream, head[table..]);
        return image;
    }

    /// <summary>The PE file that it was, over the stream of the file at hand, which is owned.</summary>
    public Stream AsPe(Stream file) => new PrefixedStream(_peHeaders, new SubStream(file, Start, Length), _pointers);

    private static bool IsHeader(ReadOnlySpan<byte> head) =>
        head is [(byte)'W', (byte)'b', (byte)'I', (byte)'L', 0 or 1, 0, 0, 0, > 0 and <= MostSections, 0, ..] && head.Length >= HeaderLength;

    private static byte[] HeadersOf(ReadOnlySpan<byte> webcil, ReadOnlySpan<byte> sections)
    {
        int count = sections.Length / SectionLength;
        int table = PeHeaders + 24 + OptionalLength;
        byte[] pe = new byte[table + (count * 40)];
        void Word(int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(pe.AsSpan(at), value);
        void Number(int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(pe.AsSpan(at), value);
        Word(0, 0x5A4D);
        Number(0x3C, PeHeaders);
        Number(PeHeaders, 0x4550);
        Word(PeHeaders + 4, 0x14C);
        Word(PeHeaders + 6, (ushort)count);
        Word(PeHeaders + 20, OptionalLength);
        Word(PeHeaders + 22, 0x2102);
        int optional = PeHeaders + 24;
        Word(optional, 0x10B);
        Number(optional + 32, 0x2000);
        Number(optional + 36, 0x200);
        Number(optional + 92, 16);

        // The two directories that Webcil keeps: debug and CLI.
        webcil.Slice(20, 8).CopyTo(pe.AsSpan(optional + 96 + (6 * 8)));
        webcil.Slice(12, 8).CopyTo(pe.AsSpan(optional + 96 + (14 * 8)));
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> section = sections.Slice(i * SectionLength, SectionLength);
            section.CopyTo(pe.AsSpan(table + (i * 40) + 8));
            Number(table + (i * 40) + 20, BinaryPrimitives.ReadUInt32LittleEndian(section[12..]) + (uint)pe.Length);
        }

        return pe;
    }

    // The entries of the debug directory name places in the file, which stand further on in the PE file.
    private void FindPointers(Stream stream, ReadOnlySpan<byte> sections)
    {
        ReadOnlySpan<byte> directory = _peHeaders.AsSpan(PeHeaders + 24 + 96 + (6 * 8), 8);
        long address = BinaryPrimitives.ReadUInt32LittleEndian(directory), size = BinaryPrimitives.ReadUInt32LittleEndian(directory[4..]);
        Span<byte> pointer = stackalloc byte[4];
        for (int i = 0; i < (_peHeaders.Length - PeHeaders - 24 - OptionalLength) / 40; i++)
        {
            ReadOnlySpan<byte> section = sections.Slice(i * SectionLength, SectionLength);
            long within = address - BinaryPrimitives.ReadUInt32LittleEndian(section[4..]);
            long raw = BinaryPrimitives.ReadUInt32LittleEndian(section[12..]) + within;
            for (int entry = 0; within >= 0 && within < BinaryPrimitives.ReadUInt32LittleEndian(section[8..])
                && entry < Math.Min(size / DebugEntryLength, MostDebugEntries); entry++)
            {
                long at = raw + (entry * DebugEntryLength) + 24;
                if (at + pointer.Length > Length)
                {
                    return;
                }

                stream.Position = Start + at;
                if (stream.ReadAtLeast(pointer, pointer.Length, throwOnEndOfStream: false) == pointer.Length)
                {
                    _pointers.Add((_peHeaders.Length + at, BinaryPrimitives.ReadUInt32LittleEndian(pointer) + (uint)_peHeaders.Length));
                }
            }
        }
    }
}
