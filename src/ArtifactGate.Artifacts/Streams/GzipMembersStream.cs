using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;

namespace ArtifactGate.Artifacts.Streams;

/// <summary>
/// Decompresses gzip (RFC 1952), all members one after the other, and verifies the length and CRC-32 of each. The framework's own stream
/// ends without a word where its input is cut off, and passes over bytes after the last member.
/// </summary>
internal sealed class GzipMembersStream : Stream
{
    private const int LongestName = 4096;

    private readonly PushbackStream _input;
    private Crc32 _crc = new();
    private DeflateStream? _member;
    private long _memberLength;
    private bool _ended;

    /// <summary>Reads the header of the first member.</summary>
    /// <exception cref="InvalidDataException">It is no gzip header.</exception>
    /// <exception cref="EndOfStreamException">The input is cut off.</exception>
    public GzipMembersStream(Stream input)
    {
        _input = new PushbackStream(input);
        StoredName = ReadHeader(ReadByteOrEnd());
    }

    /// <summary>The file name in the first member, or null.</summary>
    public string? StoredName { get; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <exception cref="InvalidDataException">A checksum or length differs, or something else follows the last member.</exception>
    /// <exception cref="EndOfStreamException">The input is cut off.</exception>
    public override int Read(Span<byte> buffer)
    {
        while (!_ended && !buffer.IsEmpty)
        {
            int read = _member!.Read(buffer);
            if (read > 0)
            {
                _crc.Append(buffer[..read]);
                _memberLength += read;
                return read;
            }

            FinishMember();
        }

        return 0;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _member?.Dispose();
            _input.Dispose();
        }

        base.Dispose(disposing);
    }

    private void FinishMember()
    {
        // The framework does not tell how much of its input it used, but the trailer is known from what came out; where it stands the
        // member ends, and where it does not stand the input is cut off or damaged.
        Span<byte> trailer = stackalloc byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, _crc.GetCurrentHashAsUInt32());
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[4..], (uint)_memberLength);
        if (!_input.MoveTo(trailer))
        {
            throw new InvalidDataException("a gzip member has another length or checksum, or is cut off");
        }

        _input.ReadExactly(trailer);

        // Tapes pad with zeros; anything else after the last member is content nobody would see.
        int next = _input.ReadByte();
        while (next == 0)
        {
            next = _input.ReadByte();
        }

        if (next < 0)
        {
            _ended = true;
            return;
        }

        _member!.Dispose();
        ReadHeader((byte)next);
    }

    private string? ReadHeader(byte first)
    {
        Span<byte> rest = stackalloc byte[9];
        _input.ReadExactly(rest);
        if (first != 0x1F || rest[0] != 0x8B || rest[1] != 8 || (rest[2] & 0xE0) != 0)
        {
            throw new InvalidDataException("no gzip header where one must be");
        }

        int flags = rest[2];
        if ((flags & 4) != 0)
        {
            Skip(ReadByteOrEnd() | (ReadByteOrEnd() << 8));
        }

        string? name = (flags & 8) != 0 ? ReadText() : null;
        if ((flags & 16) != 0)
        {
            ReadText();
        }

        Skip((flags & 2) != 0 ? 2 : 0);
        _crc = new Crc32();
        _memberLength = 0;
        _input.Mark();
        _member = new DeflateStream(_input, CompressionMode.Decompress, leaveOpen: true);
        return name;
    }

    private void Skip(int count)
    {
        for (; count > 0; count--)
        {
            ReadByteOrEnd();
        }
    }

    private string ReadText()
    {
        var text = new List<byte>();
        while (ReadByteOrEnd() is var b and not 0)
        {
            if (text.Count == LongestName)
            {
                throw new InvalidDataException("a name in a gzip header does not end");
            }

            text.Add(b);
        }

        return Encoding.Latin1.GetString([.. text]);
    }

    private byte ReadByteOrEnd() => _input.ReadByte() is var b and >= 0 ? (byte)b : throw new EndOfStreamException();
}
