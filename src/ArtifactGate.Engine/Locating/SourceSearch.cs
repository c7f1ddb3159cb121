using System.Collections.Concurrent;
using ArtifactGate.Artifacts;
using ArtifactGate.Artifacts.Memory;
using ArtifactGate.Detection;
using ArtifactGate.Engine.Walking;

namespace ArtifactGate.Engine.Locating;

/// <summary>
/// Finds the line of a source file that holds a credential met in an artifact: the file is scanned as the artifact was, and the match of the same
/// value is the place. This holds also when the file was transformed on its way. A file is scanned once in a run, however many credentials came
/// from it.
/// </summary>
/// <param name="detector">The detector of the run.</param>
/// <param name="formats">The formats of the run.</param>
/// <param name="limits">Its limits, for each file.</param>
/// <param name="batches">Its room for decoded runs.</param>
/// <param name="cancellation">A run that was stopped reports what it has, and looks for no lines.</param>
internal sealed class SourceSearch(Detector detector, FormatBook formats, Limits limits, ConcurrentBag<DecodedBatch> batches,
    CancellationToken cancellation)
{
    /// <summary>Source files larger than this are named without a line.</summary>
    private const int LargestSource = 8 << 20;

    // Memory of its own, and little: others wait for a file that is being searched, and must not do so while it waits for theirs.
    private const long MostMemory = 8L << 20;

    private const int HeadLength = 4096;

    private readonly ConcurrentDictionary<string, Lazy<IReadOnlyList<SourceMatch>>> _files = new(StringComparer.Ordinal);

    /// <summary>Line and column of a match, or nulls when the file does not hold its value as text.</summary>
    /// <param name="file">Absolute path of the source.</param>
    /// <param name="match">The match in the artifact.</param>
    /// <param name="line">The line in the artifact, to choose among several.</param>
    public (int? Line, int? Column) Find(string file, Match match, int? line)
    {
        IReadOnlyList<SourceMatch> all = _files.GetOrAdd(file, f => new(() => MatchesIn(f))).Value;
        return all.Where(m => m.Rule == match.Rule.Code && m.Likeness == match.Likeness).MinBy(m => Math.Abs(m.Line - (line ?? 0))) is { } found
            ? (found.Line, found.Column) : (null, null);
    }

    private IReadOnlyList<SourceMatch> MatchesIn(string file)
    {
        byte[] bytes;
        try
        {
            if (cancellation.IsCancellationRequested || new FileInfo(file) is not { Exists: true, Length: <= LargestSource })
            {
                return [];
            }

            bytes = File.ReadAllBytes(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The artifact was read; only the comfort of a line is lost.
            return [];
        }

        var found = new SourceMatches();
        if (TextKind.IsText(bytes.AsSpan(0, Math.Min(bytes.Length, HeadLength))))
        {
            var node = new ContentNode(new ArtifactPath(Path.GetFileName(file)), () => new MemoryStream(bytes, writable: false)) { Length = bytes.Length, RandomAccess = true };
            var memory = new MemoryAccount(new SharedMemory(), MostMemory, () => { });
            new Walker(detector, formats, new Budget(limits, memory, CancellationToken.None), batches, found).Visit(node, 0, null, []);
        }

        Array.Clear(bytes);
        return found.All;
    }
}
