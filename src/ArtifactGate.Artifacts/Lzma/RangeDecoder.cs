using System.Runtime.CompilerServices;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Lzma;

/// <summary>The range coder of LZMA: every bit takes as much of a number as its probability says, which adapts to what was met.</summary>
internal abstract class RangeDecoder
{
    private const int Top = 1 << 24;
    private const int BitsOfModel = 11;
    private const ushort Half = 1 << (BitsOfModel - 1);
    private const int Speed = 5;

    private ushort[] _odds = [];
    private uint _range;
    private uint _code;

    /// <summary>Whether nothing is left of the number, as at the end of data.</summary>
    protected bool IsZero => _code == 0;

    /// <summary>How many probabilities there are.</summary>
    protected int Count => _odds.Length;

    /// <summary>Reads the five bytes that begin the data of a range coder.</summary>
    /// <exception cref="InvalidDataException">The first is not zero.</exception>
    public void Begin(StrictInput input)
    {
        if (input.ReadByte() != 0)
        {
            throw new InvalidDataException("no LZMA data");
        }

        (_range, _code) = (uint.MaxValue, 0);
        for (int i = 0; i < sizeof(uint); i++)
        {
            _code = (_code << 8) | (uint)input.ReadByte();
        }
    }

    /// <summary>Makes all bits as likely 0 as 1.</summary>
    protected void ResetOdds(int count)
    {
        _odds = _odds.Length == count ? _odds : new ushort[count];
        _odds.AsSpan().Fill(Half);
    }

    /// <summary>A bit with the probability at an index.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected int Bit(StrictInput input, int at)
    {
        ref ushort odds = ref _odds[at];
        uint bound = (_range >> BitsOfModel) * odds;
        int bit;
        if (_code < bound)
        {
            _range = bound;
            odds += (ushort)(((1 << BitsOfModel) - odds) >> Speed);
            bit = 0;
        }
        else
        {
            _range -= bound;
            _code -= bound;
            odds -= (ushort)(odds >> Speed);
            bit = 1;
        }

        Normalize(input);
        return bit;
    }

    /// <summary>Bits from the highest on, each with a probability for all before it.</summary>
    protected int Tree(StrictInput input, int at, int bits)
    {
        int node = 1;
        for (int i = 0; i < bits; i++)
        {
            node = (node << 1) | Bit(input, at + node);
        }

        return node - (1 << bits);
    }

    /// <summary>The same from the lowest on.</summary>
    protected uint ReverseTree(StrictInput input, int at, int bits)
    {
        int node = 1;
        uint value = 0;
        for (int i = 0; i < bits; i++)
        {
            int bit = Bit(input, at + node);
            node = (node << 1) | bit;
            value |= (uint)bit << i;
        }

        return value;
    }

    /// <summary>Bits that are as likely 0 as 1.</summary>
    protected uint Direct(StrictInput input, int bits)
    {
        uint value = 0;
        for (; bits > 0; bits--)
        {
            _range >>= 1;
            uint bit = _code >= _range ? 1u : 0u;
            _code -= bit * _range;
            value = (value << 1) | bit;
            Normalize(input);
        }

        return value;
    }

    // The range coder takes a byte before it needs it, also after the last bit.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Normalize(StrictInput input)
    {
        if (_range < Top)
        {
            _range <<= 8;
            _code = (_code << 8) | (uint)input.ReadByte();
        }
    }
}
