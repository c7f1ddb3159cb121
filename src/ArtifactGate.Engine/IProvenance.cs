using ArtifactGate.Artifacts;

namespace ArtifactGate.Engine;

/// <summary>Knows which file of the project became which part of an artifact. Given by the build; absent on the command line.</summary>
public interface IProvenance
{
    /// <summary>
    /// The absolute path of the file that became <paramref name="path"/>, or null. Asked with the outermost inner name: what is inside a
    /// container comes from the container's file.
    /// </summary>
    string? SourceOf(ArtifactPath path);

    /// <summary>The sentence that says which edit keeps the file out, or null for the general advice.</summary>
    string? FixFor(ArtifactPath path);
}
