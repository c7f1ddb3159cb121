namespace ArtifactGate.Artifacts.Rar3;

/// <summary>How often something escapes from contexts that are alike: a mean that follows what happens, slower and slower.</summary>
internal struct EscapeEstimate
{
    private const int MostShift = 7;
    private const int FirstShift = 3;

    private int _sum;
    private int _shift;
    private int _count;

    /// <summary>Begins with a value.</summary>
    public void Begin(int value) => (_sum, _shift, _count) = ((value << FirstShift) & 0xFFFF, FirstShift, 4);

    /// <summary>Takes the mean out; at least one.</summary>
    public int TakeMean()
    {
        int mean = _sum >> _shift;
        _sum = (_sum - mean) & 0xFFFF;
        return mean == 0 ? 1 : mean;
    }

    /// <summary>Adds what happened.</summary>
    public void Add(int value) => _sum = (_sum + value) & 0xFFFF;

    /// <summary>Follows slower, when it did so often enough.</summary>
    public void Slow()
    {
        if (_shift < MostShift && --_count == 0)
        {
            _sum = (_sum * 2) & 0xFFFF;
            _count = (3 << _shift++) & 0xFF;
        }
    }
}
