using ArtifactGate.Artifacts.Registry;

namespace ArtifactGate.Engine;

/// <summary>One artifact to scan.</summary>
/// <param name="Name">As the user wrote it, with <c>/</c>; the report repeats it. <c>-</c> for standard input.</param>
/// <param name="Location">The absolute path of the file or folder; empty for anything else.</param>
/// <param name="Open">Opens a stream instead of a file: standard input. Read once.</param>
/// <param name="Image">An image in a registry instead of a file, resolved already. Whoever resolved it disposes it.</param>
public sealed record ArtifactInput(string Name, string Location, Func<Stream>? Open = null, RemoteImage? Image = null)
{
    /// <summary>What its digest is taken of.</summary>
    public ArtifactForm Form => Image is not null ? ArtifactForm.Image : Open is null && Directory.Exists(Location) ? ArtifactForm.Folder : ArtifactForm.File;
}
