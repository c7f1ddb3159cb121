namespace ArtifactGate.Artifacts.Rar3;

/// <summary>Decodes shares of a whole: the range coder without carries by Subbotin, in 32 bits.</summary>
internal class RangeDecoder
{
    private const uint Top = 1 << 24;
    private const uint Bottom = 1 << 15;

    private PackedBits? _bits;
    private uint _low;
    private uint _code;
    private uint _range;

    /// <summary>Begins, at a whole byte.</summary>
    public virtual void Begin(PackedBits bits)
    {
        (_bits, _low, _code, _range) = (bits, 0, 0, uint.MaxValue);
        for (int i = 0; i < 4; i++)
        {
            _code = (_code << 8) | (uint)bits.Take(8);
        }
    }

    /// <summary>Which share of a whole is next.</summary>
    /// <exception cref="InvalidDataException">There are not so many.</exception>
    public virtual uint Share(uint whole)
    {
        _range /= whole;
        return _range != 0 ? (_code - _low) / _range : throw new InvalidDataException("an impossible share");
    }

    /// <summary>Which of 2^<paramref name="bits"/> is next.</summary>
    public virtual uint ShareOfPower(int bits)
    {
        _range >>= bits;
        return (_code - _low) / _range;
    }

    /// <summary>Uses the shares of what was decoded.</summary>
    public virtual void Use(uint from, uint count)
    {
        _low += _range * from;
        _range *= count;
    }

    /// <summary>Takes bytes, as far as they are needed.</summary>
    public virtual void Normalize()
    {
        while (true)
        {
            if ((_low ^ (_low + _range)) >= Top)
            {
                if (_range >= Bottom)
                {
                    return;
                }

                _range = (uint)-(int)_low & (Bottom - 1);
            }

            _code = (_code << 8) | (uint)_bits!.Take(8);
            _range <<= 8;
            _low <<= 8;
        }
    }
}
