using System.Numerics;

namespace ArtifactGate.Detection.Matching;

/// <summary>Finds the runs of encoded characters in a window, and in them the values that nothing but their proof tells.</summary>
internal sealed class RunMatcher
{
    // 52 characters that are chosen by chance from 32 have at most five different ones less than once in 10 to the 36th.
    private const int FewestLetters = 6;

    private readonly RunRule[] _rules;
    private readonly int _shortest;
    private readonly MatchCollector _collector;

    /// <param name="book">The rules.</param>
    /// <param name="collector">Takes what is found.</param>
    public RunMatcher(RuleBook book, MatchCollector collector)
    {
        _rules = [.. book.Rules.OfType<RunRule>()];
        _shortest = _rules.Select(r => r.Length).DefaultIfEmpty(int.MaxValue).Min();
        _collector = collector;
    }

    /// <summary>Looks at a window.</summary>
    /// <param name="window">The window.</param>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="scratch">What this scan has seen.</param>
    /// <param name="matches">Receives the matches.</param>
    /// <param name="runs">Receives the runs.</param>
    public void Scan(in ScanWindow window, ReadOnlySpan<byte> bytes, ScanScratch scratch, ICollection<Match> matches, List<EncodedRun> runs)
    {
        EncodedRunFinder.Find(bytes, runs);
        foreach (EncodedRun run in runs)
        {
            if (run.Characters < _shortest)
            {
                continue;
            }

            foreach (RunRule rule in _rules)
            {
                Try(window, bytes, run, rule, scratch, matches);
            }
        }
    }

    // The value may stand behind an escape or its own length, or glued to others: every place where enough of its characters stand together
    // is tried, since its proof is all that counts. Looking at the last of them first passes over most of a run without looking at the rest.
    private void Try(in ScanWindow window, ReadOnlySpan<byte> bytes, EncodedRun run, RunRule rule, ScanScratch scratch, ICollection<Match> matches)
    {
        int stride = run.Form.Stride();
        int low = run.Form == TextForm.Utf16BigEndian ? 1 : 0;
        for (int at = 0; at + rule.Length <= run.Characters; at++)
        {
            int wrong = rule.Length - 1;
            while (wrong >= 0 && rule.Alphabet.Contains((char)bytes[run.Start + ((at + wrong) * stride) + low]))
            {
                wrong--;
            }

            if (wrong >= 0)
            {
                at += wrong;
                continue;
            }

            int from = run.Start + (at * stride);
            if (rule.Starts is { } starts && !starts.Contains((char)bytes[from + low], StringComparison.Ordinal))
            {
                continue;
            }

            Span<char> text = scratch.Characters(rule.Length);
            run.Form.Widen(bytes[from..], text);
            if (HasFewLetters(text))
            {
                continue;
            }

            _collector.Accept(window, rule, rule.Proof, 0, "", text, new ShapeMatch(0, text.Length), from, run.Form, scratch, matches);
        }
    }

    // One letter over and over and the four of a genome are characters of a value at every place, and there may be gigabytes of them.
    private static bool HasFewLetters(ReadOnlySpan<char> text)
    {
        uint letters = 0;
        foreach (char c in text)
        {
            letters |= 1u << (c & 31);
        }

        return BitOperations.PopCount(letters) < FewestLetters;
    }
}
