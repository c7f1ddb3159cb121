namespace ArtifactGate.Artifacts;

/// <summary>How well a format fits a node; the best wins.</summary>
public enum Fit
{
    /// <summary>It is something else.</summary>
    None,

    /// <summary>Nothing but its name says so; anything that the content says is better.</summary>
    Named,

    /// <summary>
    /// Its first bytes do not tell, and the node can only be read forward: the walker makes it readable in any order and asks again.
    /// </summary>
    Perhaps,

    /// <summary>A general container: zip, tar.</summary>
    Generic,

    /// <summary>Exactly this: nupkg, image archive.</summary>
    Exact,
}
