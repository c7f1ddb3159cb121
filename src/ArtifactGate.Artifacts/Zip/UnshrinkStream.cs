using ArtifactGate.Artifacts.Lzw;

namespace ArtifactGate.Artifacts.Zip;

/// <summary>
/// Decompresses "shrunk" data (APPNOTE 5.1, method 1): LZW with codes of 9 to 13 bits, of which those that nothing builds on are freed when all
/// are used up. Own code, because the library's takes as much memory as a header says.
/// </summary>
internal sealed class UnshrinkStream : LzwStream
{
    private const int FirstWidth = 9;
    private const int MostWidth = 13;
    private const int Control = 256;
    private const int Most = 1 << MostWidth;

    // What a literal builds on, and what is no code at present.
    private const short Nothing = -1;
    private const short Free = -2;

    private readonly short[] _parents = new short[Most];
    private int _width = FirstWidth;
    private int _lastTaken = Control;
    private int _previous = Nothing;
    private byte _firstByte;
    private bool _ended;

    /// <summary>Decompresses this data, which is owned.</summary>
    public UnshrinkStream(Stream packed)
        : base(packed)
    {
        for (int i = 0; i < Most; i++)
        {
            _parents[i] = i < Control ? Nothing : Free;
        }
    }

    protected override int Begin() => Most;

    protected override bool Step()
    {
        int code = Codes.Take(_width);
        while (code == Control)
        {
            Obey(Codes.Take(_width));
            code = Codes.Take(_width);
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
        byte last = 0;
        while (at != Nothing)
        {
            if (_parents[at] == Free && (_previous < 0 || at == _previous))
            {
                throw new InvalidDataException("a code that stands for nothing");
            }

            bool isFree = _parents[at] == Free;
            last = isFree ? _firstByte : at < Control ? (byte)at : Suffixes[at];
            Push(last);
            at = isFree ? _previous : _parents[at];
        }

        _firstByte = last;
    }

    private void AddCode()
    {
        int next = _lastTaken + 1;
        while (next < Most && _parents[next] != Free)
        {
            next++;
        }

        // A full table is no damage as long as a clearing follows before the next code is needed.
        if (next < Most)
        {
            (_parents[next], Suffixes[next]) = ((short)_previous, _firstByte);
        }

        _lastTaken = Math.Min(next, Most - 1);
    }

    private void ClearLeaves()
    {
        var isParent = new bool[Most];
        for (int i = Control + 1; i < Most; i++)
        {
            if (_parents[i] >= 0)
            {
                isParent[_parents[i]] = true;
            }
        }

        for (int i = Control + 1; i < Most; i++)
        {
            _parents[i] = isParent[i] ? _parents[i] : Free;
        }

        _lastTaken = Control;
    }
}
