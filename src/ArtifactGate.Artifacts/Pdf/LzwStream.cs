namespace ArtifactGate.Artifacts.Pdf;

/// <summary>LZWDecode (ISO 32000-1, 7.4.4): codes of 9 to 12 bits, highest bit first; 256 forgets all strings, 257 ends.</summary>
internal sealed class LzwStream(Stream packed, int earlyChange) : ByteFilter(packed)
{
    private const int Clear = 256;
    private const int End = 257;
    private const int MostCodes = 4096;

    // Each string is one that was there before and a byte more.
    private readonly ushort[] _prefixes = new ushort[MostCodes];
    private readonly byte[] _lasts = new byte[MostCodes];
    private readonly byte[] _string = new byte[MostCodes];
    private int _codes = End + 1;
    private int _width = 9;
    private int _previous = -1;
    private uint _bits;
    private int _count;

    protected override ReadOnlyMemory<byte> Step()
    {
        int code = Take();
        while (code == Clear)
        {
            (_codes, _width, _previous) = (End + 1, 9, -1);
            code = Take();
        }

        if (code is -1 or End)
        {
            return default;
        }

        if (code > _codes || (code == _codes && _previous < 0) || (_previous < 0 && code > byte.MaxValue))
        {
            throw new InvalidDataException("a code that means nothing yet");
        }

        // The code that is only now made is the string before with its own first byte.
        int start = Expand(code == _codes ? _previous : code, code == _codes ? MostCodes - 1 : MostCodes);
        if (code == _codes)
        {
            _string[MostCodes - 1] = _string[start];
        }

        if (_previous >= 0 && _codes < MostCodes)
        {
            (_prefixes[_codes], _lasts[_codes]) = ((ushort)_previous, _string[start]);
            _codes++;
        }

        _width = (_codes + earlyChange) switch { < 512 => 9, < 1024 => 10, < 2048 => 11, _ => 12 };
        _previous = code;
        return _string.AsMemory(start);
    }

    // From its last byte to its first.
    private int Expand(int code, int end)
    {
        for (; code > End; code = _prefixes[code])
        {
            if (end <= 1)
            {
                throw new InvalidDataException("a string that is too long");
            }

            _string[--end] = _lasts[code];
        }

        _string[--end] = (byte)code;
        return end;
    }

    private int Take()
    {
        while (_count < _width)
        {
            int next = TakeByte();
            if (next < 0)
            {
                return -1;
            }

            _bits = (_bits << 8) | (uint)next;
            _count += 8;
        }

        _count -= _width;
        return (int)(_bits >> _count) & ((1 << _width) - 1);
    }
}
