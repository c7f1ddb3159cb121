namespace ArtifactGate.Artifacts.Cab;

/// <summary>The arithmetic decoder of one Quantum block: 16 bits of precision, bits from the highest of each byte on.</summary>
internal ref struct QuantumCoder
{
    private const uint Top = 0x8000;
    private const uint Second = 0x4000;

    // The coder looks at bits that it does not need.
    private const int MostPadding = 64;

    private readonly ReadOnlySpan<byte> _bytes;
    private int _bitAt;
    private uint _high = 0xFFFF;
    private uint _low;
    private uint _code;

    /// <summary>Begins a block.</summary>
    public QuantumCoder(ReadOnlySpan<byte> bytes)
    {
        _bytes = bytes;
        _code = (uint)TakeBits(16);
    }

    /// <summary>Whole bytes that were not looked at.</summary>
    public readonly int BytesLeft => Math.Max(0, _bytes.Length - ((_bitAt + 7) / 8));

    /// <summary>Takes a symbol of a model, which adapts.</summary>
    public int Take(QuantumModel model)
    {
        uint range = ((_high - _low) & 0xFFFF) + 1;
        uint point = ((((_code - _low + 1) * (uint)model.Total) - 1) / range) & 0xFFFF;
        int place = model.Find((int)point);
        (int high, int low) = model.Range(place);
        range = _high - _low + 1;
        _high = _low + ((uint)high * range / (uint)model.Total) - 1;
        _low += (uint)low * range / (uint)model.Total;
        int symbol = model.Count(place);
        Normalize();
        return symbol;
    }

    /// <summary>Takes bits that are not coded.</summary>
    /// <exception cref="EndOfStreamException">They are not there.</exception>
    public int TakeBits(int count)
    {
        int value = 0;
        for (; count > 0; count--)
        {
            value = (value << 1) | (int)TakeBit();
        }

        return value;
    }

    private void Normalize()
    {
        while (true)
        {
            if (((_low ^ _high) & Top) != 0)
            {
                if ((_low & Second) == 0 || (_high & Second) != 0)
                {
                    return;
                }

                // Both are near the middle: the second bit says nothing.
                _code ^= Second;
                _low &= Second - 1;
                _high |= Second;
            }

            _low = (_low << 1) & 0xFFFF;
            _high = ((_high << 1) & 0xFFFF) | 1;
            _code = ((_code << 1) & 0xFFFF) | TakeBit();
        }
    }

    private uint TakeBit()
    {
        int at = _bitAt++ >> 3;
        if (at >= _bytes.Length)
        {
            return at < _bytes.Length + (MostPadding / 8) ? 0u : throw new EndOfStreamException();
        }

        return (uint)(_bytes[at] >> (7 - ((_bitAt - 1) & 7))) & 1;
    }
}
