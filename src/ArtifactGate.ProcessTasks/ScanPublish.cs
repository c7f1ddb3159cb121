namespace ArtifactGate.Tasks;

public sealed partial class ScanPublish
{
    private protected override IEnumerable<string> Products => Published();
}
