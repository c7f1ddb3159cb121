using ArtifactGate.Artifacts.Lzw;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Zip;

/// <summary>
/// Decompresses "shrunk" data (APPNOTE 5.1, method 1): LZW with codes of 9 to 13 bits, of which those that nothing builds on are freed when all
/// are used up. Own code, because the library's takes as much memory as a header says.
/// </summary>
internal sealed class UnshrinkStream : ForwardStream
{
    private const int FirstWidth = 9;
    private const int MostWidth = 13;
    private const int Control = 256;
    private const int Codes = 1 << MostWidth;

    // What a literal builds on, and what is no code at present.
    private const short Nothing = -1;
    private const short Free = -2;

    private readonly StrictInput _input;
    private readonly LzwCodes _codes;
    private readonly short[] _parents = new short[Codes];
    private readonly byte[] _values = new byte[Codes];
    private readonly byte[] _stack = new byte[Codes + 1];
    private int _stacked;
    private int _width;
    private int _lastTaken = Control;
    private int _previous = Nothing;
    private byte _firstByte;
    private bool _ended;

    /// <summary>Decompresses this data, which is owned.</summary>
    public UnshrinkStream(Stream packed)
    {
        _input = new StrictInput(packed);
        _codes = new LzwCodes(_input);
    }

    /// <exception cref="InvalidDataException">The data is damaged.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (_width == 0)
        {
            Begin();
        }

        int given = 0;
        while (given < buffer.Length && (_stacked > 0 || Step()))
        {
            for (; _stacked > 0 && given < buffer.Length; given++)
            {
                buffer[given] = _stack[--_stacked];
            }
        }

        return given;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Array.Clear(_stack);
            Array.Clear(_values);
            _input.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Begin()
    {
        _width = FirstWidth;
        for (int i = 0; i < Codes; i++)
        {
            (_parents[i], _values[i]) = i < Control ? (Nothing, (byte)i) : (Free, (byte)0);
        }
    }

    // Puts what the next code stands for on the stack, last byte first; false at the end.
    private bool Step()
    {
        int code = _codes.Take(_width);
        while (code == Control)
        {
            Obey(_codes.Take(_width));
            code = _codes.Take(_width);
        }

        if (code < 0 || _ended)
        {
            _ended = true;
            return false;
        }

        Expand(code);
        if (_previous >= 0)
        {
            AddCode();
        }

        _previous = code;
        return true;
    }

    private void Obey(int order)
    {
        switch (order)
        {
            case 1 when _width < MostWidth:
                _width++;
                break;
            case 2:
                ClearLeaves();
                break;
            case < 0:
                throw new EndOfStreamException();
            default:
                throw new InvalidDataException("an order that does not exist");
        }
    }

    // A code that is free stands for the string before it and the first byte of that once more; so may one that a string is built on.
    private void Expand(int code)
    {
        int at = code;
        while (at != Nothing)
        {
            if (_stacked == _stack.Length || (_parents[at] == Free && (_previous < 0 || at == _previous)))
            {
                throw new InvalidDataException("a code that stands for nothing");
            }

            bool isFree = _parents[at] == Free;
            _stack[_stacked++] = isFree ? _firstByte : _values[at];
            at = isFree ? _previous : _parents[at];
        }

        _firstByte = _stack[_stacked - 1];
    }

    private void AddCode()
    {
        int next = _lastTaken + 1;
        while (next < Codes && _parents[next] != Free)
        {
            next++;
        }

        // A full table is no damage as long as a clearing follows before the next code is needed.
        if (next < Codes)
        {
            (_parents[next], _values[next]) = ((short)_previous, _firstByte);
        }

        _lastTaken = Math.Min(next, Codes - 1);
    }

    private void ClearLeaves()
    {
        var isParent = new bool[Codes];
        for (int i = Control + 1; i < Codes; i++)
        {
            if (_parents[i] >= 0)
            {
                isParent[_parents[i]] = true;
            }
        }

        for (int i = Control + 1; i < Codes; i++)
        {
            _parents[i] = isParent[i] ? _parents[i] : Free;
        }

        _lastTaken = Control;
    }
}
