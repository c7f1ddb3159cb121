using System.Text;

namespace ArtifactGate.Detection.Matching;

/// <summary>Gathers the anchors of all rules, each literal once, and what each may belong to.</summary>
internal sealed class AnchorTable
{
    private readonly List<Anchor> _anchors = [];
    private readonly List<List<AnchorTarget>> _targets = [];
    private readonly Dictionary<(string Literal, bool IgnoreCase, AnchorForms Forms), int> _index = [];

    public AnchorTable(IEnumerable<Rule> rules)
    {
        foreach (Rule rule in rules)
        {
            switch (rule)
            {
                case TokenRule token:
                    AddAll(rule, token.Shape.Anchors.Select(a => (Encoding.ASCII.GetBytes(a.Literal), a.IgnoreCase)), AnchorForms.Bytes | AnchorForms.Utf16);
                    break;
                case ContextRule context:
                    AddAll(rule, context.Keywords.Select(k => (Encoding.ASCII.GetBytes(k), true)), AnchorForms.Bytes | AnchorForms.Utf16);
                    break;
                case PatternRule pattern:
                    AddAll(rule, pattern.Plan.Anchors.Select(a => (Encoding.ASCII.GetBytes(a.Literal), a.IgnoreCase)), AnchorForms.Bytes | AnchorForms.Utf16);
                    break;
                case BinaryRule binary:
                    AddAll(rule, binary.Anchors.Select(a => (a, false)), AnchorForms.Bytes);
                    break;
            }
        }

        Targets = [.. _targets.Select(t => t.ToArray())];
    }

    public IReadOnlyList<Anchor> Anchors => _anchors;

    /// <summary>The targets of each anchor, by its index.</summary>
    public AnchorTarget[][] Targets { get; }

    private void AddAll(Rule rule, IEnumerable<(byte[] Bytes, bool IgnoreCase)> literals, AnchorForms forms)
    {
        int shapeAnchor = 0;
        foreach ((byte[] bytes, bool ignoreCase) in literals)
        {
            if (bytes.Length < 3)
            {
                throw new ArgumentException($"{rule.Code} has an anchor of {bytes.Length} bytes; it needs 3 or more.");
            }

            var key = (Convert.ToHexString(bytes), ignoreCase, forms);
            if (!_index.TryGetValue(key, out int index))
            {
                _index[key] = index = _anchors.Count;
                _anchors.Add(new Anchor(bytes, ignoreCase, forms));
                _targets.Add([]);
            }

            _targets[index].Add(new AnchorTarget(rule, shapeAnchor++));
        }
    }
}
