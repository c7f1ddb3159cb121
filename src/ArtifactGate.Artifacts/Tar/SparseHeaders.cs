using System.Runtime.InteropServices;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Tar;

/// <summary>
/// Passes a tar on, and makes ordinary entries of those kinds of sparse files that the framework's reader refuses (GNU tar manual, "Storing
/// Sparse Files"): type <c>S</c> of the old GNU form, whose map goes on in blocks behind the header, and pax 0.0, which repeats an attribute for
/// each stretch. No byte moves: the map becomes the beginning of the content.
/// </summary>
/// <param name="inner">The tar; owned.</param>
/// <param name="hidden">Receives what stands where the last block of a file is filled.</param>
internal sealed class SparseHeaders(Stream inner, HiddenParts hidden) : ForwardStream
{
    private const byte SparseType = (byte)'S';
    private const byte FileType = (byte)'0';

    // Of the old GNU form: whether the map goes on in a block behind the header, and behind such a block.
    private const int GoesOnAt = 482;
    private const int GoesOnAgainAt = 504;

    private readonly List<byte> _ready = [];
    private int _at;
    private long _content;
    private long _position;

    // Of what is left of the content and its last block: that many bytes fill it.
    private int _filling;
    private int _filled;
    private readonly byte[] _fill = new byte[TarEnd.BlockSize];
    private long? _size;
    private bool _ended;

    /// <summary>Of the last header: how many bytes of its content are its map.</summary>
    public int MapLength { get; private set; }

    /// <exception cref="InvalidDataException">A map that is too long.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (_at == _ready.Count && _content == 0 && !_ended && !buffer.IsEmpty)
        {
            ReadHeader();
        }

        int read = Math.Min(buffer.Length, _ready.Count - _at);
        if (read > 0)
        {
            CollectionsMarshal.AsSpan(_ready).Slice(_at, read).CopyTo(buffer);
            _at += read;
            return read;
        }

        read = inner.Read(_ended ? buffer : buffer[..(int)Math.Min(buffer.Length, _content)]);
        _position += read;
        if (!_ended)
        {
            _content -= read;
            KeepFilling(buffer[..read]);
        }

        return read;
    }

    // Writers fill with zeros; what else stands there nobody would see.
    private void KeepFilling(ReadOnlySpan<byte> bytes)
    {
        int count = (int)Math.Clamp(_filling - _content - _filled, 0, bytes.Length);
        bytes[^count..].CopyTo(_fill.AsSpan(_filled));
        _filled += count;
        if (_content == 0 && _filled > 0)
        {
            hidden.Add(_position - _filled, _fill.AsSpan(0, _filled));
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            CollectionsMarshal.AsSpan(_ready).Clear();
            Array.Clear(_fill);
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    // Behind what is no header, the end marker above all, nothing is changed any more: the reader stops there too.
    private void ReadHeader()
    {
        (_at, MapLength, _filling, _filled) = (0, 0, 0, 0);
        _ready.Clear();
        if (!Take(TarEnd.BlockSize) || !TarHeader.IsValid(Bytes))
        {
            _ended = true;
            return;
        }

        long size = TarHeader.Size(Bytes);
        switch (TarHeader.Type(Bytes))
        {
            case (byte)'x':
                ReadAttributes(size);
                return;
            case (byte)'g' or (byte)'K' or (byte)'L':
                Expect(size);
                break;
            case SparseType:
                ReadMap(size);
                _size = null;
                break;
            default:
                Expect(_size ?? size);
                _size = null;
                break;
        }

        _ended |= _content < 0;
    }

    private void ReadAttributes(long size)
    {
        if (size is < 0 or > TarLongHeaders.Longest || !Take((int)RoundedUp(size)))
        {
            _ended = true;
            return;
        }

        _size = SparseAttributes.Tell(Bytes.Slice(TarEnd.BlockSize, (int)size)) ?? _size;
    }

    private void ReadMap(long size)
    {
        for (bool more = Bytes[GoesOnAt] != 0; more; more = Bytes[^(TarEnd.BlockSize - GoesOnAgainAt)] != 0)
        {
            if (MapLength >= TarLongHeaders.Longest)
            {
                throw new InvalidDataException("a map of a sparse file that is too long");
            }

            if (!Take(TarEnd.BlockSize))
            {
                _ended = true;
                return;
            }

            MapLength += TarEnd.BlockSize;
        }

        Expect(size);
        TarHeader.Change(Bytes[..TarEnd.BlockSize], FileType, size + MapLength);
    }

    private void Expect(long size)
    {
        _content = RoundedUp(size);
        _filling = _content < 0 ? 0 : (int)(_content - size);
    }

    private Span<byte> Bytes => CollectionsMarshal.AsSpan(_ready);

    // Takes as many bytes more, or what is there when that is less.
    private bool Take(int count)
    {
        int before = _ready.Count;
        CollectionsMarshal.SetCount(_ready, before + count);
        int read = inner.ReadAtLeast(Bytes[before..], count, throwOnEndOfStream: false);
        CollectionsMarshal.SetCount(_ready, before + read);
        _position += read;
        return read == count;
    }

    private static long RoundedUp(long size) => size > long.MaxValue - TarEnd.BlockSize ? -1 : (size + TarEnd.BlockSize - 1) / TarEnd.BlockSize * TarEnd.BlockSize;
}
