namespace ArtifactGate.Engine;

/// <summary>From which verdict on findings fail the run.</summary>
public enum FailOn
{
    /// <summary>Blocking findings fail it.</summary>
    Block,

    /// <summary>Warnings fail it too.</summary>
    Warn,

    /// <summary>Nothing fails it; the run is observed.</summary>
    Never,
}
