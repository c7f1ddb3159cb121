using System.Diagnostics;
using System.Globalization;
using System.Text;
using ArtifactGate.Detection;
using ArtifactGate.Detection.Matching;

namespace ArtifactGate.Benchmarks;

/// <summary>The anchor scanner and the run finder over real files, each engine against the others.</summary>
internal static class AnchorBenchmark
{
    private const int MeasuredRounds = 5;

    public static int Run(string[] args)
    {
        IReadOnlyList<Anchor> anchors = args.Length > 0 ? Read(args[0]) : new AnchorTable(RuleBook.Default.Rules).Anchors;
        long started = Stopwatch.GetTimestamp();
        AnchorScanner.Create(anchors);
        TimeSpan first = Stopwatch.GetElapsedTime(started);
        started = Stopwatch.GetTimestamp();
        AnchorScanner.Create(anchors);
        Print($"{anchors.Count} anchors, {anchors.Count(a => a.IgnoreCase)} in any case; tables built in {first.TotalMilliseconds:F1} ms at first, {Stopwatch.GetElapsedTime(started).TotalMilliseconds:F1} ms again");

        ScanEngine[] engines = [.. Enum.GetValues<ScanEngine>().Where(ScanEngines.CanRun)];
        foreach (Corpus corpus in Corpus.OfThisMachine())
        {
            Print($"{corpus.Name}: {corpus.Files.Count} files, {corpus.Bytes / 1e6:F0} MB");
            Compare(corpus, "anchors", "hits", engines, [.. engines.Select(e => Anchors(corpus, AnchorScanner.Create(anchors, e)))]);
            Compare(corpus, "encoded runs", "runs", engines, [.. engines.Select(e => Runs(corpus, e))]);
        }

        return 0;
    }

    private static void Compare(Corpus corpus, string what, string unit, ScanEngine[] engines, Func<long>[] passes)
    {
        long[] counts = [.. passes.Select(p => p())];
        if (counts.Distinct().Count() != 1 || counts[0] == 0)
        {
            throw new BenchmarkException($"{what}: the engines found {string.Join(", ", counts)} {unit}.");
        }

        double[] seconds = Rounds.Medians(MeasuredRounds, [.. passes.Select(p => (Action)(() => p()))]);
        for (int i = 0; i < engines.Length; i++)
        {
            Print($"  {what,-13} {engines[i],-10} {corpus.Bytes / seconds[i] / 1e9,6:F2} GB/s  {counts[i]} {unit}");
        }
    }

    private static Func<long> Anchors(Corpus corpus, AnchorScanner scanner)
    {
        var hits = new List<AnchorHit>();
        return () => corpus.Files.Sum(file =>
        {
            hits.Clear();
            scanner.Scan(file, hits);
            return (long)hits.Count;
        });
    }

    private static Func<long> Runs(Corpus corpus, ScanEngine engine)
    {
        var runs = new List<EncodedRun>();
        return () => corpus.Files.Sum(file =>
        {
            runs.Clear();
            EncodedRunFinder.Find(file, runs, engine);
            return (long)runs.Count;
        });
    }

    private static Anchor[] Read(string path) =>
        [.. File.ReadLines(path).Select(line => new Anchor(Encoding.ASCII.GetBytes(line[2..]), line[0] == 'i', AnchorForms.Bytes | AnchorForms.Utf16))];

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
