using ArtifactGate.Detection;

namespace ArtifactGate.Engine.Policies;

/// <summary>Something the policy accepts: one credential by its fingerprint, or context findings of a rule at a path.</summary>
internal sealed record Allowance
{
    /// <summary>The fingerprint, or null for an allowance by rule and path.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>Codes of the rules, when it goes by rule and path.</summary>
    public Glob? Rule { get; init; }

    /// <summary>Inner paths, when it goes by rule and path.</summary>
    public Glob? Path { get; init; }

    /// <summary>The artifacts it holds for, or null for all.</summary>
    public Glob? Artifacts { get; init; }

    /// <summary>Why it is accepted.</summary>
    public string? Reason { get; init; }

    /// <summary>Who answers for it.</summary>
    public string? Owner { get; init; }

    /// <summary>When it was made.</summary>
    public DateOnly? Created { get; init; }

    /// <summary>The last day on which it holds, in UTC; null for ever.</summary>
    public DateOnly? Expires { get; init; }

    /// <summary>The line in the policy file.</summary>
    public int Line { get; init; }

    /// <summary>What it covers, for messages.</summary>
    public string Subject => Fingerprint ?? $"{Rule?.Pattern} at {Path?.Pattern}";

    /// <summary>Whether it is over.</summary>
    public bool IsExpired(DateOnly today) => Expires < today;

    /// <summary>
    /// Whether it accepts a finding. A glob says "such things, there" without anybody having looked at the value; that is enough for
    /// what only its surroundings make suspicious, and never for a credential that is recognised by its format or proven.
    /// </summary>
    public bool Covers(Finding finding)
    {
        if (Artifacts is not null && !Artifacts.IsPathMatch(finding.Path.Artifact))
        {
            return false;
        }

        if (Fingerprint is not null)
        {
            return Fingerprint == finding.Fingerprint;
        }

        string path = finding.Path.Segments.IsEmpty ? finding.Path.Name : finding.Path.Inner;
        return finding.Evidence == Evidence.Context && Rule!.IsMatch(finding.Rule.Code) && Path!.IsPathMatch(path);
    }
}
