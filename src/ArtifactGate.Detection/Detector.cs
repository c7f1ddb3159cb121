using System.Collections.Concurrent;
using ArtifactGate.Detection.Known;
using ArtifactGate.Detection.Matching;

namespace ArtifactGate.Detection;

/// <summary>
/// Runs a <see cref="RuleBook"/> over windows of bytes: one pass that finds every anchor in every text form, and around each a shape and
/// a proof. Safe to use from many threads at once.
/// </summary>
public sealed class Detector
{
    private const int FirstPull = 8 * 1024;

    private readonly RuleBook _book;
    private readonly ContentRule[] _contentRules;
    private readonly PathRule[] _pathRules;
    private readonly FileRule[] _fileRules;
    private readonly MatchFactory _factory;
    private readonly MatchCollector _collector;
    private readonly LabelMatcher _labels;
    private readonly RunMatcher _runs;
    private readonly KnownValueSearch? _known;
    private readonly PatternMatcher _patterns;
    private readonly ConcurrentBag<ScanScratch> _scratch = [];

    /// <summary>Prepares the rules of a book.</summary>
    public Detector(RuleBook book, DetectorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(book);
        _book = book;
        _contentRules = [.. book.Rules.OfType<ContentRule>()];
        _pathRules = [.. book.Rules.OfType<PathRule>()];
        _fileRules = [.. book.Rules.OfType<FileRule>()];
        options ??= new DetectorOptions();
        _factory = new MatchFactory(options);
        _collector = new MatchCollector(_factory);
        _labels = new LabelMatcher(book, _collector);
        _runs = new RunMatcher(book, _collector);
        _patterns = new PatternMatcher(book, _factory);
        _known = options.KnownValues.Count > 0 ? new KnownValueSearch(options.KnownValues, _factory) : null;
    }

    /// <summary>Bytes that must follow the owned part of a window unless the node ends before: the longest ordinary match.</summary>
    public static int Overlap => 4096;

    /// <summary>Bytes that should precede the owned part of a window: keywords, borders and values that begin before their anchor.</summary>
    public static int Lookbehind => 2048;

    /// <summary>The content rules that want a node, by its head and its name.</summary>
    public IEnumerable<ContentRule> ContentRulesFor(ReadOnlySpan<byte> head, string path)
    {
        var look = new ContentHead(head, path);
        List<ContentRule>? wanted = null;
        foreach (ContentRule rule in _contentRules)
        {
            if (rule.Wants(look))
            {
                (wanted ??= []).Add(rule);
            }
        }

        return wanted ?? [];
    }

    /// <summary>Lets a content rule read a whole node.</summary>
    /// <param name="rule">One of <see cref="ContentRulesFor"/>.</param>
    /// <param name="content">All bytes of the node, at most <see cref="ContentRule.MaxContent"/>.</param>
    /// <param name="path">The node's inner path.</param>
    /// <param name="matches">Receives what was found.</param>
    /// <returns>What the rule could not understand, in its own words.</returns>
    public IReadOnlyList<string> Examine(ContentRule rule, ReadOnlySpan<byte> content, string path, ICollection<Match> matches)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var findings = new ContentFindings();
        rule.Examine(content, path, findings);
        foreach (ContentFinding finding in findings.Found)
        {
            matches.Add(_factory.FromBytes(rule, finding.Result, finding.Evidence, content.Slice(finding.Start, finding.Length),
                finding.Start, finding.Form));
        }

        return findings.NotUnderstood;
    }

    /// <summary>Whether any rule is about a path alone.</summary>
    public bool AsksPaths => _pathRules.Length > 0;

    /// <summary>Finds what a file is only because of its path.</summary>
    /// <param name="path">The inner path.</param>
    /// <param name="name">The part of it behind the last container.</param>
    public IReadOnlyList<Match> MatchPath(string path, string name) =>
        [.. _pathRules.Where(r => r.Means(path, name)).Select(r => _factory.OfFile(r, r.Tags))];

    /// <summary>Finds what a file is only because of its kind.</summary>
    /// <param name="path">The inner path.</param>
    /// <param name="head">Its first bytes.</param>
    /// <param name="format">The name of its format, or null for none that is opened.</param>
    public IReadOnlyList<Match> MatchKind(string path, ReadOnlySpan<byte> head, string? format)
    {
        foreach (FileRule rule in _fileRules)
        {
            if (rule.Means(path, head, format))
            {
                return [_factory.OfFile(rule, [])];
            }
        }

        return [];
    }

    /// <summary>Finds every match that begins in the owned part of <paramref name="window"/>.</summary>
    /// <param name="window">The bytes.</param>
    /// <param name="matches">Receives the matches.</param>
    /// <param name="runs">Receives the runs of encoded characters, for the caller to decode and scan; null when they are not wanted.</param>
    public void Scan(in ScanWindow window, ICollection<Match> matches, List<EncodedRun>? runs = null)
    {
        ArgumentNullException.ThrowIfNull(matches);
        ScanScratch scratch = _scratch.TryTake(out ScanScratch? taken) ? taken : new ScanScratch();
        try
        {
            ReadOnlySpan<byte> bytes = window.Bytes;
            AnchorSet anchors = window.IsText ? _book.TextAnchors : _book.BinaryAnchors;
            anchors.Scanner.Scan(bytes, scratch.Hits);
            SortHits(scratch.Hits, window.BigEndian);
            for (int i = 0; i < scratch.Hits.Count; i++)
            {
                AnchorHit hit = scratch.Hits[i];
                foreach (AnchorTarget target in anchors.Targets[hit.Anchor])
                {
                    Try(window, ref bytes, hit, target, scratch, matches);
                }
            }

            _patterns.Scan(window, ref bytes, scratch, matches);
            _labels.Scan(window, bytes, scratch, matches);
            if (runs is not null)
            {
                _runs.Scan(window, bytes, scratch, matches, runs);
            }

            _known?.Scan(window, bytes, scratch.Hits, matches);
        }
        finally
        {
            scratch.Clear();
            _scratch.Add(scratch);
        }
    }

    /// <summary>Finds what a fragment of text is only because of its label.</summary>
    /// <param name="fragment">The whole fragment, in UTF-8.</param>
    /// <param name="label">What the carrier calls it.</param>
    /// <param name="matches">Receives the matches.</param>
    public void ScanLabelled(ReadOnlySpan<byte> fragment, string label, ICollection<Match> matches)
    {
        ArgumentNullException.ThrowIfNull(matches);
        ScanScratch scratch = _scratch.TryTake(out ScanScratch? taken) ? taken : new ScanScratch();
        try
        {
            _labels.Scan(new ScanWindow { Bytes = fragment, OwnedEnd = fragment.Length, IsText = true, Label = label }, fragment, scratch, matches);
        }
        finally
        {
            scratch.Clear();
            _scratch.Add(scratch);
        }
    }

    // By the byte that holds the first character, whatever the byte order; then the likelier order first, so that it wins.
    internal static void SortHits(List<AnchorHit> hits, bool bigEndian)
    {
        int Key(AnchorHit hit) => (hit.Position * 2) + (hit.Form == TextForm.Utf16BigEndian ? bigEndian ? 2 : 3 : bigEndian ? 1 : 0);
        for (int i = 1; i < hits.Count; i++)
        {
            if (Key(hits[i - 1]) > Key(hits[i]))
            {
                hits.Sort((a, b) => Key(a).CompareTo(Key(b)));
                return;
            }
        }
    }

    private void Try(in ScanWindow window, ref ReadOnlySpan<byte> bytes, AnchorHit hit, AnchorTarget target, ScanScratch scratch,
        ICollection<Match> matches)
    {
        switch (target.Rule)
        {
            case TokenRule rule:
                TryToken(window, ref bytes, hit, target, rule, scratch, matches);
                break;
            case BinaryRule rule:
                TryBinary(window, ref bytes, hit, rule, scratch, matches);
                break;
            case PatternRule rule:
                scratch.AddPattern(rule, rule.Plan.Anchors[target.ShapeAnchor].Role, hit);
                break;
            case ContextRule rule:
                TryContext(window, bytes, hit, target, rule, scratch, matches);
                break;
        }
    }

    private void TryToken(in ScanWindow window, ref ReadOnlySpan<byte> bytes, AnchorHit hit, AnchorTarget target, TokenRule rule,
        ScanScratch scratch, ICollection<Match> matches)
    {
        Shape shape = rule.Shape;
        int stride = hit.Form.Stride();
        int before = Math.Min(hit.Position / stride, shape.MaxBefore);
        int from = hit.Position - (before * stride);
        int ahead = Math.Min(shape.MaxLength + shape.MaxBefore + Borders.Lookbehind, FirstPull);
        while (true)
        {
            int wanted = from + ((before + ahead) * stride);
            if (wanted > bytes.Length && window.Tail is not null && wanted - bytes.Length > 0)
            {
                bytes = window.Tail.Extend(wanted);
            }

            int available = Math.Min(bytes.Length, wanted) - from;
            Span<char> text = scratch.Characters(available / stride);
            hit.Form.Widen(bytes.Slice(from, available), text);
            bool matched = shape.TryMatch(text, before, target.ShapeAnchor, out ShapeMatch match);
            bool more = wanted <= bytes.Length && ahead < shape.MaxLength;
            bool open = match.Truncated
                || (!shape.TellsEnd && (!matched || match.Start + match.Length >= text.Length - Borders.Lookbehind));
            if (more && open)
            {
                ahead = (int)Math.Min((long)ahead * 8, shape.MaxLength + (long)Borders.Lookbehind);
                continue;
            }

            if (matched)
            {
                match = match with { Truncated = match.Truncated && !match.MayEnd };
                _collector.Accept(window, rule, rule.Proof, rule.MinEntropy, shape.PreviewPrefix, text, match, from, hit.Form, scratch, matches);
            }

            return;
        }
    }

    private void TryContext(in ScanWindow window, ReadOnlySpan<byte> bytes, AnchorHit hit, AnchorTarget target, ContextRule rule,
        ScanScratch scratch, ICollection<Match> matches)
    {
        int stride = hit.Form.Stride();
        int keyword = rule.Keywords[target.ShapeAnchor].Length;
        int before = Math.Min(hit.Position / stride, Borders.Lookbehind);
        int from = hit.Position - (before * stride);
        int wanted = Math.Min((bytes.Length - from) / stride, before + keyword + rule.MaxDistance + rule.Value.MaxLength + 2);
        Span<char> text = scratch.Characters(wanted);
        hit.Form.Widen(bytes.Slice(from, wanted * stride), text);
        if (ContextMatcher.TryMatchAfter(rule, text, before, before + keyword, out ShapeMatch match))
        {
            _collector.Accept(window, rule, rule.Proof, rule.MinEntropy, "", text, match, from, hit.Form, scratch, matches);
        }
    }

    private void TryBinary(in ScanWindow window, ref ReadOnlySpan<byte> bytes, AnchorHit hit, BinaryRule rule, ScanScratch scratch,
        ICollection<Match> matches)
    {
        // What is inside a structure that was found belongs to it. Only what looks like one may pull in more bytes than the window has.
        if (scratch.Last.TryGetValue(rule, out (int Start, int End) last) && hit.Position < last.End && hit.Position >= last.Start)
        {
            return;
        }

        int length = Math.Min(rule.LengthFrom(bytes, hit.Position), rule.MaxLength);
        if (length <= 0)
        {
            return;
        }

        if (length > bytes.Length - hit.Position && window.Tail is not null)
        {
            bytes = window.Tail.Extend(hit.Position + length);
        }

        if (!rule.TryMatch(bytes, hit.Position, scratch.Effort, out BinaryMatch match) || match.Start < window.OwnedStart || match.Start >= window.OwnedEnd
            || (scratch.Last.ContainsKey(rule) && match.Start < last.End && match.Start + match.Length > last.Start))
        {
            return;
        }

        scratch.Last[rule] = (match.Start, match.Start + match.Length);
        matches.Add(_factory.FromBytes(rule, match.Found, match.Evidence ?? rule.Evidence, bytes.Slice(match.Start, match.Length),
            window.Offset + match.Start, TextForm.Binary));
    }
}
