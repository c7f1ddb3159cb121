namespace ArtifactGate.Detection;

/// <summary>How sure a match is, weakest first, so that the stronger of two compares greater.</summary>
public enum Evidence
{
    /// <summary>Needs a keyword or label beside it; the value alone could be anything.</summary>
    Context,

    /// <summary>A distinctive shape that hardly anything else has.</summary>
    Format,

    /// <summary>A proof of 20 bits or more held, or a private key was parsed and is consistent.</summary>
    Proven,
}
