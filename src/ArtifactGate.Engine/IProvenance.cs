using ArtifactGate.Artifacts;

namespace ArtifactGate.Engine;

/// <summary>Knows which file of the project became which part of an artifact. Given by the build; absent on the command line.</summary>
public interface IProvenance
{
    /// <summary>
    /// The file that became <paramref name="path"/>, absolute, or null; with a line where the build knows it better than a search for the value
    /// in the file. Asked with the outermost inner name: what is inside a container comes from the container's file.
    /// </summary>
    /// <param name="path">The node.</param>
    /// <param name="member">The place in it that has a name: <c>Env[2]</c>; else null.</param>
    SourceLocation? SourceOf(ArtifactPath path, string? member);

    /// <summary>
    /// The files that were compiled into <paramref name="path"/>, absolute: searched for the value where nothing else tells its line. None by default.
    /// </summary>
    /// <param name="path">The node.</param>
    IReadOnlyList<string> CompiledInto(ArtifactPath path) => [];

    /// <summary>
    /// The files, absolute, from which the build itself wrote <paramref name="path"/> or a file that is its source: they are searched for the value, and where
    /// it stands is its source. None by default.
    /// </summary>
    /// <param name="path">The node.</param>
    /// <param name="source">Its source as far as it is known, with a line where the value stands in it; else null.</param>
    IReadOnlyList<string> WrittenFrom(ArtifactPath path, SourceLocation? source) => [];

    /// <summary>The place to name for a value that stands in none of the files that something is written from: by default what is written.</summary>
    /// <param name="written">Where it stands in what is written.</param>
    SourceLocation Instead(SourceLocation written) => written;

    /// <summary>The sentence that says which edit keeps it out of what the build writes, or null for that of <see cref="FixFor"/>.</summary>
    /// <param name="source">Where it stands, in one of the files that something is written from; or what <see cref="Instead"/> names, when it stands in none of them.</param>
    string? FixAt(SourceLocation source) => null;

    /// <summary>The sentence that says which edit keeps it out, or null for the general advice.</summary>
    /// <param name="path">The node.</param>
    /// <param name="member">The place in it that has a name; else null.</param>
    string? FixFor(ArtifactPath path, string? member);
}
