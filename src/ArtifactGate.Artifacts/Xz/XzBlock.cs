using System.Buffers.Binary;
using System.IO.Hashing;
using ArtifactGate.Artifacts.Lzma;
using ArtifactGate.Artifacts.Memory;
using ArtifactGate.Artifacts.Streams;
using SharpCompress.Compressors.Xz.Filters;

namespace ArtifactGate.Artifacts.Xz;

/// <summary>One block of an xz stream (format 3): a header that names filters, of which LZMA2 is the last, compressed data, padding, a check.</summary>
internal sealed class XzBlock : IDisposable
{
    private const long Lzma2 = 0x21;

    private readonly StrictInput _input;
    private readonly XzCheck _check;
    private readonly Lzma2Data _data;
    private readonly Stream _content;
    private readonly int _headerLength;
    private readonly long _start;
    private readonly long? _packedLength;
    private readonly long? _length;

    /// <summary>Reads the header of a block.</summary>
    /// <param name="first">Its first byte, which is not zero and was taken.</param>
    /// <param name="input">The stream; not owned.</param>
    /// <param name="checkType">The check of the stream.</param>
    /// <param name="memory">Lends the dictionary.</param>
    /// <exception cref="InvalidDataException">The header is damaged.</exception>
    /// <exception cref="BudgetExceededException">The dictionary is too large.</exception>
    public XzBlock(int first, StrictInput input, int checkType, MemoryAccount memory)
    {
        _input = input;
        _headerLength = (first + 1) * 4;
        byte[] bytes = new byte[_headerLength];
        bytes[0] = (byte)first;
        input.ReadExactly(bytes.AsSpan(1));
        ReadOnlySpan<byte> header = bytes.AsSpan(0, _headerLength - sizeof(uint));
        int flags = header[1];
        if (Crc32.HashToUInt32(header) != BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(header.Length)) || (flags & 0x3C) != 0)
        {
            throw XzNumbers.Damaged();
        }

        header = header[2..];
        _packedLength = (flags & 0x40) != 0 ? XzNumbers.Take(ref header) : null;
        _length = (flags & 0x80) != 0 ? XzNumbers.Take(ref header) : null;
        var filters = new List<BlockFilter>();
        for (int left = flags & 3; left > 0; left--)
        {
            filters.Add(Filter(ref header));
        }

        _data = Data(ref header, input, memory);
        if (header.ContainsAnyExcept((byte)0))
        {
            throw XzNumbers.Damaged();
        }

        _content = Filtered(_data, filters);
        _check = new XzCheck(checkType);
        _start = input.Position;
    }

    /// <summary>Bytes of content so far.</summary>
    public long Length { get; private set; }

    /// <summary>Bytes that the index tells of the block: all but the padding.</summary>
    public long UnpaddedLength { get; private set; }

    /// <summary>Decompresses; 0 at the end, where everything was verified.</summary>
    /// <exception cref="InvalidDataException">The block is damaged.</exception>
    public int Read(Span<byte> buffer)
    {
        int read = _content.Read(buffer);
        if (read > 0)
        {
            _check.Append(buffer[..read]);
            Length += read;
            return read;
        }

        long packed = _input.Position - _start;
        for (long padding = -packed & 3; padding > 0; padding--)
        {
            if (_input.ReadByte() != 0)
            {
                throw new InvalidDataException("an xz block is padded with something");
            }
        }

        if (packed != (_packedLength ?? packed) || Length != (_length ?? Length))
        {
            throw new InvalidDataException("an xz block of another length");
        }

        _check.Verify(_input);
        UnpaddedLength = _headerLength + packed + _check.Length;
        return 0;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _check.Dispose();
        _data.Dispose();
    }

    // By their numbers (format 5.3); those of the library have as properties the offset they begin at, or nothing.
    private static BlockFilter Filter(ref ReadOnlySpan<byte> header)
    {
        ReadOnlySpan<byte> properties = TakeFilter(ref header, out long id);
        BlockFilter filter = id switch
        {
            3 => new XzDelta(),
            4 => new X86Filter(),
            5 => new PowerPCFilter(),
            6 => new IA64Filter(),
            7 => new ArmFilter(),
            8 => new ArmThumbFilter(),
            9 => new SparcFilter(),
            _ => throw new BudgetExceededException(UnreadReason.Unsupported, $"xz filter {id}"),
        };
        filter.Init(properties.ToArray());
        return filter;
    }

    private static Lzma2Data Data(ref ReadOnlySpan<byte> header, StrictInput input, MemoryAccount memory)
    {
        ReadOnlySpan<byte> properties = TakeFilter(ref header, out long id);
        if (id != Lzma2 || properties.Length != 1)
        {
            throw new InvalidDataException("an xz block without LZMA2");
        }

        long dictionary = DecoderMemory.OfLzma2(properties[0]);
        DecoderMemory.Check(dictionary);
        return new Lzma2Data((int)dictionary, input, memory);
    }

    private static ReadOnlySpan<byte> TakeFilter(ref ReadOnlySpan<byte> header, out long id)
    {
        id = XzNumbers.Take(ref header);
        long length = XzNumbers.Take(ref header);
        if (length > header.Length)
        {
            throw XzNumbers.Damaged();
        }

        ReadOnlySpan<byte> properties = header[..(int)length];
        header = header[(int)length..];
        return properties;
    }

    // The first filter in the header is the last that content goes through when it is decompressed.
    private static Stream Filtered(Stream data, List<BlockFilter> filters)
    {
        Stream content = data;
        for (int i = filters.Count - 1; i >= 0; i--)
        {
            filters[i].SetBaseStream(content);
            content = filters[i];
        }

        return content;
    }
}
