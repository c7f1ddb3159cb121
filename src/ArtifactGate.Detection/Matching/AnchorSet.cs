namespace ArtifactGate.Detection.Matching;

/// <summary>The anchors of some rules, ready to be looked for, and what each belongs to.</summary>
internal sealed class AnchorSet
{
    public AnchorSet(IEnumerable<Rule> rules)
    {
        var table = new AnchorTable(rules);
        Scanner = AnchorScanner.Create(table.Anchors);
        Targets = table.Targets;
    }

    public AnchorScanner Scanner { get; }

    /// <summary>The targets of each anchor, by its index.</summary>
    public AnchorTarget[][] Targets { get; }
}
