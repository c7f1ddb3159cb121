namespace ArtifactGate.Tasks;

public sealed partial class ScanContainer
{
    private protected override IEnumerable<string> Products => string.IsNullOrEmpty(Archive) ? [] : [Archive!];
}
