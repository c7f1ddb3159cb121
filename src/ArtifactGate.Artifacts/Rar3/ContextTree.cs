namespace ArtifactGate.Artifacts.Rar3;

/// <summary>
/// What a <see cref="TextModel"/> learned: contexts, each with the symbols that followed it and where those lead to. A context is a unit: how many
/// symbols it has, the sum of their frequencies, where they are, and the context that is one byte shorter. Instead of sum and place one
/// that has a single symbol holds that. A symbol is the byte, its frequency, and the longer context it leads to, or a place in the text.
/// </summary>
internal sealed class ContextTree(ModelMemory memory)
{
    /// <summary>Bytes of a symbol.</summary>
    public const int SymbolLength = 6;

    private const int MostFrequency = 124;
    private const int MostOrder = 64;
    private const int AllSymbols = 256;

    private readonly int[] _passed = new int[MostOrder];
    private int _context;
    private int _longest;
    private int _missing;

    /// <summary>The memory it is in.</summary>
    public ModelMemory Memory => memory;

    /// <summary>How many bytes the longest context has.</summary>
    public int Order { get; set; }

    /// <summary>What a new context's sum has besides its symbol.</summary>
    public int Escape { private get; set; }

    /// <summary>The symbol that was met last.</summary>
    public int Found { get; private set; }

    /// <summary>How many symbols the context has.</summary>
    public int Count => CountOf(_context);

    /// <summary>Whether it has a single one.</summary>
    public bool IsBinary => Count == 1;

    /// <summary>How many symbols the context has that is one byte shorter.</summary>
    public int SuffixCount => CountOf(SuffixOf(_context));

    /// <summary>The sum of the frequencies.</summary>
    public int Sum => SumOf(_context);

    /// <summary>The first symbol of several.</summary>
    public int Symbols => SymbolsOf(_context);

    /// <summary>The symbol of a context that has one.</summary>
    public int OnlySymbol => _context + 2;

    /// <summary>How often a symbol was met.</summary>
    public int Frequency(int symbol) => memory[symbol + 1];

    /// <summary>Forgets everything but single bytes, which are all alike.</summary>
    public void Reset()
    {
        memory.Reset();
        _missing = Order;
        _context = _longest = memory.TakeContext();
        Found = memory.Take(AllSymbols / 2);
        memory.SetShort(_context, AllSymbols);
        SetSum(_context, AllSymbols + 1);
        memory.SetPointer(_context + 4, Found);
        memory.SetPointer(_context + 8, 0);
        for (int i = 0; i < AllSymbols; i++)
        {
            SetSymbol(Found + (i * SymbolLength), (byte)i, 1, 0);
        }
    }

    /// <summary>Goes to the next shorter context that has more symbols than are masked; false when there is none.</summary>
    public bool Shorten(int masked)
    {
        do
        {
            _missing++;
            _context = SuffixOf(_context);
            if (_context <= memory.Text)
            {
                return false;
            }
        }
        while (Count == masked);
        return true;
    }

    /// <summary>The only symbol was met.</summary>
    public void RaiseOnly()
    {
        Found = OnlySymbol;
        memory[Found + 1] += (byte)(memory[Found + 1] < 128 ? 1 : 0);
    }

    /// <summary>The first symbol was met.</summary>
    public int RaiseFirst() => Raise(Symbols);

    /// <summary>A symbol was met.</summary>
    public int Raise(int symbol)
    {
        Found = symbol;
        Add(symbol);
        if (Frequency(symbol) > MostFrequency)
        {
            Rescale();
        }

        return Found;
    }

    /// <summary>A symbol was met, which moves ahead of one that was met less often.</summary>
    public int RaiseAndSwap(int symbol)
    {
        Found = symbol;
        Add(symbol);
        if (Frequency(symbol) > Frequency(symbol - SymbolLength))
        {
            Swap(symbol);
            Found = symbol - SymbolLength;
            if (Frequency(Found) > MostFrequency)
            {
                Rescale();
            }
        }

        return Found;
    }

    /// <summary>Learns the symbol that was met, and goes to the context behind it; false when the memory is full.</summary>
    public bool Follow(int found)
    {
        Found = found;
        int next = Successor(found);
        if (_missing == 0 && next > memory.Text)
        {
            _context = _longest = next;
            return true;
        }

        return Learn();
    }

    private int CountOf(int context) => memory.Short(context);

    private int SumOf(int context) => memory.Short(context + 2);

    private void SetSum(int context, int value) => memory.SetShort(context + 2, value);

    private int SymbolsOf(int context) => memory.Pointer(context + 4);

    private int SuffixOf(int context) => memory.Pointer(context + 8);

    private int Successor(int symbol) => memory.Pointer(symbol + 2);

    private void SetSymbol(int at, byte value, int frequency, int successor)
    {
        (memory[at], memory[at + 1]) = (value, (byte)frequency);
        memory.SetPointer(at + 2, successor);
    }

    private void Add(int symbol)
    {
        memory[symbol + 1] += 4;
        SetSum(_context, Sum + 4);
    }

    // With the one before it.
    private void Swap(int symbol)
    {
        int before = symbol - SymbolLength;
        (byte value, int frequency, int successor) = (memory[symbol], Frequency(symbol), Successor(symbol));
        memory.Copy(before, symbol, SymbolLength);
        SetSymbol(before, value, frequency, successor);
    }

    private int Find(int context, byte value)
    {
        if (CountOf(context) == 1)
        {
            return context + 2;
        }

        int symbol = SymbolsOf(context);
        while (memory[symbol] != value)
        {
            symbol += SymbolLength;
        }

        return symbol;
    }

    private bool Learn()
    {
        (byte value, int frequency, int successor) = (memory[Found], Frequency(Found), Successor(Found));
        int shorter = frequency < MostFrequency / 4 && SuffixOf(_context) != 0 ? RaiseInSuffix(value) : 0;
        if (_missing == 0)
        {
            int created = CreateSuccessors(skip: true, shorter);
            memory.SetPointer(Found + 2, created);
            _context = _longest = created;
            return created != 0;
        }

        memory[memory.Text++] = value;
        int next = memory.Text;
        if (next >= memory.UnitsStart)
        {
            return false;
        }

        if (successor == 0)
        {
            memory.SetPointer(Found + 2, next);
            successor = _context;
        }
        else
        {
            if (successor <= memory.Text)
            {
                successor = CreateSuccessors(skip: false, shorter);
            }

            if (successor == 0)
            {
                return false;
            }

            if (--_missing == 0)
            {
                next = successor;
                memory.Text -= _longest != _context ? 1 : 0;
            }
        }

        if (!AddToLonger(value, frequency, next))
        {
            return false;
        }

        _context = _longest = successor;
        return true;
    }

    private int RaiseInSuffix(byte value)
    {
        int suffix = SuffixOf(_context), symbol = Find(suffix, value);
        if (CountOf(suffix) == 1)
        {
            memory[symbol + 1] += (byte)(Frequency(symbol) < 32 ? 1 : 0);
            return symbol;
        }

        if (symbol != SymbolsOf(suffix) && Frequency(symbol) >= Frequency(symbol - SymbolLength))
        {
            Swap(symbol);
            symbol -= SymbolLength;
        }

        if (Frequency(symbol) < MostFrequency - 9)
        {
            memory[symbol + 1] += 2;
            SetSum(suffix, SumOf(suffix) + 2);
        }

        return symbol;
    }

    // All contexts that are longer than the one in which the symbol was met get it too.
    private bool AddToLonger(byte value, int frequency, int next)
    {
        int count = Count;
        uint rest = (uint)(Sum - count - (frequency - 1));
        for (int context = _longest; context != _context; context = SuffixOf(context))
        {
            int own = CountOf(context);
            if (own == 1 ? !MakeSeveral(context, count) : !MakeRoom(context, own, count))
            {
                return false;
            }

            uint sum = (uint)SumOf(context), share = 2 * (uint)frequency * (sum + 6), all = rest + sum;
            int first;
            if (share < 6 * all)
            {
                first = 1 + (share > all ? 1 : 0) + (share >= 4 * all ? 1 : 0);
                SetSum(context, (int)sum + 3);
            }
            else
            {
                first = 4 + (share >= 9 * all ? 1 : 0) + (share >= 12 * all ? 1 : 0) + (share >= 15 * all ? 1 : 0);
                SetSum(context, (int)sum + first);
            }

            SetSymbol(SymbolsOf(context) + (own * SymbolLength), value, first, next);
            memory.SetShort(context, own + 1);
        }

        return true;
    }

    private bool MakeRoom(int context, int own, int count)
    {
        if (own % 2 == 0)
        {
            int symbols = memory.Expand(SymbolsOf(context), own / 2);
            if (symbols == 0)
            {
                return false;
            }

            memory.SetPointer(context + 4, symbols);
        }

        int sum = SumOf(context);
        SetSum(context, sum + (2 * own < count ? 1 : 0) + (4 * own <= count && sum <= 8 * own ? 2 : 0));
        return true;
    }

    private bool MakeSeveral(int context, int count)
    {
        int symbol = memory.Take(1);
        if (symbol == 0)
        {
            return false;
        }

        memory.Copy(context + 2, symbol, SymbolLength);
        int frequency = Frequency(symbol);
        frequency = frequency < (MostFrequency / 4) - 1 ? frequency * 2 : MostFrequency - 4;
        memory[symbol + 1] = (byte)frequency;
        memory.SetPointer(context + 4, symbol);
        SetSum(context, frequency + Escape + (count > 3 ? 1 : 0));
        return true;
    }

    // Contexts that were only text become real, from the longest shorter one that is. 0 when the memory is full.
    private int CreateSuccessors(bool skip, int shorter)
    {
        byte value = memory[Found];
        int branch = Successor(Found), context = _context, count = 0;
        if (!skip)
        {
            _passed[count++] = Found;
        }

        while (SuffixOf(context) != 0)
        {
            context = SuffixOf(context);
            int symbol = shorter != 0 ? shorter : Find(context, value);
            shorter = 0;
            if (Successor(symbol) != branch)
            {
                context = Successor(symbol);
                break;
            }

            _passed[count++] = symbol;
        }

        return count == 0 ? context : Create(context, branch, count);
    }

    private int Create(int context, int branch, int count)
    {
        byte value = memory[branch];
        int frequency = Frequency(context + 2);
        if (CountOf(context) != 1)
        {
            if (context <= memory.Text)
            {
                return 0;
            }

            uint own = (uint)Frequency(Find(context, value)) - 1, rest = (uint)(SumOf(context) - CountOf(context)) - own;
            frequency = (int)(1 + (2 * own <= rest ? (5 * own > rest ? 1u : 0) : ((2 * own) + (3 * rest) - 1) / (2 * rest)));
        }

        while (count > 0)
        {
            int created = memory.TakeContext();
            if (created == 0)
            {
                return 0;
            }

            memory.SetShort(created, 1);
            SetSymbol(created + 2, value, frequency, branch + 1);
            memory.SetPointer(created + 8, context);
            memory.SetPointer(_passed[--count] + 2, created);
            context = created;
        }

        return context;
    }

    // Halves the frequencies, and drops what becomes none.
    private void Rescale()
    {
        int count = Count, first = Symbols, adder = _missing != 0 ? 1 : 0;
        for (int symbol = Found; symbol != first; symbol -= SymbolLength)
        {
            Swap(symbol);
        }

        memory[first + 1] += 4;
        SetSum(_context, Sum + 4);
        int escape = Sum - Frequency(first);
        int sum = Halve(first, adder);
        for (int i = 1; i < count; i++)
        {
            int symbol = first + (i * SymbolLength);
            escape -= Frequency(symbol);
            sum += Halve(symbol, adder);
            while (symbol != first && Frequency(symbol) > Frequency(symbol - SymbolLength))
            {
                Swap(symbol);
                symbol -= SymbolLength;
            }
        }

        int left = count;
        while (Frequency(first + ((left - 1) * SymbolLength)) == 0)
        {
            left--;
            escape++;
        }

        memory.SetShort(_context, left);
        if (left == 1)
        {
            KeepOne(first, escape, count);
            return;
        }

        SetSum(_context, sum + escape - (escape >> 1));
        int units = (count + 1) / 2, leftUnits = (left + 1) / 2;
        if (units != leftUnits)
        {
            memory.SetPointer(_context + 4, memory.Shrink(first, units, leftUnits));
        }

        Found = Symbols;
    }

    private int Halve(int symbol, int adder) => memory[symbol + 1] = (byte)((Frequency(symbol) + adder) >> 1);

    private void KeepOne(int symbol, int escape, int count)
    {
        (byte value, int frequency, int successor) = (memory[symbol], Frequency(symbol), Successor(symbol));
        do
        {
            frequency -= frequency >> 1;
            escape >>= 1;
        }
        while (escape > 1);
        memory.Free(symbol, (count + 1) / 2);
        Found = OnlySymbol;
        SetSymbol(Found, value, frequency, successor);
    }
}
