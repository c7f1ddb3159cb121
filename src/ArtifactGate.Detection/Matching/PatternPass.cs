namespace ArtifactGate.Detection.Matching;

/// <summary>One rule in one window.</summary>
internal readonly ref struct PatternPass(in ScanWindow window, ReadOnlySpan<byte> bytes, bool ended, PatternRule rule, ScanScratch scratch, ICollection<Match> matches)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private readonly long _offset = window.Offset;
    private readonly int _ownedStart = window.OwnedStart;
    private readonly List<(int Start, int End)> _taken = scratch.Taken(rule);

    /// <summary>The rule.</summary>
    public PatternRule Rule { get; } = rule;

    /// <summary>Whether the node ends with the window.</summary>
    public bool Ended { get; } = ended;

    /// <summary>Whether the node is text.</summary>
    public bool IsText { get; } = window.IsText;

    /// <summary>Whether it begins with it.</summary>
    public bool IsNodeStart { get; } = window.Offset == 0;

    /// <summary>The first byte that is the next window's.</summary>
    public int OwnedEnd { get; } = window.OwnedEnd;

    /// <summary>Whether a value is this window's, and not the same bytes read in another form.</summary>
    public bool Takes(int start, int end, TextForm form)
    {
        // The byte that holds the first character decides whose it is, in both byte orders.
        int owner = form == TextForm.Utf16BigEndian ? start + 1 : start;
        return owner >= _ownedStart && owner < OwnedEnd && !_taken.Exists(t => start < t.End && t.Start < end);
    }

    /// <summary>Adds the match of a value.</summary>
    public void Add(MatchFactory factory, ProofResult facts, IReadOnlyList<AllowList> byPath, int start, int end, TextForm form)
    {
        _taken.Add((start, end));
        Span<char> value = scratch.Characters((end - start) / form.Stride());
        form.Widen(_bytes[start..end], value);
        var shape = new ShapeMatch(0, value.Length) { Facts = facts };
        if (factory.FromText(Rule, null, 0, Rule.PreviewPrefix, value, shape, _offset + start, end - start, form, scratch.Effort) is { } match)
        {
            matches.Add(match with { AllowedAt = byPath });
        }
    }
}
