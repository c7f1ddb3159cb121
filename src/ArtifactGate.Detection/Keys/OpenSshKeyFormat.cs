using ArtifactGate.Detection.Keys.Samples;

namespace ArtifactGate.Detection.Keys;

/// <summary>Private keys of OpenSSH.</summary>
internal sealed class OpenSshKeyFormat : ArmoredKeyFormat
{
    public override IReadOnlyList<string> Labels { get; } = ["OPENSSH PRIVATE KEY"];

    public override string Sample(Random random) => Write(Labels[0], SampleKeys.OpenSsh(random), 70);

    protected override KeyFacts? Parse(PemHeaders headers, ReadOnlySpan<byte> body, bool cut, Effort effort) =>
        OpenSshKey.TryParse(body) ?? (PrivateKeyParser.TryParse(body, effort, out KeyFacts facts, out _) ? facts : null);
}
