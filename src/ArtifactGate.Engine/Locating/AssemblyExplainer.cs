using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using ArtifactGate.Artifacts;
using ArtifactGate.Artifacts.Assemblies;
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
        if (!node.RandomAccess)
        {
            return matches;
        }

        try
        {
            using Stream? stream = ManagedImage.Open(node, out long shift);
            using PEReader? image = stream is null ? null : new PEReader(stream, PEStreamOptions.LeaveOpen);
            if (image is not { HasMetadata: true })
            {
                return matches;
            }

            var places = new AssemblyPlaces(image);
            Dictionary<long, AssemblyPlace> found = places.At([.. matches.Select(m => m.Offset - shift).Distinct()]);
            if (found.Count == 0)
            {
                return matches;
            }

            using DebugInformation? debug = DebugInformation.Find(image, node, run.Options.Provenance);
            var lines = new SourceLines(run, places.Metadata, debug);
            BlobContentId? awaited = debug is null ? DebugInformation.IdentityFor(image) : null;
            return [.. matches.Select(m => found.TryGetValue(m.Offset - shift, out AssemblyPlace? place)
                ? m with { Member = place.Member, Source = lines.Of(m, place), Awaits = awaited is { } identity ? new AwaitedSource(identity, place) : null } : m)];
        }
        catch (Exception failure) when (failure is BadImageFormatException or IOException or InvalidDataException or InvalidOperationException or OverflowException
            or ArgumentOutOfRangeException)
        {
            // The bytes were read and the findings stand; only the comfort of a line is lost. An address before the image is, to the framework's reader, a
            // mistake of whoever asks.
            return matches;
        }
    }
}
