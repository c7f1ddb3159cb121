namespace ArtifactGate.Artifacts.Lzw;

/// <summary>
/// The codes of a compress file as bits, least significant first. Codes come in groups of eight, and where their width changes the rest of a
/// group is filled up.
/// </summary>
internal sealed class LzwBits(Stream input)
{
    private const int ChunkSize = 16 * 1024;

    private readonly byte[] _chunk = new byte[ChunkSize];
    private int _length;
    private int _at;
    private ulong _bits;
    private int _count;
    private int _inGroup;

    /// <summary>The next code of this width, or -1 at the end.</summary>
    /// <exception cref="EndOfStreamException">More is left than the last byte is filled up with: the file is cut off.</exception>
    public int Take(int width)
    {
        while (_count < width)
        {
            int next = TakeByte();
            if (next < 0)
            {
                return _count < 8 && _bits == 0 ? -1 : throw new EndOfStreamException();
            }

            _bits |= (ulong)next << _count;
            _count += 8;
        }

        int code = (int)(_bits & ((1UL << width) - 1));
        _bits >>= width;
        _count -= width;
        _inGroup = (_inGroup + 1) & 7;
        return code;
    }

    /// <summary>Leaves out the rest of a group of codes of this width.</summary>
    public void EndGroup(int width)
    {
        while (_inGroup != 0)
        {
            if (Take(width) < 0)
            {
                return;
            }
        }
    }

    /// <summary>The next byte, before any code; or -1 at the end.</summary>
    public int TakeByte()
    {
        if (_at == _length)
        {
            _length = input.Read(_chunk, _at = 0, ChunkSize);
        }

        return _at < _length ? _chunk[_at++] : -1;
    }

    /// <summary>Forgets what was read.</summary>
    public void Clear() => Array.Clear(_chunk);
}
