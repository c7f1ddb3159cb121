namespace ArtifactGate.Artifacts.Rar3;

// What the tree becomes by a symbol that was met.
internal sealed partial class ContextTree
{
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
}
