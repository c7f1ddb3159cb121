using System.Buffers.Binary;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Lz4;

/// <summary>
/// Decompresses an assembly as .NET packs it into an application for Android: "XALZ", its number in a table, its length, one block of LZ4 (the block format
/// of lz4.org): bytes as they are, then a repetition of what came before, and so on. There is no checksum.
/// </summary>
/// <param name="packed">The file; owned.</param>
/// <param name="single">Whether anything may follow.</param>
/// <param name="hidden">Receives where it ends, if something else follows.</param>
internal sealed class AndroidAssemblyStream(Stream packed, bool single = false, HiddenParts? hidden = null) : ForwardStream
{
    /// <summary>Bytes before the block.</summary>
    public const int HeaderLength = 12;

    private const int MostNumber = 1 << 20;
    private const int MostLength = 1 << 30;
    private const int History = 64 * 1024;
    private const int ShortestMatch = 4;
    private const int Longer = 15;

    private readonly StrictInput _input = new(packed);
    private readonly byte[] _history = new byte[History];
    private long _length = -1;
    private long _total;
    private long _literals;
    private long _match;
    private int _distance;
    private int _token = -1;
    private bool _ended;

    /// <summary>Bytes of the file that were taken.</summary>
    public long PackedPosition => _input.Position;

    /// <summary>Whether bytes begin one.</summary>
    public static bool Begins(ReadOnlySpan<byte> head) => head.Length > HeaderLength && head.StartsWith("XALZ"u8)
        && BinaryPrimitives.ReadUInt32LittleEndian(head[4..]) < MostNumber && BinaryPrimitives.ReadUInt32LittleEndian(head[8..]) is > 0 and <= MostLength;

    /// <exception cref="InvalidDataException">The data is damaged, or something follows it.</exception>
    /// <exception cref="EndOfStreamException">The input is cut off.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (_length < 0)
        {
            Begin();
        }

        int done = 0;
        while (done < buffer.Length && _total < _length)
        {
            if (_literals > 0)
            {
                _literals--;
                buffer[done++] = Put((byte)_input.ReadByte());
            }
            else if (_match > 0)
            {
                _match--;
                buffer[done++] = Put(_history[(_total - _distance) % History]);
            }
            else
            {
                Next();
            }
        }

        if (done == 0 && !buffer.IsEmpty && !_ended)
        {
            End();
        }

        return done;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Array.Clear(_history);
            _input.Dispose();
        }

        base.Dispose(disposing);
    }

    private static InvalidDataException Damage() => new("damaged LZ4 data");

    private void Begin()
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        _input.ReadExactly(header);
        _length = BinaryPrimitives.ReadUInt32LittleEndian(header[8..]);
    }

    private byte Put(byte value) => _history[_total++ % History] = value;

    // Behind the bytes as they are stands how far back the repetition begins; the lengths of both are in one byte before, and go on behind it.
    private void Next()
    {
        if (_token < 0)
        {
            _token = _input.ReadByte();
            _literals = ReadLength(_token >> 4);
            return;
        }

        _distance = _input.ReadByte() | (_input.ReadByte() << 8);
        _match = ReadLength(_token & Longer) + ShortestMatch;
        _token = -1;
        if (_distance == 0 || _distance > _total || _match > _length - _total)
        {
            throw Damage();
        }
    }

    private long ReadLength(int told)
    {
        long length = told;
        for (int more = told == Longer ? 255 : 0; more == 255; length += more)
        {
            more = _input.ReadByte();
        }

        return length <= _length - _total ? length : throw Damage();
    }

    private void End()
    {
        _ended = true;
        if (!single && !_input.Peek(1).IsEmpty)
        {
            hidden?.EndAt(_input.Position);
            throw new InvalidDataException("something else follows the LZ4 data");
        }
    }
}
