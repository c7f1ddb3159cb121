namespace ArtifactGate.Artifacts.Rar3;

/// <summary>
/// What a <see cref="TextModel"/> learned: contexts, each with the symbols that followed it and where those lead to. A context is a unit: how many
/// symbols it has, the sum of their frequencies, where they are, and the context that is one byte shorter. Instead of sum and place one
/// that has a single symbol holds that. A symbol is the byte, its frequency, and the longer context it leads to, or a place in the text.
/// </summary>
internal sealed partial class ContextTree(ModelMemory memory)
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
