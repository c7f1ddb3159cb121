namespace ArtifactGate.Detection.Matching;

/// <summary>Takes what a rule matched in text, when it begins in the owned part of the window and was not taken before.</summary>
internal sealed class MatchCollector(MatchFactory factory)
{
    /// <summary>Judges a candidate, and adds the match that it makes.</summary>
    /// <param name="window">Where it was found.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="proof">Its proof, or null.</param>
    /// <param name="minEntropy">What the value must at least have.</param>
    /// <param name="prefix">What a preview may show.</param>
    /// <param name="text">The characters around it.</param>
    /// <param name="match">Its place in them.</param>
    /// <param name="from">Where <paramref name="text"/> begins in the window, in bytes.</param>
    /// <param name="form">How the bytes stand for the characters.</param>
    /// <param name="scratch">What this scan has seen.</param>
    /// <param name="matches">Receives the match.</param>
    public void Accept(in ScanWindow window, Rule rule, Proof? proof, double minEntropy, string prefix, ReadOnlySpan<char> text,
        ShapeMatch match, int from, TextForm form, ScanScratch scratch, ICollection<Match> matches)
    {
        // The byte that holds the first character decides whose it is: the same in both byte orders, so that only one window sees both readings.
        int start = from + (match.Start * form.Stride());
        int owner = form == TextForm.Utf16BigEndian ? start + 1 : start;
        if (owner < window.OwnedStart || owner >= window.OwnedEnd)
        {
            return;
        }

        if (scratch.Last.TryGetValue(rule, out (int Start, int End) last))
        {
            // An anchor that repeats inside one value, or the same bytes read in the other order.
            if (start < last.End && start + (match.Length * form.Stride()) > last.Start)
            {
                return;
            }

            match = match with { GluedLeft = match.GluedLeft && last.End != start };
        }

        int byteLength = match.Length * form.Stride();
        Match? made = factory.FromText(rule, proof, minEntropy, prefix, text.Slice(match.Start, match.Length), match,
            window.Offset + start, byteLength, form, scratch.Effort);
        if (made is not null)
        {
            scratch.Last[rule] = (start, start + byteLength);
            matches.Add(made);
        }
    }
}
