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

    /// <summary>The same in the label of a fragment.</summary>
    public List<AnchorHit> LabelHits { get; } = [];

    /// <summary>The rules whose keywords the label has.</summary>
    public List<ContextRule> Announced { get; } = [];

    /// <summary>Where the last match of each rule began and ended, for values back to back and anchors that repeat in one value.</summary>
    public Dictionary<Rule, (int Start, int End)> Last { get; } = [];

    /// <summary>What was seen of the user's own rules.</summary>
    public Dictionary<PatternRule, PatternHits> Patterns { get; } = [];

    private readonly Dictionary<(TextForm Form, int First, bool Faithful), PatternText> _texts = [];
    private readonly Dictionary<PatternRule, List<(int Start, int End)>> _taken = [];
    private readonly Stack<PatternHits> _unused = [];

    /// <summary>Notes an anchor of one of the user's own rules.</summary>
    public void AddPattern(PatternRule rule, PatternAnchorRole role, AnchorHit hit)
    {
        if (!Patterns.TryGetValue(rule, out PatternHits? hits))
        {
            Patterns[rule] = hits = _unused.TryPop(out PatternHits? unused) ? unused : new PatternHits();
        }

        hits.Add(hit, role);
    }

    /// <summary>The window as text in a form, read once for all rules.</summary>
    public PatternText Text(ReadOnlySpan<byte> bytes, TextForm form, int first, bool faithful)
    {
        if (!_texts.TryGetValue((form, first, faithful), out PatternText? text))
        {
            _texts[(form, first, faithful)] = text = PatternText.Read(bytes, form, first, faithful);
        }

        return text;
    }

    /// <summary>The values of a rule that were found already.</summary>
    public List<(int Start, int End)> Taken(PatternRule rule) =>
        _taken.TryGetValue(rule, out List<(int Start, int End)>? taken) ? taken : _taken[rule] = [];

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
        foreach (PatternHits hits in Patterns.Values)
        {
            hits.Clear();
            _unused.Push(hits);
        }

        foreach (PatternText text in _texts.Values)
        {
            text.Dispose();
        }

        Patterns.Clear();
        _texts.Clear();
        _taken.Clear();
    }
}
