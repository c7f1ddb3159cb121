using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Zip;

/// <summary>
/// Decompresses "imploded" data (APPNOTE 5.3, method 6): a window of 4 or 8 KiB, and two or three Shannon-Fano trees. Own code, because the
/// library does not let its own be called for one entry.
/// </summary>
internal sealed class ExplodeStream : ForwardStream
{
    private const ushort LargeWindow = 2;
    private const ushort LiteralTree = 4;
    private const int Window = 8 * 1024;
    private const int LongestCode = 63;

    private readonly StrictInput _input;
    private readonly ushort _flags;
    private readonly long _length;
    private readonly byte[] _window = new byte[Window];
    private readonly Func<int> _nextBit;
    private ShannonFanoTree? _literals;
    private ShannonFanoTree? _lengths;
    private ShannonFanoTree? _distances;
    private long _total;
    private int _at;
    private int _copyFrom;
    private int _copyLeft;
    private int _byte;
    private int _bitsLeft;

    /// <summary>Decompresses what <paramref name="input"/> holds; it is owned.</summary>
    /// <param name="input">From the first byte of the data on.</param>
    /// <param name="flags">The general purpose bits of the entry, which tell the window and the trees.</param>
    /// <param name="length">Bytes that come out.</param>
    public ExplodeStream(StrictInput input, ushort flags, long length)
    {
        (_input, _flags, _length) = (input, flags, length);
        _nextBit = () => Bits(1);
    }

    /// <exception cref="InvalidDataException">The data is damaged.</exception>
    /// <exception cref="EndOfStreamException">The data is cut off.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (_lengths is null && _length > 0)
        {
            _literals = (_flags & LiteralTree) != 0 ? new ShannonFanoTree(_input, 256) : null;
            _lengths = new ShannonFanoTree(_input, 64);
            _distances = new ShannonFanoTree(_input, 64);
        }

        int given = 0;
        for (; given < buffer.Length && _total < _length; given++, _total++)
        {
            buffer[given] = Next();
        }

        return given;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Array.Clear(_window);
            _input.Dispose();
        }

        base.Dispose(disposing);
    }

    private byte Next()
    {
        if (_copyLeft == 0 && Bits(1) == 0)
        {
            BeginCopy();
        }

        byte value = _copyLeft > 0 ? _window[_copyFrom] : _literals?.Read(_nextBit) ?? (byte)Bits(8);
        (_copyFrom, _copyLeft) = _copyLeft > 0 ? ((_copyFrom + 1) % Window, _copyLeft - 1) : (0, 0);
        _window[_at] = value;
        _at = (_at + 1) % Window;
        return value;
    }

    // What stands before the content counts as zeros.
    private void BeginCopy()
    {
        int low = Bits((_flags & LargeWindow) != 0 ? 7 : 6);
        int distance = ((_distances!.Read(_nextBit) << ((_flags & LargeWindow) != 0 ? 7 : 6)) | low) + 1;
        int length = _lengths!.Read(_nextBit);
        length += length == LongestCode ? Bits(8) : 0;
        _copyLeft = length + (_literals is null ? 2 : 3);
        _copyFrom = (_at - distance + Window) % Window;
    }

    // Least significant first.
    private int Bits(int count)
    {
        int value = 0;
        for (int i = 0; i < count; i++)
        {
            if (_bitsLeft == 0)
            {
                (_byte, _bitsLeft) = (_input.ReadByte(), 8);
            }

            value |= (_byte & 1) << i;
            _byte >>= 1;
            _bitsLeft--;
        }

        return value;
    }
}
