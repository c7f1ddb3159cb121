using ArtifactGate.Artifacts;
using ArtifactGate.Engine.Known;

namespace ArtifactGate.Engine.Policies;

/// <summary>What a policy file says.</summary>
internal sealed record PolicyFile
{
    /// <summary>How far it goes.</summary>
    public PolicyMode Mode { get; init; }

    /// <summary>Severities of rules, the most exact first.</summary>
    public IReadOnlyList<RuleSeverity> Rules { get; init; } = [];

    /// <summary>What it accepts, in the order of the file.</summary>
    public IReadOnlyList<Allowance> Allowances { get; init; } = [];

    /// <summary>What unread content comes to, where it says so.</summary>
    public IReadOnlyDictionary<UnreadReason, Verdict> Unread { get; init; } = new Dictionary<UnreadReason, Verdict>();

    /// <summary>The limits, where it sets them.</summary>
    public Limits Limits { get; init; } = new();

    /// <summary>What it says of known values.</summary>
    public KnownValueRequest KnownValues { get; init; } = KnownValueRequest.Default;

    /// <summary>Files with the user's own rules, from the folder of the policy.</summary>
    public IReadOnlyList<string> RuleFiles { get; init; } = [];

    /// <summary>The salt of fingerprints, or null.</summary>
    public string? FingerprintSalt { get; init; }
}
