using System.Buffers;
using System.Text.RegularExpressions;

namespace ArtifactGate.Detection.Matching;

/// <summary>
/// Runs the expressions of <see cref="PatternRule"/> over a window, after the scanner went through it. Around the literals that it saw stretches are cut out and joined where
/// they overlap, so that no character is gone over twice for one rule, however often a literal stands there. A text ends where a control character stands that no text has:
/// what begins behind the length of a string or ends before its zero byte begins and ends there for an expression too.
/// </summary>
internal sealed class PatternMatcher(RuleBook book, MatchFactory factory)
{
    private const int LongestLine = 4096;

    // Fewer than this can be found by trying; the same as for known values.
    private const int GuessableLength = 16;
    private const int GuessableBits = 60;

    private static readonly char[] NoText = [.. Enumerable.Range(0, 32).Select(i => (char)i).Except(['\t', '\n', '\v', '\f', '\r', '\u001b'])];
    private static readonly SearchValues<char> Controls = SearchValues.Create(NoText);

    // Among other bytes all that is not ASCII ends a text: the length before a literal of an assembly and the flag behind it make such characters.
    private static readonly SearchValues<char> ControlsAndUnknown = SearchValues.Create([.. NoText, '\uFFFD']);

    private readonly PatternRule[] _everywhere = [.. book.Rules.OfType<PatternRule>().Where(r => r.Plan.SearchesAllText)];
    private readonly bool _none = !book.Rules.OfType<PatternRule>().Any();

    /// <summary>Finds all matches whose value begins in the owned part of a window.</summary>
    public void Scan(in ScanWindow window, ref ReadOnlySpan<byte> bytes, ScanScratch scratch, ICollection<Match> matches)
    {
        if (_none)
        {
            return;
        }

        bool ended = Extend(window, ref bytes, scratch);
        bool bigEndian = window.BigEndian;
        foreach ((PatternRule rule, PatternHits hits) in scratch.Patterns)
        {
            if (rule.Plan.NeedsKeyword && !hits.HasKeyword)
            {
                continue;
            }

            var pass = new PatternPass(window, bytes, ended, rule, scratch, matches);
            foreach (var group in hits.InMatch.GroupBy(h => (h.Form, First: PatternHits.FirstByte(h))).OrderBy(g => Order(g.Key.Form, bigEndian)))
            {
                Around(pass, scratch.Text(bytes, group.Key.Form, group.Key.First, rule.Plan.Faithful), group.Key.Form, [.. group.Select(h => h.Position).Order()]);
            }

            foreach ((TextForm form, int first) in hits.Forms.OrderBy(f => Order(f.Form, bigEndian)))
            {
                All(pass, scratch.Text(bytes, form, first, rule.Plan.Faithful), form);
            }
        }

        Everywhere(window, bytes, ended, scratch, matches);
    }

    private static int Order(TextForm form, bool bigEndian) => form == TextForm.Utf8 ? 0 : form == TextForm.Utf16BigEndian == bigEndian ? 1 : 2;

    // Stretches may reach out of the window; whether there is more decides whether a text ends with it.
    private static bool Extend(in ScanWindow window, ref ReadOnlySpan<byte> bytes, ScanScratch scratch)
    {
        if (window.Tail is null || window.OwnedEnd == window.Bytes.Length)
        {
            return true;
        }

        int wanted = 0;
        foreach ((PatternRule rule, PatternHits hits) in scratch.Patterns)
        {
            foreach (AnchorHit hit in hits.InMatch)
            {
                // The value of a match around a later literal is the next window's.
                if (hit.Position < window.OwnedEnd + (rule.Plan.Before * hit.Form.Stride()))
                {
                    wanted = Math.Max(wanted, hit.Position + ((rule.Plan.After + 1) * hit.Form.Stride()));
                }
            }
        }

        if (wanted <= bytes.Length)
        {
            return false;
        }

        bytes = window.Tail.Extend(wanted);
        return bytes.Length < wanted;
    }

    private void Everywhere(in ScanWindow window, ReadOnlySpan<byte> bytes, bool ended, ScanScratch scratch, ICollection<Match> matches)
    {
        if (!window.IsText || _everywhere.Length == 0)
        {
            return;
        }

        TextForm wide = window.BigEndian ? TextForm.Utf16BigEndian : TextForm.Utf16LittleEndian;
        bool hasWide = bytes.Contains((byte)0);
        foreach (PatternRule rule in _everywhere)
        {
            var pass = new PatternPass(window, bytes, ended, rule, scratch, matches);
            WithKeyword(pass, scratch.Text(bytes, TextForm.Utf8, 0, rule.Plan.Faithful), TextForm.Utf8);
            for (int first = 0; hasWide && first < 2; first++)
            {
                WithKeyword(pass, scratch.Text(bytes, wide, first, rule.Plan.Faithful), wide);
            }
        }
    }

    private void WithKeyword(PatternPass pass, PatternText text, TextForm form)
    {
        bool has = pass.Rule.Keywords.Count == 0;
        foreach (string keyword in pass.Rule.Keywords)
        {
            has = has || text.Characters.Contains(keyword, StringComparison.OrdinalIgnoreCase);
        }

        if (has)
        {
            All(pass, text, form);
        }
    }

    private void All(PatternPass pass, PatternText text, TextForm form)
    {
        bool cuts = !pass.Rule.Expression.NamesControls;
        for (int start = 0; start < text.Length;)
        {
            int length = cuts ? text.Characters[start..].IndexOfAny(EndsOf(pass)) : -1;
            int end = length < 0 ? text.Length : start + length;
            Search(pass, text, form, new PatternStretch(start, end, start > 0 || pass.IsNodeStart, end < text.Length || pass.Ended));
            start = end + 1;
        }
    }

    private void Around(PatternPass pass, PatternText text, TextForm form, List<int> positions)
    {
        PatternStretch? open = null;
        foreach (int position in positions)
        {
            if (position >= pass.OwnedEnd + (pass.Rule.Plan.Before * form.Stride()))
            {
                break;
            }

            PatternStretch next = StretchAround(pass, text, text.CharacterAt(position));
            if (open is { } before && next.Start < before.End)
            {
                open = before with { End = next.End, EndsText = next.EndsText };
                continue;
            }

            if (open is { } done)
            {
                Search(pass, text, form, done);
            }

            open = next;
        }

        if (open is { } last)
        {
            Search(pass, text, form, last);
        }
    }

    // One character more on either side, for conditions on neighbours.
    private static PatternStretch StretchAround(PatternPass pass, PatternText text, int literal)
    {
        ReadOnlySpan<char> all = text.Characters;
        int start = Math.Max(0, literal - pass.Rule.Plan.Before - 1), end = Math.Min(all.Length, literal + pass.Rule.Plan.After + 1);
        if (pass.Rule.Expression.NamesControls)
        {
            return new PatternStretch(start, end, start == 0 && pass.IsNodeStart, end == all.Length && pass.Ended);
        }

        int left = all[start..literal].LastIndexOfAny(EndsOf(pass)), right = all[literal..end].IndexOfAny(EndsOf(pass));
        return new PatternStretch(
            left < 0 ? start : start + left + 1,
            right < 0 ? end : literal + right,
            left >= 0 || (start == 0 && pass.IsNodeStart),
            right >= 0 || (end == all.Length && pass.Ended));
    }

    private static SearchValues<char> EndsOf(PatternPass pass) => pass.IsText || pass.Rule.Plan.Faithful ? Controls : ControlsAndUnknown;

    private void Search(PatternPass pass, PatternText text, TextForm form, PatternStretch stretch)
    {
        ReadOnlySpan<char> searched = text.Characters[stretch.Start..stretch.End];
        if (searched.Length < pass.Rule.Expression.LeastLength)
        {
            return;
        }

        foreach (ValueMatch found in pass.Rule.Expression.Matches(searched, stretch.BeginsText || searched.IsEmpty ? 0 : 1))
        {
            if (found.Length > 0)
            {
                bool open = !stretch.EndsText && found.Index + found.Length == searched.Length;
                Accept(pass, text, form, stretch, (found.Index, found.Length), open);
            }
        }
    }

    private void Accept(PatternPass pass, PatternText text, TextForm form, PatternStretch stretch, (int Index, int Length) found, bool open)
    {
        PatternRule rule = pass.Rule;
        ReadOnlySpan<char> searched = text.Characters[stretch.Start..stretch.End];
        (int start, int length) = rule.Expression.ValueIn(searched, found.Index, found.Length, rule.SecretGroup);
        ReadOnlySpan<char> value = searched.Slice(start, length);
        start += value.Length - value.TrimStart('\n').Length;
        value = value.Trim('\n');
        int first = text.ByteOf(stretch.Start + start), end = text.ByteOf(stretch.Start + start + value.Length);
        double entropy = Entropy.BitsPerCharacter(value);
        if (value.IsEmpty || !pass.Takes(first, end, form) || (rule.EntropyOver > 0 && entropy <= rule.EntropyOver))
        {
            return;
        }

        int at = stretch.Start + found.Index;
        if (!IsAllowed(rule, value, text.Characters, at, found.Length, out IReadOnlyList<AllowList> byPath))
        {
            var facts = new ProofResult(ProofOutcome.Unknown)
            {
                Guessable = value.Length < GuessableLength || entropy * value.Length < GuessableBits,
                Details = rule.Tags.Count == 0 ? [] : [new("tags", string.Join(", ", rule.Tags))],
                Truncated = open,
            };
            pass.Add(factory, facts, byPath, first, end, form);
        }
    }

    private static bool IsAllowed(PatternRule rule, ReadOnlySpan<char> value, ReadOnlySpan<char> text, int at, int length, out IReadOnlyList<AllowList> byPath)
    {
        byPath = [];
        if (rule.AllowLists.Count == 0)
        {
            return false;
        }

        List<AllowList> waiting = [];
        ReadOnlySpan<char> line = rule.AllowLists.Any(l => l.Target == AllowTarget.Line) ? LineAround(text, at, length) : default;
        foreach (AllowList list in rule.AllowLists)
        {
            switch (list.Judge(value, text.Slice(at, length).Trim('\n'), line))
            {
                case AllowJudgement.Allowed:
                    return true;
                case AllowJudgement.AtItsPaths:
                    waiting.Add(list);
                    break;
            }
        }

        byPath = waiting;
        return false;
    }

    private static ReadOnlySpan<char> LineAround(ReadOnlySpan<char> text, int at, int length)
    {
        int from = Math.Max(0, at - LongestLine), to = Math.Min(text.Length, at + length + LongestLine);
        int start = text[from..at].LastIndexOf('\n'), end = text[(at + length)..to].IndexOf('\n');
        return text[(start < 0 ? from : from + start + 1)..(end < 0 ? to : at + length + end)];
    }
}
