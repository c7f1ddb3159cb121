using System.Collections.Concurrent;
using ArtifactGate.Testing.Samples;

namespace ArtifactGate.Detection.Tests.Acceptance;

/// <summary>A rule with its own detector and generated values, the same for every kind of rule that looks anywhere in bytes.</summary>
internal sealed class AcceptanceRule
{
    private static readonly ConcurrentDictionary<string, AcceptanceRule> Cache = new(StringComparer.Ordinal);

    private readonly Detector _detector;
    private readonly ConcurrentDictionary<int, RuleSample> _samples = new();

    private AcceptanceRule(Rule rule)
    {
        Rule = rule;
        _detector = new Detector(new RuleBook([rule]));
    }

    public Rule Rule { get; }

    /// <summary>Whether its values are text, so that they may stand in UTF-16 and behind escapes.</summary>
    public bool IsText => Rule is TokenRule or RunRule or ContextRule;

    /// <summary>Key material takes long to make and to read; it gets fewer rounds.</summary>
    public bool IsSlow => Rule.Code.StartsWith("AG2", StringComparison.Ordinal);

    public Proof? Proof => (Rule as TokenRule)?.Proof ?? (Rule as RunRule)?.Proof ?? (Rule as ContextRule)?.Proof;

    /// <summary>Whether a holding proof stands without borders.</summary>
    public bool IsProven => Proof is { Bits: >= 20 };

    public static AcceptanceRule Of(string code) => Cache.GetOrAdd(code, c => new AcceptanceRule(RuleBook.Default.Find(c)!));

    /// <summary>Whether a value is known by what stands around it, which a sample then brings along.</summary>
    public bool IsSurrounded => RuleSample.IsSurrounded(Rule);

    /// <summary>A value that the rule must find, with what it needs around it.</summary>
    public byte[] Sample(int seed) => Whole(seed).Bytes;

    /// <summary>Where the value of a sample is, when the sample stands at a place.</summary>
    public (int Start, int Length) At(int place, int seed, int stride = 1) =>
        (place + (Whole(seed).Start * stride), Whole(seed).Length * stride);

    private RuleSample Whole(int seed) => _samples.GetOrAdd(seed, s => RuleSample.Of(Rule, s));

    /// <summary>A value that the rule must find, as text.</summary>
    public string Text(int seed) => Whole(seed).Text;

    /// <summary>Every match in bytes that are one window.</summary>
    public List<Match> Scan(byte[] bytes, List<EncodedRun>? runs = null, bool bigEndian = false, string? label = null)
    {
        var matches = new List<Match>();
        _detector.Scan(new ScanWindow { Bytes = bytes, OwnedEnd = bytes.Length, IsText = true, BigEndian = bigEndian, Label = label }, matches, runs ?? []);
        return matches;
    }

    /// <summary>Every match in bytes that are read through windows which own them between these borders, as the engine does.</summary>
    public List<Match> ScanThrough(byte[] bytes, params int[] borders)
    {
        var matches = new List<Match>();
        int owned = 0;
        foreach (int border in borders.Append(bytes.Length))
        {
            int from = Math.Max(0, owned - Detector.Lookbehind) & ~1;
            int to = Math.Min(bytes.Length, border + Detector.Overlap);
            _detector.Scan(new ScanWindow
            {
                Bytes = bytes.AsSpan(from, to - from),
                Offset = from,
                OwnedStart = owned - from,
                OwnedEnd = border - from,
                IsText = true,
                Tail = new ArrayTail(bytes, from),
            }, matches, []);
            owned = border;
        }

        return matches;
    }

    /// <summary>Fails unless the values at these places, and nothing else, are found.</summary>
    public void AssertFound(List<Match> matches, string how, params (int Start, int Length)[] places)
    {
        string Show(IEnumerable<(int Start, int Length)> list) => string.Join(", ", list.Select(p => $"{p.Start}+{p.Length}"));
        (int, int)[] found = [.. matches.Select(m => ((int)m.Offset, m.ByteLength)).Order()];
        Assert.True(places.Order().SequenceEqual(found), $"{Rule.Code} {how}: expected {Show(places)}, found {Show(found)}");
    }

    private sealed class ArrayTail(byte[] all, int from) : WindowTail
    {
        public override ReadOnlySpan<byte> Extend(int length) => all.AsSpan(from, Math.Min(length, all.Length - from));
    }
}
