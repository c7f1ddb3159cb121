namespace ArtifactGate.Artifacts;

/// <summary>How well a format fits a node; the best wins.</summary>
public enum Fit
{
    /// <summary>It is something else.</summary>
    None,

    /// <summary>A general container: zip, tar.</summary>
    Generic,

    /// <summary>Exactly this: nupkg, image archive.</summary>
    Exact,
}
