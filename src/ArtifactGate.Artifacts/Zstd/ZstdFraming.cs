using System.Buffers;
using System.Buffers.Binary;
using ArtifactGate.Artifacts.Memory;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Zstd;

/// <summary>
/// Hands Zstandard frames (RFC 8878) through to a decompressor that allocates the window that a frame header demands, and borrows that before it
/// sees the header. It follows the framing only: frame headers, and the headers of blocks between them.
/// </summary>
/// <param name="input">The frames; not owned.</param>
/// <param name="loan">What the decompressor takes.</param>
/// <param name="hidden">Receives the content of frames that are skipped, and where the last ends, if something else follows.</param>
internal sealed class ZstdFraming(Stream input, MemoryLoan loan, HiddenParts? hidden = null) : ForwardStream
{
    private const uint Magic = 0xFD2FB528;
    private const uint SkippedMagic = 0x184D2A50;
    private const uint SkippedMask = 0xFFFFFFF0;
    private const int MagicLength = 4;
    private const int BlockHeaderLength = 3;
    private const int ChecksumLength = 4;

    /// <summary>Bytes that a block may take (RFC 8878, section 3.1.1.2.4).</summary>
    public const int LongestBlock = 128 * 1024;

    // Two blocks, tables and the room between window and output.
    private const long Beside = 512 * 1024;

    private readonly byte[] _header = new byte[18];
    private readonly ArrayBufferWriter<byte> _skipped = new();
    private Part _part = Part.Magic;
    private long _have;
    private long _want = MagicLength;
    private bool _lastBlock;
    private bool _hasChecksum;
    private long _passed;

    private enum Part
    {
        Magic,
        Descriptor,
        FrameHeader,
        SkippedLength,
        Skipped,
        BlockHeader,
        Data,
        Checksum,
        Rest,
    }

    /// <summary>The first byte behind the first frame, or null as long as that has not ended.</summary>
    public long? FrameEnd { get; private set; }

    /// <summary>Whether a frame so far had more than bytes as they are, or has a checksum of them.</summary>
    public bool IsTelling { get; private set; }

    private bool IsHeader => _part is not (Part.Data or Part.Skipped or Part.Checksum);

    public override int Read(Span<byte> buffer)
    {
        int read = input.Read(buffer);
        if (read == 0 && !buffer.IsEmpty && _part == Part.Magic)
        {
            NoteEnd(goesOn: _have == 0);
        }

        for (ReadOnlySpan<byte> rest = buffer[..read]; !rest.IsEmpty && _part != Part.Rest;)
        {
            int taken = (int)Math.Min(rest.Length, _want - _have);
            if (IsHeader)
            {
                rest[..taken].CopyTo(_header.AsSpan((int)_have));
            }

            if (_part == Part.Skipped && hidden is not null)
            {
                Keep(rest[..taken]);
            }

            _have += taken;
            _passed += taken;
            rest = rest[taken..];
            while (_have == _want && _part != Part.Rest)
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
            case Part.Magic:
                uint magic = BinaryPrimitives.ReadUInt32LittleEndian(_header);

                // What is neither the decompressor refuses.
                NoteEnd(magic == Magic || (magic & SkippedMask) == SkippedMagic);
                Begin(magic == Magic ? Part.Descriptor : (magic & SkippedMask) == SkippedMagic ? Part.SkippedLength : Part.Rest, magic == Magic ? 1 : sizeof(uint));
                break;
            case Part.Descriptor:
                _lastBlock = false;
                Begin(Part.FrameHeader, LengthOf(_header[0]), keep: 1);
                break;
            case Part.FrameHeader:
                Borrow();
                Begin(Part.BlockHeader, BlockHeaderLength);
                break;
            case Part.SkippedLength:
                Begin(Part.Skipped, BinaryPrimitives.ReadUInt32LittleEndian(_header));
                break;
            case Part.BlockHeader:
                int block = _header[0] | (_header[1] << 8) | (_header[2] << 16);
                _lastBlock = (block & 1) != 0;

                IsTelling |= ((block >> 1) & 3) == 2 || _hasChecksum;

                // A block of one byte repeated has that byte only.
                Begin(Part.Data, ((block >> 1) & 3) == 1 ? 1 : block >> 3);
                break;
            case Part.Data when !_lastBlock:
                Begin(Part.BlockHeader, BlockHeaderLength);
                break;
            case Part.Data:
                Begin(Part.Checksum, _hasChecksum ? ChecksumLength : 0);
                break;
            case Part.Skipped:
                HandOutSkipped();
                Begin(Part.Magic, MagicLength);
                break;
            case Part.Checksum:
                FrameEnd ??= _passed;
                Begin(Part.Magic, MagicLength);
                break;
            default:
                Begin(Part.Magic, MagicLength);
                break;
        }
    }

    // Behind a whole frame, what begins no other is something else.
    private void NoteEnd(bool goesOn)
    {
        if (!goesOn && FrameEnd is not null)
        {
            hidden?.EndAt(_passed - _have);
        }
    }

    // A frame that is skipped may come in many reads, and is one content.
    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (_want <= HiddenParts.Most)
        {
            _skipped.Write(bytes);
        }
        else
        {
            hidden!.Refuse();
        }
    }

    private void HandOutSkipped()
    {
        hidden?.Add(_passed - _skipped.WrittenCount, _skipped.WrittenSpan);
        _skipped.Clear();
    }

    private void Begin(Part part, long want, int keep = 0) => (_part, _want, _have) = (part, want, keep);

    /// <summary>Bytes of a frame header behind the magic number: the descriptor; a window, unless the content is one segment; the number of a dictionary; the length of the content.</summary>
    public static int LengthOf(byte descriptor) => 1 + WindowLength(descriptor) + DictionaryLength(descriptor) + ContentLength(descriptor);

    /// <summary>Bytes that a frame says it decompresses to, or null where it does not say.</summary>
    /// <param name="header">From the descriptor on, as long as <see cref="LengthOf"/> says.</param>
    public static ulong? ContentOf(ReadOnlySpan<byte> header)
    {
        int length = ContentLength(header[0]);
        ReadOnlySpan<byte> told = header.Slice(LengthOf(header[0]) - length, length);
        return length switch
        {
            0 => null,
            1 => told[0],
            2 => BinaryPrimitives.ReadUInt16LittleEndian(told) + 256u,
            4 => BinaryPrimitives.ReadUInt32LittleEndian(told),
            _ => BinaryPrimitives.ReadUInt64LittleEndian(told),
        };
    }

    private static int WindowLength(byte descriptor) => (descriptor & 0x20) == 0 ? 1 : 0;

    private static int DictionaryLength(byte descriptor) => (descriptor & 3) == 3 ? 4 : descriptor & 3;

    private static int ContentLength(byte descriptor) => (descriptor >> 6) switch { 0 => (descriptor & 0x20) >> 5, 1 => 2, 2 => 4, _ => 8 };

    private void Borrow()
    {
        byte descriptor = _header[0];
        int dictionary = DictionaryLength(descriptor);
        if (_header.AsSpan(1 + WindowLength(descriptor), dictionary).ContainsAnyExcept((byte)0))
        {
            throw new BudgetExceededException(UnreadReason.Unsupported, "compressed with a dictionary that is not here");
        }

        _hasChecksum = (descriptor & 4) != 0;
        ulong? content = ContentOf(_header);
        ulong window = content ?? 0;
        if ((descriptor & 0x20) == 0)
        {
            ulong power = 1024ul << (_header[1] >> 3);
            window = power + (power / 8 * (ulong)(_header[1] & 7));
        }

        // A window larger than the content is not allocated.
        long needed = (long)Math.Min(Math.Min(window, content ?? ulong.MaxValue), long.MaxValue / 2);
        DecoderMemory.Check(needed);
        loan.RaiseTo(needed + Beside);
    }
}
