using System.Buffers;
using System.Runtime.ExceptionServices;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Deflate;

/// <summary>
/// Decompresses deflate (RFC 1951). Unlike the platform's stream it takes a cut-off input for damage and tells where the data ended, and it is
/// faster: unpacking is half of what a scan costs. Where the container has a checksum of the content it must be checked, which also checks this
/// decoder.
/// </summary>
internal sealed class InflateStream : ForwardStream
{
    private const int History = 32 * 1024;
    private const int Room = 256 * 1024;

    private static readonly Lazy<(DecodingTable, DecodingTable)> Fixed = new(MakeFixed);

    private readonly BitInput _input;
    private readonly long? _packedLength;
    private readonly long? _length;
    private readonly HiddenParts? _hidden;
    private Tables? _own;
    private byte[] _output;
    private long _total;
    private int _to;
    private int _given;
    private int _used;
    private State _state;
    private bool _last;
    private int _stored;
    private DecodingTable? _literals;
    private DecodingTable? _distances;
    private ExceptionDispatchInfo? _failure;

    /// <summary>Decompresses what <paramref name="packed"/> holds; it is owned.</summary>
    /// <param name="packed">From the first byte of the data on.</param>
    /// <param name="packedLength">Its bytes, if the container says how many; the data must then take all of them.</param>
    /// <param name="length">Bytes that must come out, if the container says how many.</param>
    /// <param name="history">What the data may refer to as if it had come out before; its last 32 KiB at most.</param>
    /// <param name="hidden">Receives where the data ends, if it does not take all of those bytes.</param>
    public InflateStream(Stream packed, long? packedLength = null, long? length = null, ReadOnlySpan<byte> history = default, HiddenParts? hidden = null)
    {
        (_packedLength, _length, _hidden) = (packedLength, length, hidden);
        _input = new BitInput(packed, packedLength);
        _output = ArrayPool<byte>.Shared.Rent((int)Math.Clamp((length ?? Room) + history.Length + (2 * BlockDecoder.Reserve), 4096, Room));
        history.CopyTo(_output);
        (_to, _given, _used) = (history.Length, history.Length, history.Length);
    }

    private enum State
    {
        Header,
        Stored,
        Compressed,
        Ended,
    }

    /// <summary>Bytes of the input that were taken: those of the data, once it ended, and those that were taken singly.</summary>
    public long InputPosition => _input.TotalRead - (_input.End - _input.At) - (_input.Count >> 3);

    /// <summary>What is thrown for data that no compressor writes.</summary>
    public static InvalidDataException Damage() => new("damaged compressed data");

    /// <exception cref="InvalidDataException">The data is damaged, or it is not as long as the container says.</exception>
    /// <exception cref="EndOfStreamException">The input is cut off.</exception>
    public override int Read(Span<byte> buffer)
    {
        while (_given == _to && _state != State.Ended && !buffer.IsEmpty)
        {
            TryStep();
        }

        int count = Math.Min(buffer.Length, _to - _given);
        _output.AsSpan(_given, count).CopyTo(buffer);
        _given += count;
        _total += count;
        if (count == 0 && !buffer.IsEmpty)
        {
            _failure?.Throw();
        }

        return count > 0 || buffer.IsEmpty || _length is null || _total == _length ? count : throw Damage();
    }

    /// <summary>Takes a byte of the input that stands before or behind the data, or -1 at its end.</summary>
    public int TakeByte()
    {
        _input.Align();
        return _input.TakeByte();
    }

    /// <summary>Begins anew at the next byte of the input: data that knows nothing of what came before.</summary>
    public void Restart() => (_state, _to, _given) = (State.Header, 0, 0);

    protected override void Dispose(bool disposing)
    {
        if (disposing && _output.Length > 0)
        {
            _input.Dispose();
            _output.AsSpan(0, _used).Clear();
            ArrayPool<byte>.Shared.Return(_output);
            (_output, _given, _to, _state) = ([], 0, 0, State.Ended);
            _own?.Dispose();
            (_own, _literals, _distances) = (null, null, null);
        }

        base.Dispose(disposing);
    }

    // What came out before the damage is content all the same: it is handed out first.
    private void TryStep()
    {
        _failure?.Throw();
        try
        {
            Step();
        }
        catch (Exception damage) when (_to > _given && (damage is InvalidDataException or EndOfStreamException))
        {
            _failure = ExceptionDispatchInfo.Capture(damage);
        }
    }

    private void Step()
    {
        if (_to > _output.Length - BlockDecoder.Reserve)
        {
            MakeRoom();
        }

        _input.Load();
        switch (_state)
        {
            case State.Header:
                BeginBlock();
                break;
            case State.Stored:
                CopyStored();
                break;
            default:
                Decode();
                break;
        }
    }

    private void Decode()
    {
        // Damage leaves open how far it came.
        int used = _used;
        _used = _output.Length;
        bool ended = BlockDecoder.Decode(_input, _literals!, _distances!, _output, ref _to);
        _used = Math.Max(used, Math.Min(_output.Length, _to + BlockDecoder.Reserve));
        _input.CheckEnd();
        EndBlock(ended);
    }

    private void MakeRoom()
    {
        int kept = Math.Min(_to, History);
        if (_output.Length - kept < _output.Length / 2)
        {
            // More comes out than the container says; it is for the checksum to find that wrong.
            byte[] larger = ArrayPool<byte>.Shared.Rent(Room);
            Buffer.BlockCopy(_output, _to - kept, larger, 0, kept);
            _output.AsSpan(0, _used).Clear();
            ArrayPool<byte>.Shared.Return(_output);
            (_output, _used) = (larger, kept);
        }
        else
        {
            Buffer.BlockCopy(_output, _to - kept, _output, 0, kept);
        }

        (_to, _given) = (kept, kept);
    }

    private void BeginBlock()
    {
        _last = _input.Take(1) == 1;
        switch (_input.Take(2))
        {
            case 0:
                _input.Align();
                uint lengths = _input.Take(32);
                _stored = (int)(lengths & ushort.MaxValue);
                if (_stored != (~lengths >> 16))
                {
                    throw Damage();
                }

                _input.Align();
                _state = State.Stored;
                EndBlock(_stored == 0);
                break;
            case 1:
                (_literals, _distances) = Fixed.Value;
                _state = State.Compressed;
                break;
            case 2:
                _own ??= new Tables();
                _own.Read(_input);
                (_literals, _distances) = (_own.Literals, _own.Distances);
                _state = State.Compressed;
                break;
            default:
                throw Damage();
        }
    }

    private void CopyStored()
    {
        ReadOnlySpan<byte> bytes = _input.TakeBytes(Math.Min(_stored, _output.Length - _to));
        bytes.CopyTo(_output.AsSpan(_to));
        _to += bytes.Length;
        _used = Math.Max(_used, _to);
        _stored -= bytes.Length;
        EndBlock(_stored == 0);
    }

    private void EndBlock(bool ended)
    {
        if (!ended)
        {
            return;
        }

        _state = _last ? State.Ended : State.Header;

        // Bytes that nothing points to are content that nobody would see.
        if (_last && _packedLength is not null && TakeByte() >= 0)
        {
            _hidden?.EndAt(InputPosition - 1);
            _failure = ExceptionDispatchInfo.Capture(Damage());
        }
    }

    // RFC 1951, section 3.2.6.
    private static (DecodingTable, DecodingTable) MakeFixed()
    {
        Span<byte> lengths = stackalloc byte[Symbols.LiteralLengths];
        lengths[..144].Fill(8);
        lengths[144..256].Fill(9);
        lengths[256..280].Fill(7);
        lengths[280..].Fill(8);
        var tables = new Tables();
        tables.Literals.Build(lengths, Symbols.OfLiteralLengths, mayLack: false);
        lengths[..Symbols.Distances].Fill(5);
        tables.Distances.Build(lengths[..Symbols.Distances], Symbols.OfDistances, mayLack: false);
        return (tables.Literals, tables.Distances);
    }
}
