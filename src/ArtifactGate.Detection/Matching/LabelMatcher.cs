namespace ArtifactGate.Detection.Matching;

/// <summary>Finds what a fragment of text is only because of what its carrier calls it.</summary>
/// <param name="book">The rules.</param>
/// <param name="collector">Takes what is found.</param>
internal sealed class LabelMatcher(RuleBook book, MatchCollector collector)
{
    // Longer ones are as good, and take an allocation.
    private const int LongestLabel = 256;

    private readonly ContextRule[] _rules = [.. book.Rules.OfType<ContextRule>()];

    /// <summary>Looks at a fragment with its label, if it has one.</summary>
    public void Scan(in ScanWindow window, ReadOnlySpan<byte> bytes, ScanScratch scratch, ICollection<Match> matches)
    {
        if (window.Label is not { Length: > 0 } label)
        {
            return;
        }

        List<ContextRule> announced = Announced(label, scratch);
        if (announced.Count == 0)
        {
            return;
        }

        Span<char> text = scratch.Characters(bytes.Length);
        TextForm.Utf8.Widen(bytes, text);
        foreach (ContextRule rule in _rules)
        {
            if (announced.Contains(rule) && ContextMatcher.TryMatchLabelled(rule, label, text, out ShapeMatch match))
            {
                collector.Accept(window, rule, rule.Proof, rule.MinEntropy, "", text, match, 0, TextForm.Utf8, scratch, matches);
            }
        }
    }

    // Labels are many and rules too: one look tells whose keywords are there, mostly none.
    private List<ContextRule> Announced(ReadOnlySpan<char> label, ScanScratch scratch)
    {
        Span<byte> bytes = label.Length <= LongestLabel ? stackalloc byte[LongestLabel] : new byte[label.Length];
        for (int i = 0; i < label.Length; i++)
        {
            // What is not ASCII is in no keyword.
            bytes[i] = char.IsAscii(label[i]) ? (byte)label[i] : byte.MaxValue;
        }

        AnchorSet set = book.TextAnchors;
        scratch.LabelHits.Clear();
        scratch.Announced.Clear();
        set.Scanner.Scan(bytes[..label.Length], scratch.LabelHits);
        foreach (AnchorHit hit in scratch.LabelHits)
        {
            foreach (AnchorTarget target in set.Targets[hit.Anchor])
            {
                if (target.Rule is ContextRule rule && !scratch.Announced.Contains(rule))
                {
                    scratch.Announced.Add(rule);
                }
            }
        }

        return scratch.Announced;
    }
}
