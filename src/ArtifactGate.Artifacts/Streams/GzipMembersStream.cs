using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using ArtifactGate.Artifacts.Deflate;

namespace ArtifactGate.Artifacts.Streams;

/// <summary>
/// Decompresses gzip (RFC 1952), all members one after the other, and verifies the length and CRC-32 of each. The framework's own stream
/// ends without a word where its input is cut off, and passes over bytes after the last member.
/// </summary>
internal sealed class GzipMembersStream : ForwardStream
{
    private const int LongestName = 4096;
    private const int FixedLength = 10;
    private const int ExtraFlag = 4;
    private const int NameFlag = 8;
    private const int CommentFlag = 16;

    private readonly InflateStream _data;
    private readonly List<byte> _header = [];
    private readonly HiddenParts? _hidden;
    private Crc32 _crc = new();
    private uint _memberLength;
    private readonly bool _single;
    private bool _ended;

    /// <summary>Reads the header of the first member.</summary>
    /// <exception cref="InvalidDataException">It is no gzip header.</exception>
    /// <exception cref="EndOfStreamException">The input is cut off.</exception>
    /// <param name="input">From the first byte of the header on; owned.</param>
    /// <param name="single">Whether the first member is all, whatever follows it.</param>
    /// <param name="hidden">
    /// Receives what headers have that unpacking does not show: of the first all but its name alone, which whoever opens it sees; and where the last member
    /// ends, if something else follows.
    /// </param>
    public GzipMembersStream(Stream input, bool single = false, HiddenParts? hidden = null)
    {
        _single = single;
        _hidden = hidden;
        _data = new InflateStream(input);
        StoredName = ReadHeader(ReadByteOrEnd(), shown: NameFlag);
    }

    /// <summary>Bytes of the input that were taken.</summary>
    public long PackedPosition => _data.InputPosition;

    /// <summary>The file name in the first member, or null.</summary>
    public string? StoredName { get; }

    /// <exception cref="InvalidDataException">A checksum or length differs, or something else follows the last member.</exception>
    /// <exception cref="EndOfStreamException">The input is cut off.</exception>
    public override int Read(Span<byte> buffer)
    {
        while (!_ended && !buffer.IsEmpty)
        {
            int read = _data.Read(buffer);
            if (read > 0)
            {
                _crc.Append(buffer[..read]);
                _memberLength += (uint)read;
                return read;
            }

            FinishMember();
        }

        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _data.Dispose();
        }

        base.Dispose(disposing);
    }

    private void FinishMember()
    {
        // The length counts modulo 2 to the 32.
        if (ReadNumber() != _crc.GetCurrentHashAsUInt32() || ReadNumber() != _memberLength)
        {
            throw new InvalidDataException("a gzip member has another length or checksum");
        }

        if (_single)
        {
            _ended = true;
            return;
        }

        // Tapes pad with zeros; anything else after the last member is content nobody would see.
        int next = _data.TakeByte();
        while (next == 0)
        {
            next = _data.TakeByte();
        }

        if (next < 0)
        {
            _ended = true;
            return;
        }

        _hidden?.EndAt(_data.InputPosition - 1);
        ReadHeader((byte)next, shown: 0);
    }

    private string? ReadHeader(byte first, int shown)
    {
        long start = _data.InputPosition - 1;
        _header.Clear();
        Span<byte> rest = stackalloc byte[9];
        foreach (ref byte b in rest)
        {
            b = ReadByteOrEnd();
        }

        if (first != 0x1F || rest[0] != 0x8B || rest[1] != 8 || (rest[2] & 0xE0) != 0)
        {
            throw new InvalidDataException("no gzip header where one must be");
        }

        _hidden?.GoOn();

        int flags = rest[2];
        if ((flags & ExtraFlag) != 0)
        {
            Skip(ReadByteOrEnd() | (ReadByteOrEnd() << 8));
        }

        string? name = (flags & NameFlag) != 0 ? ReadText() : null;
        if ((flags & CommentFlag) != 0)
        {
            ReadText();
        }

        Skip((flags & 2) != 0 ? 2 : 0);
        if ((flags & (ExtraFlag | NameFlag | CommentFlag) & ~shown) != 0)
        {
            _hidden?.Add(start + FixedLength, CollectionsMarshal.AsSpan(_header));
        }

        _crc = new Crc32();
        _memberLength = 0;
        _data.Restart();
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

    private uint ReadNumber() => ReadByteOrEnd() | ((uint)ReadByteOrEnd() << 8) | ((uint)ReadByteOrEnd() << 16) | ((uint)ReadByteOrEnd() << 24);

    private byte ReadByteOrEnd()
    {
        byte next = _data.TakeByte() is var b and >= 0 ? (byte)b : throw new EndOfStreamException();
        _header.Add(next);
        return next;
    }
}
