namespace ArtifactGate.Artifacts.Rar3;

/// <summary>
/// Text that is packed by what is likely to follow what is before it: PPMd of variant H by Shkarin. This half decodes symbols; the other
/// (<see cref="ContextTree"/>) is what was learned.
/// </summary>
internal sealed class TextModel
{
    private const int Whole = 1 << 14;
    private const int Period = 7;
    private const int Interval = 1 << Period;
    private const int Estimates = 25;

    private static readonly int[] FirstEscapes = [0x3CDD, 0x1F3F, 0x59BF, 0x48F3, 0x64A1, 0x5ABC, 0x6632, 0x6051];
    private static readonly byte[] EscapeOf = [25, 14, 9, 7, 5, 5, 4, 4, 4, 3, 3, 3, 2, 2, 2, 2];
    private static readonly byte[] GroupOf = new byte[256];

    private readonly RangeDecoder _range;
    private readonly ContextTree _tree;
    private readonly ushort[] _binary = new ushort[128 * 64];
    private readonly EscapeEstimate[] _estimates = new EscapeEstimate[Estimates * 16];
    private readonly byte[] _masked = new byte[256];
    private readonly int[] _open = new int[256];
    private byte _mask;
    private int _maskedCount;
    private int _highBits;
    private int _previous;
    private int _run;
    private int _firstRun;

    static TextModel()
    {
        // 0, 1, 2, and then groups of two, three, four.
        for (int i = 0, group = 0, left = 1, size = 1; i < GroupOf.Length; i++)
        {
            GroupOf[i] = (byte)group;
            if (i < 3 || --left == 0)
            {
                group++;
                left = i < 3 ? 1 : ++size;
            }
        }
    }

    /// <summary>Takes the memory, for the decoder of its shares.</summary>
    public TextModel(int memory, RangeDecoder range)
    {
        _range = range;
        _tree = new ContextTree(new ModelMemory(memory));
    }

    /// <summary>What was learned.</summary>
    public ContextTree Tree => _tree;

    /// <summary>Bytes of memory.</summary>
    public int Memory => _tree.Memory.Length;

    /// <summary>Forgets everything.</summary>
    /// <param name="order">How many bytes it looks back at.</param>
    public void Begin(int order)
    {
        _tree.Order = order;
        Restart();
    }

    /// <summary>Decodes a byte.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public byte Take()
    {
        int found = _tree.IsBinary ? TakeBinary() : TakeFirst();
        while (found == 0)
        {
            _range.Normalize();
            if (!_tree.Shorten(_maskedCount))
            {
                throw new InvalidDataException("nothing is left to escape to");
            }

            found = TakeUnmasked();
        }

        byte symbol = _tree.Memory[found];
        if (!_tree.Follow(found))
        {
            Restart();
        }
        else if (_mask == 0)
        {
            Unmask();
        }

        _range.Normalize();
        return symbol;
    }

    private void Restart()
    {
        _tree.Reset();
        _run = _firstRun = -Math.Min(_tree.Order, 12) - 1;
        _previous = 0;
        Unmask();
        for (int i = 0; i < _binary.Length; i++)
        {
            _binary[i] = (ushort)(Whole - (FirstEscapes[i & 7] / ((i / 64) + 2)));
        }

        for (int i = 0; i < _estimates.Length; i++)
        {
            _estimates[i].Begin((5 * (i / 16)) + 10);
        }
    }

    private void Unmask()
    {
        Array.Clear(_masked);
        _mask = 1;
    }

    // The context knows one symbol: it is that or not.
    private int TakeBinary()
    {
        int only = _tree.OnlySymbol, frequency = _tree.Frequency(only);
        byte symbol = _tree.Memory[only];
        _highBits = HighBits(_tree.Memory[_tree.Found]);
        ref ushort estimate = ref _binary[((frequency - 1) * 64) + _previous + SuffixGroup(_tree.SuffixCount) + _highBits + (2 * HighBits(symbol)) + ((_run >> 26) & 0x20)];
        int mean = (estimate + (1 << (Period - 2))) >> Period;
        if (_range.ShareOfPower(14) < estimate)
        {
            _range.Use(0, estimate);
            estimate = (ushort)(estimate + Interval - mean);
            _tree.RaiseOnly();
            _previous = 1;
            _run++;
            return _tree.Found;
        }

        _range.Use(estimate, (uint)(Whole - estimate));
        estimate = (ushort)(estimate - mean);
        _tree.Escape = EscapeOf[estimate >> 10];
        _maskedCount = 1;
        _masked[symbol] = _mask;
        _previous = 0;
        return 0;
    }

    private static int HighBits(byte symbol) => symbol < 0x40 ? 0 : 8;

    private static int SuffixGroup(int count) => count switch
    {
        1 => 0,
        2 => 2,
        <= 11 => 4,
        _ => 6,
    };

    // The context knows several.
    private int TakeFirst()
    {
        int whole = _tree.Sum, count = _tree.Count, at = _tree.Symbols;
        int share = Share(whole);
        int high = _tree.Frequency(at);
        if (share < high)
        {
            _range.Use(0, (uint)high);
            _previous = 2 * high > whole ? 1 : 0;
            _run += _previous;
            return _tree.RaiseFirst();
        }

        _previous = 0;
        for (int i = 1; i < count; i++)
        {
            at += ContextTree.SymbolLength;
            int frequency = _tree.Frequency(at);
            high += frequency;
            if (share < high)
            {
                _range.Use((uint)(high - frequency), (uint)frequency);
                return _tree.RaiseAndSwap(at);
            }
        }

        _highBits = HighBits(_tree.Memory[_tree.Found]);
        _range.Use((uint)high, (uint)(whole - high));
        _maskedCount = count;
        for (int i = 0; i < count; i++, at -= ContextTree.SymbolLength)
        {
            _masked[_tree.Memory[at]] = _mask;
        }

        return 0;
    }

    // Symbols of longer contexts, from which it escaped, are not meant.
    private int TakeUnmasked()
    {
        int open = _tree.Count - _maskedCount, high = 0;
        int estimate = _tree.Count == 256 ? -1 : Estimate(open);
        int at = _tree.Symbols;
        for (int i = 0; i < open; at += ContextTree.SymbolLength)
        {
            if (_masked[_tree.Memory[at]] != _mask)
            {
                _open[i++] = at;
                high += _tree.Frequency(at);
            }
        }

        int whole = high + (estimate < 0 ? 1 : _estimates[estimate].TakeMean());
        int share = Share(whole);
        if (share >= high)
        {
            _range.Use((uint)high, (uint)(whole - high));
            for (int i = 0; i < open; i++)
            {
                _masked[_tree.Memory[_open[i]]] = _mask;
            }

            if (estimate >= 0)
            {
                _estimates[estimate].Add(whole);
            }

            _maskedCount = _tree.Count;
            return 0;
        }

        int found = 0, low = 0;
        for (int frequency = _tree.Frequency(_open[0]); low + frequency <= share; frequency = _tree.Frequency(_open[found]))
        {
            low += frequency;
            found++;
        }

        _range.Use((uint)low, (uint)_tree.Frequency(_open[found]));
        if (estimate >= 0)
        {
            _estimates[estimate].Slow();
        }

        _mask++;
        _run = _firstRun;
        return _tree.Raise(_open[found]);
    }

    private int Estimate(int open)
    {
        int count = _tree.Count, at = GroupOf[open - 1] * 16;
        at += open < _tree.SuffixCount - count ? 1 : 0;
        at += _tree.Sum < 11 * count ? 2 : 0;
        at += _maskedCount > open ? 4 : 0;
        return at + _highBits;
    }

    private int Share(int whole)
    {
        uint share = _range.Share((uint)whole);
        return share < (uint)whole ? (int)share : throw new InvalidDataException("an impossible share");
    }
}
