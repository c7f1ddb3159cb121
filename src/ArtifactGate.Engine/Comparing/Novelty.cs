namespace ArtifactGate.Engine.Comparing;

/// <summary>How a finding stands to an earlier run. Never changes what it does to the run.</summary>
public enum Novelty
{
    /// <summary>The earlier run found the same credential, and judged it at least as severely.</summary>
    Known,

    /// <summary>The earlier run found it and was milder: a rule, the policy or the date is another one.</summary>
    Raised,

    /// <summary>The earlier run looked at the very bytes of this artifact and did not find it: a rule or an opened format is new.</summary>
    NewRule,

    /// <summary>The earlier run did not see these bytes.</summary>
    NewContent,
}
