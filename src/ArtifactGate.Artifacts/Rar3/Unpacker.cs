using System.Runtime.ExceptionServices;
using ArtifactGate.Artifacts.Memory;

namespace ArtifactGate.Artifacts.Rar3;

/// <summary>
/// Unpacks what RAR 2.9 to 4 packed. A file is a row of blocks, each packed by its repetitions or as text (PPMd); any block may change over, and says
/// itself how much memory the text takes. That is borrowed before it is taken.
/// </summary>
internal sealed class Unpacker : IDisposable
{
    private const int BufferLength = 32 * 1024;
    private const int AtOnce = 64 * 1024;
    private const int MostSteps = 64 * 1024;
    private const int BlockEnd = 256;
    private const int Program = 257;

    private readonly MemoryAccount _account;
    private readonly Action _check;
    private readonly MemoryLoan _windowLoan;
    private readonly Window _window;
    private readonly Repetitions _repetitions;
    private readonly BlockCodes _codes = new();
    private readonly FilterQueue _filters = new();
    private readonly RangeDecoder _range = new();
    private readonly byte[] _piece = new byte[FilterQueue.MostLength];
    private MemoryLoan? _textLoan;
    private TextModel? _text;
    private PackedBits _bits = new(Stream.Null, 1);
    private bool _isText;
    private bool _textReady;
    private bool _blockFollows;
    private bool _codesRead;
    private byte _escape;
    private bool _ended = true;
    private ExceptionDispatchInfo? _failure;
    private long _fileStart;
    private long _taken;
    private int _pieceAt;
    private int _pieceEnd;

    /// <summary>Takes the memory of its window.</summary>
    /// <param name="account">Lends it, and what text takes.</param>
    /// <param name="check">Throws when the run is over.</param>
    public Unpacker(MemoryAccount account, Action check)
    {
        (_account, _check) = (account, check);
        _windowLoan = new MemoryLoan(account, isGarbage: true);
        _windowLoan.RaiseTo(Window.Length);
        _window = new Window();
        _repetitions = new Repetitions(_window, _codes);
    }

    /// <summary>Begins a file.</summary>
    /// <param name="packed">Its packed bytes, not owned.</param>
    /// <param name="goesOn">Whether it goes on with what is before it.</param>
    public void Begin(Stream packed, bool goesOn)
    {
        _bits = new PackedBits(packed, BufferLength);
        (_fileStart, _taken, _pieceAt, _pieceEnd, _ended, _failure) = (_window.Written, _window.Written, 0, 0, false, null);
        _filters.Reset(keepPrograms: goesOn);
        _blockFollows = false;
        if (!goesOn)
        {
            _window.Reset();
            _repetitions.Reset();
            _codes.Reset();
            (_codesRead, _textReady, _escape) = (false, false, 2);
        }

        if (!_codesRead)
        {
            ReadBlock();
        }
    }

    /// <summary>The next bytes of the file; none when it has ended.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    /// <exception cref="EndOfStreamException">It is cut off.</exception>
    /// <exception cref="BudgetExceededException">It takes too much memory, or is packed in an unknown way.</exception>
    public int Read(Span<byte> buffer)
    {
        while (true)
        {
            if (_pieceAt < _pieceEnd)
            {
                int some = Math.Min(buffer.Length, _pieceEnd - _pieceAt);
                _piece.AsSpan(_pieceAt, some).CopyTo(buffer);
                _pieceAt += some;
                return some;
            }

            long until = _filters.Next is { } filter ? Math.Min(filter.Start, _window.Written) : _window.Written;
            if (until > _taken)
            {
                int some = (int)Math.Min(buffer.Length, until - _taken);
                _window.Take(_taken, buffer[..some]);
                _taken += some;
                return some;
            }

            if (TakePiece())
            {
                continue;
            }

            _failure?.Throw();
            if (_ended)
            {
                return 0;
            }

            Unpack();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _text = null;
        _textLoan?.Dispose();
        _windowLoan.Dispose();
    }

    // Several may be undone to the same piece, one after the other.
    private bool TakePiece()
    {
        if (_filters.Next is not { } first || first.Start > _taken || first.Start + first.Length > _window.Written)
        {
            return _filters.Next is { } filter && filter.Start <= _taken && _ended ? throw new InvalidDataException("a filter of more than there is") : false;
        }

        if (first.Start < _taken)
        {
            throw new InvalidDataException("a filter of what is over");
        }

        Span<byte> piece = _piece.AsSpan(0, first.Length);
        _window.Take(_taken, piece);
        while (_filters.Next is { } next && next.Start == first.Start && next.Length == first.Length)
        {
            Filters.Undo(next, piece, _taken - _fileStart);
            _filters.Done();
        }

        (_pieceAt, _pieceEnd) = (0, first.Length);
        _taken += first.Length;
        return true;
    }

    // What was unpacked before it failed is content all the same.
    private void Unpack()
    {
        _check();
        try
        {
            long until = _window.Written + AtOnce;
            for (int steps = 0; steps < MostSteps && _window.Written < until && !_ended; steps++)
            {
                Step();
            }
        }
        catch (Exception failure)
        {
            _failure = ExceptionDispatchInfo.Capture(failure);
        }
    }

    // A block that makes a new model must not be read where the old one is still in use: that is garbage only when nobody holds it.
    private void Step()
    {
        if (_blockFollows)
        {
            ReadBlock();
        }
        else if (_isText)
        {
            TakeText();
        }
        else
        {
            TakeSymbol();
        }
    }

    private void TakeSymbol()
    {
        int symbol = _codes.TakeMain(_bits);
        switch (symbol)
        {
            case < BlockEnd:
                _window.Add((byte)symbol);
                break;
            case BlockEnd:
                EndBlock();
                break;
            case Program:
                TakeProgram(_bits.Take(8), () => _bits.Take(8));
                break;
            default:
                _repetitions.Take(symbol, _bits);
                break;
        }
    }

    // Another block follows, or the file ends and the next may go on with the codes.
    private void EndBlock()
    {
        _blockFollows = _bits.Take(1) != 0;
        if (!_blockFollows)
        {
            _codesRead = _bits.Take(1) == 0;
            _ended = true;
        }
    }

    private void ReadBlock()
    {
        (_codesRead, _blockFollows) = (false, false);
        _bits.Align();
        _isText = _bits.Peek(1) != 0;
        if (_isText)
        {
            BeginText();
            return;
        }

        if (_bits.Take(2) == 0)
        {
            _codes.Reset();
        }

        _codes.Read(_bits);
        _repetitions.BeginBlock();
        _codesRead = true;
    }

    private void BeginText()
    {
        int flags = _bits.Take(8);
        bool isNew = (flags & 0x20) != 0;
        long memory = isNew ? (_bits.Take(8) + 1L) << 20 : 0;
        _escape = (flags & 0x40) != 0 ? (byte)_bits.Take(8) : _escape;
        int order = (flags & 0x1F) + 1;
        if (isNew ? order == 1 : !_textReady)
        {
            throw new InvalidDataException("text without a model");
        }

        _range.Begin(_bits);
        if (isNew)
        {
            MakeText(memory).Begin(order > 16 ? 16 + ((order - 16) * 3) : order);
            _textReady = true;
        }
    }

    private TextModel MakeText(long memory)
    {
        DecoderMemory.Check(memory);
        if (IsText(memory))
        {
            return _text!;
        }

        // What is given back is collected before more is lent than there is, if nothing here holds it.
        _text = null;
        _textLoan?.Dispose();
        _textLoan = new MemoryLoan(_account, isGarbage: true);
        _textLoan.RaiseTo(ModelMemory.AllOf((int)memory));
        return _text = new TextModel((int)memory, _range);
    }

    private bool IsText(long memory) => _text is not null && _text.Memory == memory;

    // An escape says what else happens than a byte; followed by 1 it stands for itself.
    private void TakeText()
    {
        TextModel text = _text!;
        byte value = text.Take();
        if (value != _escape)
        {
            _window.Add(value);
            return;
        }

        switch (text.Take())
        {
            case 0:
                _blockFollows = true;
                break;
            case 2:
                (_ended, _codesRead) = (true, false);
                break;
            case 3:
                TakeProgram(text.Take(), () => text.Take());
                break;
            case 4:
                int distance = (text.Take() << 16) | (text.Take() << 8) | text.Take();
                _window.Copy(text.Take() + 32, distance + 2);
                break;
            case 5:
                _window.Copy(text.Take() + 4, 1);
                break;
            default:
                _window.Add(value);
                break;
        }
    }

    private void TakeProgram(int flags, Func<int> take)
    {
        int length = (flags & 7) + 1;
        if (length == 7)
        {
            length = take() + 7;
        }
        else if (length == 8)
        {
            length = take() << 8;
            length |= take();
        }

        byte[] data = new byte[length];
        for (int i = 0; i < length; i++)
        {
            data[i] = (byte)take();
        }

        _filters.Add(flags, data, _window.Written);
    }
}
