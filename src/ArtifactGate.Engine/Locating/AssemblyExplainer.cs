using System.Reflection.PortableExecutable;
using ArtifactGate.Artifacts;
using ArtifactGate.Engine.Walking;

namespace ArtifactGate.Engine.Locating;

/// <summary>
/// Adds member and source line to the matches in an assembly: which structure of the metadata the bytes belong to, which code uses it,
/// and what the debug information says of that code. Asked only for assemblies with matches.
/// </summary>
internal static class AssemblyExplainer
{
    /// <summary>The matches, explained as far as metadata and debug information tell.</summary>
    public static IReadOnlyList<PlacedMatch> Explain(GateRun run, ContentNode node, IReadOnlyList<PlacedMatch> matches)
    {
        if (!node.RandomAccess || !IsExecutable(node))
        {
            return matches;
        }

        try
        {
            using Stream stream = node.Open();
            using var image = new PEReader(stream, PEStreamOptions.LeaveOpen);
            if (!image.HasMetadata)
            {
                return matches;
            }

            var places = new AssemblyPlaces(image);
            Dictionary<long, AssemblyPlace> found = places.At([.. matches.Select(m => m.Offset).Distinct()]);
            if (found.Count == 0)
            {
                return matches;
            }

            using DebugInformation? debug = DebugInformation.Find(image, node, run.Options.Provenance);
            var lines = new SourceLines(run, places, debug);
            return [.. matches.Select(m => found.TryGetValue(m.Offset, out AssemblyPlace? place) ? m with { Member = place.Member, Source = lines.Of(m, place) } : m)];
        }
        catch (Exception failure) when (failure is BadImageFormatException or IOException or InvalidOperationException or OverflowException)
        {
            // The bytes were read and the findings stand; only the comfort of a line is lost.
            return matches;
        }
    }

    private static bool IsExecutable(ContentNode node)
    {
        using Stream stream = node.Open();
        Span<byte> magic = stackalloc byte[2];
        return stream.ReadAtLeast(magic, 2, throwOnEndOfStream: false) == 2 && magic.SequenceEqual("MZ"u8);
    }
}
