namespace ArtifactGate.Artifacts.Cab;

/// <summary>
/// How often each symbol came, which Quantum adapts with every one: cumulative from the last symbol up, halved when the total grows, and put
/// in order of frequency every fiftieth time.
/// </summary>
internal sealed class QuantumModel
{
    private const int Step = 8;
    private const int MostTotal = 3800;
    private const int HalvingsFirst = 4;
    private const int Halvings = 50;

    private readonly int[] _symbols;
    private readonly int[] _frequencies;
    private int _halvings = HalvingsFirst;

    /// <summary>A model of so many symbols, the first of which is <paramref name="first"/>.</summary>
    public QuantumModel(int first, int count)
    {
        _symbols = [.. Enumerable.Range(first, count)];
        _frequencies = [.. Enumerable.Range(0, count + 1).Select(i => count - i)];
    }

    /// <summary>The sum of all frequencies.</summary>
    public int Total => _frequencies[0];

    /// <summary>The place of the symbol that a point in the sum belongs to.</summary>
    public int Find(int point)
    {
        int place = 1;
        while (place < _symbols.Length && _frequencies[place] > point)
        {
            place++;
        }

        return place - 1;
    }

    /// <summary>The part of the sum that belongs to a place.</summary>
    public (int High, int Low) Range(int place) => (_frequencies[place], _frequencies[place + 1]);

    /// <summary>The symbol at a place, which now came once more.</summary>
    public int Count(int place)
    {
        int symbol = _symbols[place];
        for (int i = place; i >= 0; i--)
        {
            _frequencies[i] += Step;
        }

        if (Total > MostTotal)
        {
            Halve();
        }

        return symbol;
    }

    private void Halve()
    {
        _halvings--;
        int count = _symbols.Length;
        if (_halvings > 0)
        {
            for (int i = count - 1; i >= 0; i--)
            {
                _frequencies[i] = Math.Max(_frequencies[i] >> 1, _frequencies[i + 1] + 1);
            }

            return;
        }

        _halvings = Halvings;
        for (int i = 0; i < count; i++)
        {
            _frequencies[i] = (_frequencies[i] - _frequencies[i + 1] + 1) >> 1;
        }

        // Exactly this exchange, since it is not stable and the compressor's order must come out.
        for (int i = 0; i < count - 1; i++)
        {
            for (int j = i + 1; j < count; j++)
            {
                if (_frequencies[i] < _frequencies[j])
                {
                    (_frequencies[i], _frequencies[j]) = (_frequencies[j], _frequencies[i]);
                    (_symbols[i], _symbols[j]) = (_symbols[j], _symbols[i]);
                }
            }
        }

        for (int i = count - 1; i >= 0; i--)
        {
            _frequencies[i] += _frequencies[i + 1];
        }
    }
}
