using System.Text;

namespace ArtifactGate.Detection.Matching;

/// <summary>Gathers the anchors of all rules, each literal once, and what each may belong to.</summary>
/// <remarks>Made whenever a process starts, so without generics over new types, which would be compiled there each time.</remarks>
internal sealed class AnchorTable
{
    private readonly List<Anchor> _anchors = [];
    private readonly List<List<AnchorTarget>> _targets = [];
    private readonly Dictionary<string, List<AnchorTarget>> _targetsOf = new(StringComparer.Ordinal);

    public AnchorTable(IEnumerable<Rule> rules)
    {
        foreach (Rule rule in rules)
        {
            switch (rule)
            {
                case TokenRule token:
                    AddAll(rule, token.Shape.Anchors);
                    break;
                case ContextRule context:
                    AddAll(rule, [.. context.Keywords.Select(k => new ShapeAnchor(k, IgnoreCase: true))]);
                    break;
                case PatternRule pattern:
                    AddAll(rule, [.. pattern.Plan.Anchors.Select(a => new ShapeAnchor(a.Literal, a.IgnoreCase))]);
                    break;
                case BinaryRule binary:
                    for (int i = 0; i < binary.Anchors.Count; i++)
                    {
                        Add(rule, i, new Anchor(binary.Anchors[i], false, AnchorForms.Bytes));
                    }

                    break;
            }
        }

        Targets = [.. _targets.Select(t => t.ToArray())];
    }

    public IReadOnlyList<Anchor> Anchors => _anchors;

    /// <summary>The targets of each anchor, by its index.</summary>
    public AnchorTarget[][] Targets { get; }

    private void AddAll(Rule rule, IReadOnlyList<ShapeAnchor> anchors)
    {
        for (int i = 0; i < anchors.Count; i++)
        {
            Add(rule, i, new Anchor(Encoding.ASCII.GetBytes(anchors[i].Literal), anchors[i].IgnoreCase, AnchorForms.Bytes | AnchorForms.Utf16));
        }
    }

    private void Add(Rule rule, int ownIndex, Anchor anchor)
    {
        if (anchor.Bytes.Length < 3)
        {
            throw new ArgumentException($"{rule.Code} has an anchor of {anchor.Bytes.Length} bytes; it needs 3 or more.");
        }

        string key = string.Concat(anchor.IgnoreCase ? "i" : "s", anchor.Forms == AnchorForms.Bytes ? "b" : "t", Convert.ToHexString(anchor.Bytes));
        if (!_targetsOf.TryGetValue(key, out List<AnchorTarget>? targets))
        {
            _targetsOf[key] = targets = [];
            _anchors.Add(anchor);
            _targets.Add(targets);
        }

        targets.Add(new AnchorTarget(rule, ownIndex));
    }
}
