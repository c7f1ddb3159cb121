namespace ArtifactGate.Artifacts.Streams;

/// <summary>
/// Hands one xz stream (format 1.2.1) through to a decompressor that allocates whatever a block header demands, and refuses before it sees the
/// header of a block that demands too much. It follows the framing only: block headers, and the chunks of LZMA2 between them.
/// </summary>
/// <param name="input">The stream; not owned.</param>
internal sealed class XzFraming(Stream input) : ForwardStream
{
    private const int StreamHeaderLength = 12;
    private const int CheckTypeAt = 7;
    private const ulong Lzma2 = 0x21;

    // Bytes of the check behind a block, by its type (format 2.1.1.2).
    private static ReadOnlySpan<byte> CheckLengths => [0, 4, 4, 4, 8, 8, 8, 16, 16, 16, 32, 32, 32, 64, 64, 64];

    private readonly byte[] _header = new byte[1024];
    private Part _part = Part.StreamHeader;
    private int _have;
    private int _want = StreamHeaderLength;
    private int _check;
    private long _blockLength;

    private enum Part
    {
        StreamHeader,
        BlockHeader,
        Chunk,
        Data,
        BlockEnd,
        Rest,
    }

    // By it the library finds where a block is padded.
    public override long Position
    {
        get => input.Position;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        int read = input.Read(buffer);
        for (ReadOnlySpan<byte> rest = buffer[..read]; !rest.IsEmpty && _part != Part.Rest;)
        {
            int taken = Math.Min(rest.Length, _want - _have);
            if (_part is not (Part.Data or Part.BlockEnd))
            {
                rest[..taken].CopyTo(_header.AsSpan(_have));
            }

            _have += taken;
            rest = rest[taken..];
            if (_have == _want)
            {
                Step();
            }
        }

        return read;
    }

    private void Step()
    {
        switch (_part)
        {
            case Part.StreamHeader:
                _check = CheckLengths[_header[CheckTypeAt] & 15];
                Begin(Part.BlockHeader, 1);
                break;
            case Part.BlockHeader when _want == 1:
                // Zero begins the index, behind the last block.
                Begin(_header[0] == 0 ? Part.Rest : Part.BlockHeader, (_header[0] + 1) * 4, keep: 1);
                break;
            case Part.BlockHeader:
                DecoderMemory.Check(DecoderMemory.OfLzma2(DictionaryOf(_header.AsSpan(0, _want))));
                _blockLength = 0;
                Begin(Part.Chunk, 1);
                break;
            case Part.Chunk:
                Chunk();
                break;
            case Part.Data:
                Begin(Part.Chunk, 1);
                break;
            case Part.BlockEnd:
                Begin(Part.BlockHeader, 1);
                break;
        }
    }

    // A chunk of LZMA2: 0 ends them, 1 and 2 are stored with two bytes of length, from 0x80 on packed with two lengths and perhaps properties.
    private void Chunk()
    {
        byte control = _header[0];
        int length = control switch { 0 => 1, 1 or 2 => 3, >= 0xC0 => 6, >= 0x80 => 5, _ => throw new InvalidDataException("no chunk of LZMA2") };
        if (_have < length)
        {
            Begin(Part.Chunk, length, keep: _have);
            return;
        }

        _blockLength += length;
        if (control == 0)
        {
            int padding = (int)(-_blockLength & 3);
            Begin(padding + _check == 0 ? Part.BlockHeader : Part.BlockEnd, padding + _check == 0 ? 1 : padding + _check);
            return;
        }

        int data = (control < 0x80 ? (_header[1] << 8) | _header[2] : (_header[3] << 8) | _header[4]) + 1;
        _blockLength += data;
        Begin(Part.Data, data);
    }

    private void Begin(Part part, int want, int keep = 0) => (_part, _want, _have) = (part, want, keep);

    // Format 3.1: length, flags, perhaps two sizes, then the filters, the last of which is LZMA2.
    private static byte DictionaryOf(ReadOnlySpan<byte> header)
    {
        byte flags = header[1];
        int at = 2;
        for (int sizes = (flags >> 6 & 1) + (flags >> 7); sizes > 0; sizes--)
        {
            _ = Number(header, ref at);
        }

        for (int filters = (flags & 3) + 1; filters > 0; filters--)
        {
            ulong id = Number(header, ref at);
            ulong length = Number(header, ref at);
            if (length > (ulong)(header.Length - at))
            {
                throw new InvalidDataException("a damaged xz block header");
            }

            if (id == Lzma2 && length == 1)
            {
                return header[at];
            }

            at += (int)length;
        }

        throw new InvalidDataException("an xz block without LZMA2");
    }

    // Seven bits a byte, the lowest first.
    private static ulong Number(ReadOnlySpan<byte> header, ref int at)
    {
        ulong value = 0;
        for (int shift = 0; shift < 63; shift += 7)
        {
            byte b = at < header.Length ? header[at++] : throw new InvalidDataException("a damaged xz block header");
            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80)
            {
                return value;
            }
        }

        throw new InvalidDataException("a damaged xz block header");
    }
}
