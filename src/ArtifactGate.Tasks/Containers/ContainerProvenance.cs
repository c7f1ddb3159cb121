using ArtifactGate.Artifacts;
using ArtifactGate.Engine;

namespace ArtifactGate.Tasks.Containers;

/// <summary>Maps what is in an image back to the project: its configuration to items, the files of its last layer to what was published.</summary>
/// <param name="projectFile">Absolute.</param>
/// <param name="settings">What the project adds to the configuration.</param>
/// <param name="files">Where what is in the publish folder comes from.</param>
/// <param name="workingDirectory">The folder in the image that the publish folder becomes, without separators around it; null when an image archive is not meant.</param>
/// <param name="baseImage">What the image is made from.</param>
internal sealed class ContainerProvenance(string projectFile, ImageSettings settings, BuildProvenance files, string? workingDirectory, string? baseImage) : IProvenance
{
    private const string Configuration = "config";

    public SourceLocation? SourceOf(ArtifactPath path, string? member)
    {
        if (path.Segments.IsEmpty)
        {
            return null;
        }

        // In an archive the variables and arguments of the base image come first, so only labels are where they were planned. For the rest
        // the search for the value in the project file decides.
        return path.Segments[0] == Configuration ? Setting(member)?.Source ?? new SourceLocation(projectFile)
            : Published(path) is { } published ? files.SourceOf(published, member)
            : null;
    }

    public IReadOnlyList<string> CompiledInto(ArtifactPath path) =>
        !path.Segments.IsEmpty && path.Segments[0] != Configuration && Published(path) is { } published ? files.CompiledInto(published) : [];

    // The configuration names the items and properties that it is made of better than a search for the value.
    public IReadOnlyList<string> WrittenFrom(ArtifactPath path, SourceLocation? source) =>
        !path.Segments.IsEmpty && path.Segments[0] != Configuration && Published(path) is { } published ? files.WrittenFrom(published, source) : [];

    public SourceLocation Instead(SourceLocation written) => files.Instead(written);

    public string? FixAt(SourceLocation source) => files.FixAt(source);

    public string? FixFor(ArtifactPath path, string? member) =>
        path.Segments.IsEmpty ? null
        : path.Segments[0] == Configuration ? Setting(member)?.Fix ?? $"Take it out of the items and properties of {Path.GetFileName(projectFile)} that begin with Container, or choose another base image."
        : Published(path) is { } published ? files.FixFor(published, member)
        : $"It is in a layer of the base image{(string.IsNullOrEmpty(baseImage) ? "" : $" {baseImage}")}: build that one without it, or choose another with ContainerBaseImage.";

    private ImageSetting? Setting(string? member) =>
        workingDirectory is null || member?.StartsWith(ImageSettings.LabelPrefix, StringComparison.Ordinal) == true ? settings.Find(member) : null;

    // A publish folder is an artifact of its own before there is an archive; in one, its files lie in a layer, in the working directory.
    private ArtifactPath? Published(ArtifactPath path)
    {
        if (workingDirectory is null)
        {
            return path;
        }

        string prefix = workingDirectory + "/";
        if (path.Segments.Length < 2 || !path.Segments[1].StartsWith(prefix, StringComparison.Ordinal))
        {
            return null;
        }

        var published = new ArtifactPath(path.Artifact).Inside(path.Segments[1][prefix.Length..]);
        return files.SourceOf(published, null) is null ? null : path.Segments[2..].Aggregate(published, (p, s) => p.Inside(s));
    }
}
