namespace ArtifactGate.Engine.Allowing;

/// <summary>What of a report is to be accepted, by whom, and in which file that is to stand.</summary>
public sealed record AllowRequest
{
    /// <summary>The JSON report, absolute.</summary>
    public required string Report { get; init; }

    /// <summary>Where the policy is searched from, absolute.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>The policy file to write, or null for the one that is found, or a new one in <see cref="WorkingDirectory"/>.</summary>
    public string? Policy { get; init; }

    /// <summary>The base policy, which must permit it; or null.</summary>
    public string? BasePolicy { get; init; }

    /// <summary>The secret fingerprint key of the organisation, or null.</summary>
    public string? FingerprintKey { get; init; }

    /// <summary>Codes: everything in the report that has one of them.</summary>
    public IReadOnlyList<string> Codes { get; init; } = [];

    /// <summary>Fingerprints of findings in the report.</summary>
    public IReadOnlyList<string> Fingerprints { get; init; } = [];

    /// <summary>Whether everything in the report is meant.</summary>
    public bool Baseline { get; init; }

    /// <summary>Why it is accepted.</summary>
    public required string Reason { get; init; }

    /// <summary>Who answers for it.</summary>
    public required string Owner { get; init; }

    /// <summary>The last day on which it holds, or null.</summary>
    public DateOnly? Expires { get; init; }

    /// <summary>Today.</summary>
    public required DateTimeOffset Now { get; init; }
}
