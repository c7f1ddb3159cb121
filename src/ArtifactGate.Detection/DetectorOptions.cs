namespace ArtifactGate.Detection;

/// <summary>What a <see cref="Detector"/> needs besides its rules.</summary>
public sealed record DetectorOptions
{
    /// <summary>Names values without telling them.</summary>
    public Fingerprinter Fingerprinter { get; init; } = new();

    /// <summary>Receives the values themselves, when the user asked to reveal them; else null.</summary>
    public RevealedValues? Reveal { get; init; }

    /// <summary>Values to look for besides what the rules describe: the secrets of this very build.</summary>
    public IReadOnlyCollection<KnownValue> KnownValues { get; init; } = [];
}
