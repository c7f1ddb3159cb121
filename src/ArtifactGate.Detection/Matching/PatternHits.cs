namespace ArtifactGate.Detection.Matching;

/// <summary>What the scanner saw of one <see cref="PatternRule"/> in one window.</summary>
internal sealed class PatternHits
{
    /// <summary>Literals that a match may be around.</summary>
    public List<AnchorHit> InMatch { get; } = [];

    /// <summary>The forms of text that a keyword stands in, with the place of its first byte, even or odd.</summary>
    public HashSet<(TextForm Form, int First)> Forms { get; } = [];

    /// <summary>A keyword stands somewhere.</summary>
    public bool HasKeyword { get; set; }

    /// <summary>Notes a hit.</summary>
    public void Add(AnchorHit hit, PatternAnchorRole role)
    {
        HasKeyword |= role != PatternAnchorRole.InMatch;
        if (role == PatternAnchorRole.InMatch)
        {
            InMatch.Add(hit);
        }
        else if (role == PatternAnchorRole.KeywordOnly)
        {
            Forms.Add((hit.Form, FirstByte(hit)));
        }
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        InMatch.Clear();
        Forms.Clear();
        HasKeyword = false;
    }

    /// <summary>Where text that has a hit begins: with the first byte, or in 16 bits at odd places with the second.</summary>
    public static int FirstByte(AnchorHit hit) => hit.Form.Stride() == 2 ? hit.Position & 1 : 0;
}
