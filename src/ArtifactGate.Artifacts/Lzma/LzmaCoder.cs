using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Lzma;

/// <summary>
/// Decodes LZMA as its specification (lzma-specification.txt of the LZMA SDK) defines it: the bits of a range decoder
/// tell literals, matches and matches at one of the last four distances.
/// </summary>
internal sealed class LzmaCoder : RangeDecoder
{
    /// <summary>Values that the first byte of the properties can have.</summary>
    public const int Codings = 9 * 5 * 5;

    private const int States = 12;
    private const int PositionStates = 16;
    private const int LeastMatch = 2;
    private const int FirstAligned = 14;

    // Where the probabilities of each kind begin. Trees of so many bits have a probability for each inner node, which are numbered from 1.
    private const int IsMatch = 0;
    private const int IsLongRepeat = IsMatch + (States * PositionStates);
    private const int IsRepeat = IsLongRepeat + (States * PositionStates);
    private const int IsNotLast = IsRepeat + States;
    private const int IsNotSecond = IsNotLast + States;
    private const int IsNotThird = IsNotSecond + States;
    private const int Slots = IsNotThird + States;
    private const int Footers = Slots + (4 * 64);
    private const int Aligned = Footers + 128;
    private const int Lengths = Aligned + 16;
    private const int RepeatLengths = Lengths + OfLength;
    private const int Literals = RepeatLengths + OfLength;
    private const int OfLiteral = 0x300;

    // Of a length: two choices, eight short and eight middle lengths for each position, 256 long ones.
    private const int OfLength = 2 + (PositionStates * 8 * 2) + 256;

    private int _literalContext;
    private int _literalPosition;
    private int _positionMask;
    private int _state;
    private uint _last;
    private uint _second;
    private uint _third;
    private uint _fourth;
    private int _pending;

    /// <summary>Whether the mark that ends the data was met.</summary>
    public bool Ended { get; private set; }

    /// <summary>Whether the range coder is where it must be at the end of data.</summary>
    public bool IsAtEnd => IsZero && _pending == 0;

    /// <summary>Takes the first byte of the properties, and begins anew.</summary>
    /// <exception cref="InvalidDataException">There is no such coding.</exception>
    public void SetProperties(byte coding)
    {
        if (coding >= Codings)
        {
            throw new InvalidDataException("no LZMA properties");
        }

        _literalContext = coding % 9;
        _literalPosition = coding / 9 % 5;
        _positionMask = (1 << (coding / 45)) - 1;
        int length = Literals + (OfLiteral << (_literalContext + _literalPosition));
        Reset(length);
    }

    /// <summary>Begins anew with the same properties.</summary>
    public void Reset() => Reset(Count);

    private void Reset(int length)
    {
        ResetOdds(length);
        (_state, _last, _second, _third, _fourth, _pending) = (0, 0, 0, 0, 0, 0);
    }

    /// <summary>Decodes up to so many bytes; fewer only at the mark that ends the data.</summary>
    /// <exception cref="InvalidDataException">The data is damaged.</exception>
    public int Decode(LzmaWindow window, StrictInput input, int limit)
    {
        int done = Finish(window, limit);
        while (done < limit && !Ended)
        {
            int position = (int)window.Total & _positionMask;
            if (Bit(input, IsMatch + (_state * PositionStates) + position) == 0)
            {
                window.Put(Literal(window, input));
                done++;
                continue;
            }

            int length = Bit(input, IsRepeat + _state) == 0 ? Match(input, position) : Repeated(input, position);
            if (length > 0)
            {
                if (!window.Reaches(_last))
                {
                    throw new InvalidDataException("a match that leads out of the window");
                }

                _pending = length;
                done += Finish(window, limit - done);
            }
        }

        return done;
    }

    /// <summary>What must follow the last byte where the length is known and the range coder is not at its end: the mark.</summary>
    /// <exception cref="InvalidDataException">Something else follows.</exception>
    public void ReadMark(LzmaWindow window, StrictInput input)
    {
        int position = (int)window.Total & _positionMask;
        if (_pending > 0 || Bit(input, IsMatch + (_state * PositionStates) + position) == 0 || Bit(input, IsRepeat + _state) != 0
            || Match(input, position) != 0)
        {
            throw new InvalidDataException("more LZMA data than its length says");
        }
    }

    private byte Literal(LzmaWindow window, StrictInput input)
    {
        int context = (((int)window.Total & ((1 << _literalPosition) - 1)) << _literalContext) + (window.Last >> (8 - _literalContext));
        int at = Literals + (OfLiteral * context), node = 1;
        if (_state >= 7)
        {
            // After a match, the byte that would have gone on tells which probabilities to use, as long as it is right.
            if (!window.Reaches(_last))
            {
                throw new InvalidDataException("a match that leads out of the window");
            }

            int expected = window.Back(_last);
            while (node < 0x100)
            {
                int guess = (expected >> 7) & 1;
                expected <<= 1;
                int bit = Bit(input, at + ((1 + guess) << 8) + node);
                node = (node << 1) | bit;
                if (bit != guess)
                {
                    break;
                }
            }
        }

        while (node < 0x100)
        {
            node = (node << 1) | Bit(input, at + node);
        }

        _state = _state < 4 ? 0 : _state < 10 ? _state - 3 : _state - 6;
        return (byte)node;
    }

    // A match at a new distance; 0 for the mark that ends the data.
    private int Match(StrictInput input, int position)
    {
        (_fourth, _third, _second) = (_third, _second, _last);
        int length = Length(input, Lengths, position);
        _state = _state < 7 ? 7 : 10;
        int slot = Tree(input, Slots + (Math.Min(length - LeastMatch, 3) << 6), 6);
        _last = (uint)slot;
        if (slot >= 4)
        {
            int bits = (slot >> 1) - 1;
            _last = (2 | ((uint)slot & 1)) << bits;
            _last += slot < FirstAligned
                ? ReverseTree(input, Footers + (int)_last - slot, bits)
                : (Direct(input, bits - 4) << 4) + ReverseTree(input, Aligned, 4);
        }

        Ended = _last == uint.MaxValue;
        return Ended ? 0 : length;
    }

    private int Repeated(StrictInput input, int position)
    {
        if (Bit(input, IsNotLast + _state) == 0)
        {
            if (Bit(input, IsLongRepeat + (_state * PositionStates) + position) == 0)
            {
                _state = _state < 7 ? 9 : 11;
                return 1;
            }
        }
        else if (Bit(input, IsNotSecond + _state) == 0)
        {
            (_last, _second) = (_second, _last);
        }
        else if (Bit(input, IsNotThird + _state) == 0)
        {
            (_last, _second, _third) = (_third, _last, _second);
        }
        else
        {
            (_last, _second, _third, _fourth) = (_fourth, _last, _second, _third);
        }

        int length = Length(input, RepeatLengths, position);
        _state = _state < 7 ? 8 : 11;
        return length;
    }

    private int Length(StrictInput input, int at, int position)
    {
        const int Short = 2, Middle = Short + (PositionStates * 8), Long = Middle + (PositionStates * 8);
        return LeastMatch + (Bit(input, at) == 0 ? Tree(input, at + Short + (position << 3), 3)
            : Bit(input, at + 1) == 0 ? 8 + Tree(input, at + Middle + (position << 3), 3)
            : 16 + Tree(input, at + Long, 8));
    }

    private int Finish(LzmaWindow window, int limit)
    {
        int count = Math.Min(_pending, limit);
        if (count > 0)
        {
            window.Repeat(_last, count);
            _pending -= count;
        }

        return count;
    }
}
