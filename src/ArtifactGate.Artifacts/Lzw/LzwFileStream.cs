using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Lzw;

/// <summary>
/// Decompresses what compress(1) writes: LZW with codes of 9 to 16 bits, which come in groups of eight; where their width changes the rest of a
/// group is filled up. The format has no length and no checksum, so a file that is cut off between two codes looks whole; within a code it does
/// not, which is why this is not left to the library.
/// </summary>
internal sealed class LzwFileStream : ForwardStream
{
    private const int FirstWidth = 9;
    private const int ClearCode = 256;
    private const int GroupSize = 8;

    private readonly StrictInput _input;
    private readonly LzwCodes _codes;
    private ushort[] _prefixes = [];
    private byte[] _suffixes = [];
    private byte[] _stack = [];
    private int _stacked;
    private int _mostWidth;
    private int _width;
    private int _first;
    private int _free;
    private int _previous = -1;
    private byte _firstByte;
    private int _inGroup;
    private bool _ended;

    /// <summary>Decompresses a file, which is owned.</summary>
    public LzwFileStream(Stream packed)
    {
        _input = new StrictInput(packed);
        _codes = new LzwCodes(_input);
    }

    /// <summary>
    /// Whether bytes begin such a file: the header, and codes that are known where they stand. Each code of a chance file is unknown with a
    /// probability of nearly one half.
    /// </summary>
    public static bool Begins(ReadOnlySpan<byte> head)
    {
        if (head is not [0x1F, 0x9D, var flags, ..] || (flags & 0x60) != 0 || (flags & 0x1F) is < FirstWidth or > 16)
        {
            return false;
        }

        bool clears = (flags & 0x80) != 0;
        int free = clears ? ClearCode + 1 : ClearCode;
        ReadOnlySpan<byte> codes = head[3..];
        for (int i = 0, known = 0; (i + 1) * FirstWidth <= codes.Length * 8 && free + known <= 1 << FirstWidth; i++, known++)
        {
            int at = i * FirstWidth;
            int code = ((codes[at / 8] | (codes[Math.Min((at / 8) + 1, codes.Length - 1)] << 8)) >> (at % 8)) & 0x1FF;
            if (code == ClearCode && clears && i > 0)
            {
                // Everything begins anew with the next group.
                (i, known) = (i | 7, -1);
            }
            else if (known == 0 ? code >= ClearCode : code >= free + known)
            {
                return false;
            }
        }

        return true;
    }

    /// <exception cref="InvalidDataException">A code that cannot stand where it does.</exception>
    /// <exception cref="EndOfStreamException">The input is cut off within a code.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (_mostWidth == 0)
        {
            ReadHeader();
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
            Array.Clear(_suffixes);
            _input.Dispose();
        }

        base.Dispose(disposing);
    }

    private void ReadHeader()
    {
        int first = _input.TakeByte(), second = _input.TakeByte(), flags = _input.TakeByte();
        _mostWidth = flags & 0x1F;
        if (first != 0x1F || second != 0x9D || flags < 0 || (flags & 0x60) != 0 || _mostWidth is < FirstWidth or > 16)
        {
            throw new InvalidDataException("no compress header");
        }

        _first = (flags & 0x80) != 0 ? ClearCode + 1 : ClearCode;
        (_width, _free) = (FirstWidth, _first);
        (_prefixes, _suffixes, _stack) = (new ushort[1 << _mostWidth], new byte[1 << _mostWidth], new byte[(1 << _mostWidth) + 1]);
    }

    // Puts what the next code stands for on the stack, last byte first; false at the end.
    private bool Step()
    {
        int code = Next();
        while (code == ClearCode && _first > ClearCode)
        {
            EndGroup(_width);
            (_width, _free, _previous) = (FirstWidth, _first, -1);
            code = Next();
        }

        if (code < 0)
        {
            _ended = true;
            return false;
        }

        if (_previous < 0 ? code >= ClearCode : code > _free || (code == _free && _free == 1 << _mostWidth))
        {
            throw new InvalidDataException("a code that stands for nothing");
        }

        Expand(code);
        if (_previous >= 0 && _free < 1 << _mostWidth)
        {
            _prefixes[_free] = (ushort)_previous;
            _suffixes[_free++] = _firstByte;
        }

        _previous = code;
        return true;
    }

    private int Next()
    {
        if (_free > (1 << _width) - 1 && _width < _mostWidth)
        {
            EndGroup(_width++);
        }

        return _ended ? -1 : Take(_width);
    }

    private int Take(int width)
    {
        int code = _codes.Take(width);
        if (code < 0 && _codes.IsCutOff)
        {
            throw new EndOfStreamException();
        }

        _inGroup = (_inGroup + 1) % GroupSize;
        return code;
    }

    // Leaves out the rest of a group of codes of this width.
    private void EndGroup(int width)
    {
        while (_inGroup != 0 && Take(width) >= 0)
        {
            // What fills it up says nothing.
        }
    }

    private void Expand(int code)
    {
        int at = code;
        if (code == _free)
        {
            // The string that this very code completes: the one before it, and its first byte once more.
            _stack[_stacked++] = _firstByte;
            at = _previous;
        }

        while (at >= ClearCode)
        {
            _stack[_stacked++] = _suffixes[at];
            at = _prefixes[at];
        }

        _stack[_stacked++] = _firstByte = (byte)at;
    }
}
