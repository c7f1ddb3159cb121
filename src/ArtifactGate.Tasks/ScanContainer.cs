using ArtifactGate.Engine;
using ArtifactGate.Tasks.Containers;

namespace ArtifactGate.Tasks;

public sealed partial class ScanContainer
{
    /// <inheritdoc/>
    protected override bool Scan()
    {
        if (ArchiveWritten && !File.Exists(Archive))
        {
            throw new GateException("AG0003", $"The image archive {Archive} was expected and is not there, so it could not be scanned.", ProjectFile);
        }

        var settings = new ImageSettings(this);
        (FileMap published, bool _) = Published(Items, StaticWebAssets);
        var provenance = new ContainerProvenance(ProjectFile, settings,
            new BuildProvenance(ProjectFile, published, null, new FileMap(), Advice(), isPack: false) { Project = Sources() }, ArchiveWritten ? (WorkingDirectory ?? "").Trim('/') : null, BaseImage);
        (GateResult _, bool failed) = RunGate(Artifacts(settings), provenance);
        if (failed)
        {
            OnFailure();
        }
        else if (ArchiveWritten)
        {
            Tasks.Quarantine.Forget(Archive!);
        }

        return !failed;
    }

    /// <inheritdoc/>
    protected override void OnFailure() => SetAside(string.IsNullOrEmpty(Archive) || !File.Exists(Archive) ? [] : [Archive]);

    private IEnumerable<ArtifactInput> Artifacts(ImageSettings settings)
    {
        if (ArchiveWritten)
        {
            return [Input(Archive!)];
        }

        var image = new ArtifactInput(Image, "", () => PlannedImage.Write(settings.All));
        return string.IsNullOrEmpty(Directory) ? [image] : [image, Input(Directory)];
    }
}
