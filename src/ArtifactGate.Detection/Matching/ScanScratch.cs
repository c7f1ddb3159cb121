using System.Buffers;

namespace ArtifactGate.Detection.Matching;

/// <summary>What one scan needs and the next can use again. Holds characters of candidates, so it is cleared after each scan.</summary>
internal sealed class ScanScratch
{
    private char[] _characters = ArrayPool<char>.Shared.Rent(8192);
    private int _used;

    /// <summary>What this scan may still spend on trying passwords.</summary>
    public Effort Effort { get; private set; } = new();

    public List<AnchorHit> Hits { get; } = [];

    /// <summary>Where the last match of each rule began and ended, for values back to back and anchors that repeat in one value.</summary>
    public Dictionary<Rule, (int Start, int End)> Last { get; } = [];

    /// <summary>Room for <paramref name="length"/> characters.</summary>
    public Span<char> Characters(int length)
    {
        if (_characters.Length < length)
        {
            ArrayPool<char>.Shared.Return(_characters, clearArray: true);
            _characters = ArrayPool<char>.Shared.Rent(length);
        }

        _used = Math.Max(_used, length);
        return _characters.AsSpan(0, length);
    }

    public void Clear()
    {
        Array.Clear(_characters, 0, Math.Min(_used, _characters.Length));
        _used = 0;
        Hits.Clear();
        Effort = new Effort();
        Last.Clear();
    }
}
