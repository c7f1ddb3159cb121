using System.Text;

namespace ArtifactGate.Detection.Matching;

/// <summary>Gathers the anchors of all rules, each literal once, and what each may belong to.</summary>
/// <remarks>Made whenever a process starts, so with loops: queries and generics over new types would be compiled there each time.</remarks>
internal sealed class AnchorTable
{
    private readonly List<Anchor> _anchors = [];
    private readonly List<List<AnchorTarget>> _targets = [];
    private readonly Dictionary<string, List<AnchorTarget>> _targetsOf = new(capacity: 1024, StringComparer.Ordinal);

    public AnchorTable(IEnumerable<Rule> rules)
    {
        foreach (Rule rule in rules)
        {
            switch (rule)
            {
                case TokenRule token:
                    for (int i = 0; i < token.Shape.Anchors.Count; i++)
                    {
                        Add(rule, i, token.Shape.Anchors[i].Literal, token.Shape.Anchors[i].IgnoreCase);
                    }

                    break;
                case ContextRule context:
                    for (int i = 0; i < context.Keywords.Count; i++)
                    {
                        Add(rule, i, context.Keywords[i], ignoreCase: true);
                    }

                    break;
                case PatternRule pattern:
                    for (int i = 0; i < pattern.Plan.Anchors.Count; i++)
                    {
                        Add(rule, i, pattern.Plan.Anchors[i].Literal, pattern.Plan.Anchors[i].IgnoreCase);
                    }

                    break;
                case BinaryRule binary:
                    for (int i = 0; i < binary.Anchors.Count; i++)
                    {
                        // A character a byte, as a key only.
                        Add(rule, i, "b" + Encoding.Latin1.GetString(binary.Anchors[i]), new Anchor(binary.Anchors[i], false, AnchorForms.Bytes));
                    }

                    break;
            }
        }

        Targets = new AnchorTarget[_targets.Count][];
        for (int i = 0; i < Targets.Length; i++)
        {
            Targets[i] = _targets[i].ToArray();
        }
    }

    public IReadOnlyList<Anchor> Anchors => _anchors;

    /// <summary>The targets of each anchor, by its index.</summary>
    public AnchorTarget[][] Targets { get; }

    private void Add(Rule rule, int ownIndex, string literal, bool ignoreCase) => Add(rule, ownIndex, (ignoreCase ? "i" : "s") + literal,
        new Anchor(Encoding.ASCII.GetBytes(literal), ignoreCase, AnchorForms.Bytes | AnchorForms.Utf16));

    private void Add(Rule rule, int ownIndex, string key, Anchor anchor)
    {
        if (anchor.Bytes.Length < 3)
        {
            throw new ArgumentException($"{rule.Code} has an anchor of {anchor.Bytes.Length} bytes; it needs 3 or more.");
        }

        if (!_targetsOf.TryGetValue(key, out List<AnchorTarget>? targets))
        {
            _targetsOf[key] = targets = new(capacity: 1);
            _anchors.Add(anchor);
            _targets.Add(targets);
        }

        targets.Add(new AnchorTarget(rule, ownIndex));
    }
}
