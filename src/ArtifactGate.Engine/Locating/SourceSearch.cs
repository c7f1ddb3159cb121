using ArtifactGate.Detection;
using ArtifactGate.Engine.Walking;

namespace ArtifactGate.Engine.Locating;

/// <summary>
/// Finds the line of a source file that holds a credential met in an artifact: the file is scanned with the same detector, and the match
/// with the same fingerprint is the place. This holds also when the file was transformed on its way.
/// </summary>
internal static class SourceSearch
{
    /// <summary>Source files larger than this are named without a line.</summary>
    private const int LargestSource = 8 << 20;

    /// <summary>Line and column of the match, or nulls when the file does not hold it as text.</summary>
    /// <param name="detector">The detector of the run.</param>
    /// <param name="file">Absolute path of the source.</param>
    /// <param name="fingerprint">The match's fingerprint; null for guessable values, which are compared by rule and line.</param>
    /// <param name="rule">The rule that matched.</param>
    /// <param name="line">The line in the artifact, to choose among several.</param>
    public static (int? Line, int? Column) Find(Detector detector, string file, string? fingerprint, Rule rule, int? line)
    {
        byte[] bytes;
        try
        {
            if (new FileInfo(file) is not { Exists: true, Length: <= LargestSource })
            {
                return (null, null);
            }

            bytes = File.ReadAllBytes(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The artifact was read; only the comfort of a line is lost.
            return (null, null);
        }

        ReadOnlySpan<byte> head = bytes.AsSpan(0, Math.Min(bytes.Length, 4096));
        if (!TextKind.IsText(head))
        {
            return (null, null);
        }

        List<Match> matches = MatchesIn(detector, file, bytes, head);
        var lines = new LineTracker(head);
        var places = matches.Where(m => m.Rule == rule && m.Fingerprint == fingerprint)
            .Select(m => lines.At(bytes.AsSpan(0, (int)m.Offset), atStart: true)).ToList();
        Array.Clear(bytes);
        return places.Count == 0 ? (null, null) : places.OrderBy(p => Math.Abs(p.Line - (line ?? 0))).First();
    }

    private static List<Match> MatchesIn(Detector detector, string file, byte[] bytes, ReadOnlySpan<byte> head)
    {
        var matches = new List<Match>();
        detector.Scan(new ScanWindow { Bytes = bytes, OwnedEnd = bytes.Length, IsText = true }, matches);
        foreach (ContentRule rule in detector.ContentRulesFor(head, Path.GetFileName(file)).Where(r => bytes.Length <= r.MaxContent))
        {
            // What the rule could not understand was reported where the artifact was read.
            _ = detector.Examine(rule, bytes, Path.GetFileName(file), matches);
        }

        return matches;
    }
}
