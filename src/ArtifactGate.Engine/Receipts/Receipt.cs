using ArtifactGate.Artifacts;
using ArtifactGate.Engine.Sharding;

namespace ArtifactGate.Engine.Receipts;

/// <summary>What a run that passed states of the bytes it looked at: which, by which rules, under which policy, and how completely.</summary>
public sealed record Receipt
{
    /// <summary>The version of ArtifactGate.</summary>
    public required string ToolVersion { get; init; }

    /// <summary>When the run began.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>When it was done.</summary>
    public required DateTimeOffset Verified { get; init; }

    /// <summary>How many rules ran.</summary>
    public required long RuleCount { get; init; }

    /// <summary><c>sha256:</c> and the digest of the rule set.</summary>
    public required string RulesDigest { get; init; }

    /// <summary>The policy files that judged.</summary>
    public IReadOnlyList<PolicyReference> Policies { get; init; } = [];

    /// <summary>What one artifact was allowed to cost.</summary>
    public required Limits Limits { get; init; }

    /// <summary>The set that the run had a part of; null when it had all of it.</summary>
    public ShardedSet? Shard { get; init; }

    /// <summary>The result for everybody who reads verification summaries: <c>PASSED</c>.</summary>
    public string Result { get; init; } = ReceiptTerms.Passed;

    /// <summary>The verdict of the run: <c>passed</c>.</summary>
    public string Verdict { get; init; } = ReceiptTerms.VerdictPassed;

    /// <summary>The source revision, or null.</summary>
    public string? Revision { get; init; }

    /// <summary>The run of the build system, or null.</summary>
    public string? CiRunId { get; init; }

    /// <summary>Which fingerprint key was used.</summary>
    public required string KeyId { get; init; }

    /// <summary>The artifacts, by name and digest.</summary>
    public required IReadOnlyList<ReceiptArtifact> Artifacts { get; init; }

    /// <summary>The receipt of a run, or null for one that did not pass: neither what it observed nor what it could not read is vouched for.</summary>
    public static Receipt? Of(GateResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        bool something = result.Artifacts.Count > 0 || result.Shard is not null;
        return !something || result is not { Verdict: RunVerdict.Passed, Limits: { } limits } ? null : new Receipt
        {
            ToolVersion = result.ToolVersion,
            Started = Second(result.StartedUtc),
            Verified = Second(result.StartedUtc.AddSeconds(result.Seconds)),
            RuleCount = result.RuleCount,
            RulesDigest = result.RulesDigest,
            Policies = result.Policies,
            Limits = limits,
            Shard = result.Shard,
            Revision = result.Revision,
            CiRunId = result.CiRunId,
            KeyId = result.KeyId,
            Artifacts = [.. result.Artifacts
                .Select(a => new ReceiptArtifact(a.Path, a.Sha256, a.Form, a.Kind, a.Size, a.Coverage, a.Tolerated))
                .OrderBy(a => a.Name, StringComparer.Ordinal).ThenBy(a => a.Sha256, StringComparer.Ordinal)],
        };
    }

    // A statement has whole seconds.
    private static DateTimeOffset Second(DateTimeOffset moment) => DateTimeOffset.FromUnixTimeSeconds(moment.ToUnixTimeSeconds());
}
