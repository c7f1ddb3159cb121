namespace ArtifactGate.Tasks;

public sealed partial class ScanPackages
{
    private protected override IEnumerable<string> Products => PackOutput.Select(o => o.GetMetadata("FullPath"))
        .Where(p => p.EndsWith(".nupkg", StringComparison.OrdinalIgnoreCase) || p.EndsWith(".snupkg", StringComparison.OrdinalIgnoreCase));
}
