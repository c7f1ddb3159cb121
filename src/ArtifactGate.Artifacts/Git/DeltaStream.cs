using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Git;

/// <summary>
/// What a delta makes of its base (gitformat-pack, "Deltified representation"): ranges of the base and new bytes, in turn. Both streams are owned.
/// </summary>
internal sealed class DeltaStream : ForwardStream
{
    private const int FullCopy = 0x10000;

    private readonly Stream _base;
    private readonly Stream _delta;
    private readonly byte[] _one = new byte[1];
    private long _left;
    private bool _copies;
    private long _given;

    /// <summary>Reads the lengths that the delta begins with.</summary>
    /// <exception cref="InvalidDataException">It is for another base.</exception>
    public DeltaStream(Stream source, Stream delta)
    {
        (_base, _delta) = (source, delta);
        if (ReadSize() != source.Length)
        {
            throw new InvalidDataException("a delta for a base of another length");
        }

        ResultLength = ReadSize();
    }

    /// <summary>Bytes that must come out.</summary>
    public long ResultLength { get; }

    public override int Read(Span<byte> buffer)
    {
        while (_left == 0 && !buffer.IsEmpty)
        {
            if (!NextStep())
            {
                return _given == ResultLength ? 0 : throw new InvalidDataException("a delta that gives another length than it says");
            }
        }

        int read = (_copies ? _base : _delta).Read(buffer[..(int)Math.Min(buffer.Length, _left)]);
        if (read == 0 && !buffer.IsEmpty)
        {
            throw new EndOfStreamException();
        }

        _left -= read;
        _given += read;
        return _given <= ResultLength ? read : throw new InvalidDataException("a delta that gives more than it says");
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _base.Dispose();
            _delta.Dispose();
        }

        base.Dispose(disposing);
    }

    // The highest bit tells a copy, whose other bits say which bytes of place and length follow; else it is a number of new bytes.
    private bool NextStep()
    {
        if (_delta.Read(_one, 0, 1) == 0)
        {
            return false;
        }

        int step = _one[0];
        _copies = step >= 0x80;
        if (!_copies)
        {
            _left = step > 0 ? step : throw new InvalidDataException("a step of a delta that means nothing");
            return true;
        }

        long offset = 0;
        for (int i = 0; i < 4; i++)
        {
            offset |= (step & (1 << i)) != 0 ? (long)Next() << (8 * i) : 0;
        }

        _left = 0;
        for (int i = 0; i < 3; i++)
        {
            _left |= (step & (0x10 << i)) != 0 ? (long)Next() << (8 * i) : 0;
        }

        _left = _left == 0 ? FullCopy : _left;
        if (offset + _left > _base.Length)
        {
            throw new InvalidDataException("a delta that copies from behind its base");
        }

        _base.Position = offset;
        return true;
    }

    private long ReadSize()
    {
        long size = 0;
        for (int shift = 0; shift < 63; shift += 7)
        {
            int b = Next();
            size |= (long)(b & 0x7F) << shift;
            if (b < 0x80)
            {
                return size;
            }
        }

        throw new InvalidDataException("a delta of an impossible length");
    }

    private int Next() => _delta.Read(_one, 0, 1) == 1 ? _one[0] : throw new EndOfStreamException();
}
