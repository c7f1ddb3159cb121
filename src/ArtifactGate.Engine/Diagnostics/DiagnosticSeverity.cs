namespace ArtifactGate.Engine.Diagnostics;

/// <summary>How a build log shows a diagnostic.</summary>
public enum DiagnosticSeverity
{
    /// <summary>Reported; does not stop anything by itself.</summary>
    Warning,

    /// <summary>This is why the run does not pass.</summary>
    Error,
}
