namespace ArtifactGate.Artifacts.Lzw;

/// <summary>
/// Decompresses what compress(1) writes: LZW with codes of 9 to 16 bits, which come in groups of eight; where their width changes the rest of a
/// group is filled up. The format has no length and no checksum, so a file that is cut off between two codes looks whole; within a code it does
/// not, which is why this is not left to the library.
/// </summary>
internal sealed class LzwFileStream : LzwStream
{
    private const int FirstWidth = 9;
    private const int ClearCode = 256;
    private const int GroupSize = 8;

    private ushort[] _prefixes = [];
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
        : base(packed)
    {
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

    protected override int Begin()
    {
        int first = Input.TakeByte(), second = Input.TakeByte(), flags = Input.TakeByte();
        _mostWidth = flags & 0x1F;
        if (first != 0x1F || second != 0x9D || flags < 0 || (flags & 0x60) != 0 || _mostWidth is < FirstWidth or > 16)
        {
            throw new InvalidDataException("no compress header");
        }

        _first = (flags & 0x80) != 0 ? ClearCode + 1 : ClearCode;
        (_width, _free) = (FirstWidth, _first);
        _prefixes = new ushort[1 << _mostWidth];
        return _prefixes.Length;
    }

    protected override bool Step()
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
            Suffixes[_free++] = _firstByte;
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
        int code = Codes.Take(width);
        if (code < 0 && Codes.IsCutOff)
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
            Push(_firstByte);
            at = _previous;
        }

        while (at >= ClearCode)
        {
            Push(Suffixes[at]);
            at = _prefixes[at];
        }

        _firstByte = (byte)at;
        Push(_firstByte);
    }
}
