namespace ArtifactGate.Artifacts.Rar3;

/// <summary>The bits of packed data, highest first. What is looked at behind the end is zero; what is used must be there.</summary>
/// <param name="packed">The packed bytes; not owned.</param>
/// <param name="bufferLength">How many are read at once.</param>
internal sealed class PackedBits(Stream packed, int bufferLength)
{
    private readonly byte[] _buffer = new byte[bufferLength];
    private int _at;
    private int _end;

    // The lowest are those that are left.
    private ulong _bits;
    private int _count;

    /// <summary>Up to 16 bits, which stay.</summary>
    public int Peek(int count)
    {
        if (_count < count)
        {
            Fill();
        }

        ulong left = _count >= count ? _bits >> (_count - count) : _bits << (count - _count);
        return (int)(left & ((1UL << count) - 1));
    }

    /// <summary>Uses up to 16 bits.</summary>
    /// <exception cref="EndOfStreamException">They are not there.</exception>
    public void Drop(int count)
    {
        if (_count < count)
        {
            Fill();
            if (_count < count)
            {
                throw new EndOfStreamException();
            }
        }

        _count -= count;
    }

    /// <summary>Takes up to 16 bits as a number.</summary>
    /// <exception cref="EndOfStreamException">They are not there.</exception>
    public int Take(int count)
    {
        int value = Peek(count);
        Drop(count);
        return value;
    }

    /// <summary>Leaves out what is left of a byte.</summary>
    public void Align() => _count -= _count & 7;

    private void Fill()
    {
        while (_count <= 56)
        {
            if (_at == _end)
            {
                (_at, _end) = (0, packed.Read(_buffer));
                if (_end == 0)
                {
                    return;
                }
            }

            _bits = (_bits << 8) | _buffer[_at++];
            _count += 8;
        }
    }
}
