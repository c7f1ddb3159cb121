using System.Globalization;
using ArtifactGate.Detection;

namespace ArtifactGate.Benchmarks;

/// <summary>The whole detector with the shipped rules over real files, window by window as the engine does it.</summary>
internal static class ScanBenchmark
{
    private const int Window = 256 * 1024;

    public static int Run(string[] args)
    {
        int rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 3;
        int known = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 0;
        var detector = new Detector(RuleBook.Default, new DetectorOptions { KnownValues = KnownValues(known) });
        foreach (Corpus corpus in Corpus.OfThisMachine())
        {
            bool isText = corpus.Name == "text";
            var matches = new List<Match>();
            var runs = new List<EncodedRun>();
            long matched = 0;
            double seconds = Rounds.Medians(rounds, () =>
            {
                matched = 0;
                foreach (byte[] file in corpus.Files)
                {
                    matches.Clear();
                    Scan(detector, file, isText, matches, runs);
                    matched += matches.Count;
                }
            })[0];
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{corpus.Name}: {corpus.Bytes / seconds / 1e9:F2} GB/s with {RuleBook.Default.Rules.Count} rules and {known} known values, {matched} matches"));
        }

        return 0;
    }

    // Values as build servers have them: most are tokens, some signed and long.
    private static KnownValue[] KnownValues(int count)
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        var random = new Random(1);
        return [.. Enumerable.Range(0, count).Select(i => KnownValue.Read($"TOKEN{i}", new string(random.GetItems<char>(Alphabet, i % 3 == 0 ? 900 : 40)), out _)!)];
    }

    private static void Scan(Detector detector, byte[] file, bool isText, List<Match> matches, List<EncodedRun> runs)
    {
        for (int owned = 0; owned < file.Length; owned += Window)
        {
            int start = Math.Max(0, owned - Detector.Lookbehind);
            int ownedEnd = Math.Min(file.Length, owned + Window);
            int end = Math.Min(file.Length, ownedEnd + Detector.Overlap);
            runs.Clear();
            detector.Scan(
                new ScanWindow
                {
                    Bytes = file.AsSpan(start..end),
                    Offset = start,
                    OwnedStart = owned - start,
                    OwnedEnd = ownedEnd - start,
                    IsText = isText,
                },
                matches,
                runs);
        }
    }
}
