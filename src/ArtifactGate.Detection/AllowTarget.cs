namespace ArtifactGate.Detection;

/// <summary>What the expressions of an <see cref="AllowList"/> are compared with.</summary>
public enum AllowTarget
{
    /// <summary>The value.</summary>
    Secret,

    /// <summary>The whole match.</summary>
    Match,

    /// <summary>The line that the match stands in; all lines of a match that goes over several.</summary>
    Line,
}
