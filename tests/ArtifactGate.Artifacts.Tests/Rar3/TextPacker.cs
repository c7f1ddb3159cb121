using ArtifactGate.Artifacts.Rar3;

namespace ArtifactGate.Artifacts.Tests.Rar3;

/// <summary>
/// Packs text the way of RAR 2.9 to 4: the model decodes, and is told the share of what it is to find, which is written. Whether the model is right only
/// another one can say.
/// </summary>
internal sealed class TextPacker : RangeDecoder
{
    /// <summary>The byte before what is none.</summary>
    public const byte Escape = 2;

    private const uint Top = 1 << 24;
    private const uint Bottom = 1 << 15;

    private readonly List<byte> _packed = [];
    private readonly HashSet<byte> _passed = [];
    private readonly TextModel _model;
    private uint _low;
    private uint _range;
    private byte _wanted;

    /// <summary>Begins with a model.</summary>
    public TextPacker(int mebibytes, int order)
    {
        _model = new TextModel(mebibytes << 20, this);
        Block(mebibytes, order);
    }

    /// <summary>Begins a block with a new model.</summary>
    public TextPacker Block(int mebibytes, int order)
    {
        _packed.AddRange([(byte)(0xA0 | (order <= 16 ? order - 1 : 15 + ((order - 16) / 3))), (byte)(mebibytes - 1)]);
        _model.Begin(order);
        (_low, _range) = (0, uint.MaxValue);
        return this;
    }

    /// <summary>Begins a block that goes on with the model.</summary>
    public TextPacker Block()
    {
        _packed.Add(0x80);
        (_low, _range) = (0, uint.MaxValue);
        return this;
    }

    /// <summary>Bytes, of which the escape is written so that it is one.</summary>
    public TextPacker Bytes(ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes)
        {
            Write(value);
            if (value == Escape)
            {
                Write(1);
            }
        }

        return this;
    }

    /// <summary>What is no byte.</summary>
    public TextPacker Special(params byte[] values)
    {
        Write(Escape);
        foreach (byte value in values)
        {
            Write(value);
        }

        return this;
    }

    /// <summary>What was packed, after <see cref="Special"/> ended the block.</summary>
    public byte[] Take()
    {
        for (int i = 0; i < 4; i++, _low <<= 8)
        {
            _packed.Add((byte)(_low >> 24));
        }

        byte[] packed = [.. _packed];
        _packed.Clear();
        return packed;
    }

    /// <inheritdoc/>
    public override uint Share(uint whole)
    {
        _range /= whole;
        uint share = 0;
        var here = new List<byte>();
        for (int i = 0, at = _model.Tree.Symbols; i < _model.Tree.Count; i++, at += ContextTree.SymbolLength)
        {
            byte value = _model.Tree.Memory[at];
            if (value == _wanted)
            {
                return share;
            }

            share += _passed.Contains(value) ? 0 : (uint)_model.Tree.Frequency(at);
            here.Add(value);
        }

        _passed.UnionWith(here);
        return whole - 1;
    }

    /// <inheritdoc/>
    public override uint ShareOfPower(int bits)
    {
        _range >>= bits;
        byte only = _model.Tree.Memory[_model.Tree.OnlySymbol];
        return only != _wanted && _passed.Add(only) ? (1u << bits) - 1 : 0;
    }

    /// <inheritdoc/>
    public override void Use(uint from, uint count)
    {
        _low += _range * from;
        _range *= count;
    }

    /// <inheritdoc/>
    public override void Normalize()
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

            _packed.Add((byte)(_low >> 24));
            _range <<= 8;
            _low <<= 8;
        }
    }

    private void Write(byte value)
    {
        _wanted = value;
        _passed.Clear();
        if (_model.Take() != value)
        {
            throw new InvalidOperationException("the model found something else");
        }
    }
}
