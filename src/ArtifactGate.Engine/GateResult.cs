using ArtifactGate.Artifacts;
using ArtifactGate.Engine.Caching;
using ArtifactGate.Engine.Comparing;
using ArtifactGate.Engine.Known;
using ArtifactGate.Engine.Sharding;

namespace ArtifactGate.Engine;

/// <summary>Everything a run came to, sorted, so that the same bytes give the same result on any number of cores.</summary>
public sealed record GateResult
{
    /// <summary>What the run came to.</summary>
    public required RunVerdict Verdict { get; init; }

    /// <summary>The version of ArtifactGate.</summary>
    public required string ToolVersion { get; init; }

    /// <summary>How many rules ran.</summary>
    public required int RuleCount { get; init; }

    /// <summary><c>sha256:</c> and the digest of the rule set.</summary>
    public required string RulesDigest { get; init; }

    /// <summary>When the run started.</summary>
    public required DateTimeOffset StartedUtc { get; init; }

    /// <summary>The source revision, from the environment of the build, or null.</summary>
    public string? Revision { get; init; }

    /// <summary>The run of the build system, or null.</summary>
    public string? CiRunId { get; init; }

    /// <summary>Which fingerprint key was used.</summary>
    public required string KeyId { get; init; }

    /// <summary>The environment that was asked for, or null.</summary>
    public string? Environment { get; init; }

    /// <summary>The policy files that judged.</summary>
    public IReadOnlyList<PolicyReference> Policies { get; init; } = [];

    /// <summary>What one artifact was allowed to cost; null where nothing was scanned.</summary>
    public Limits? Limits { get; init; }

    /// <summary>The set that the run had a part of; null when it had all of it.</summary>
    public ShardedSet? Shard { get; init; }

    /// <summary>The artifacts, in the order of their paths.</summary>
    public IReadOnlyList<ArtifactResult> Artifacts { get; init; } = [];

    /// <summary>The findings, by artifact, path, offset and code.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>What was not read, by artifact, path and reason.</summary>
    public IReadOnlyList<UnreadItem> Unread { get; init; } = [];

    /// <summary>Every node that was looked at, by artifact and path, when <see cref="GateOptions.Tree"/> asked for it; else null.</summary>
    public IReadOnlyList<OpenedNode>? Tree { get; init; }

    /// <summary>
    /// Notices that belong to the run and not to bytes: an allowance that expired (AG0005), a gate that only observes (AG0007).
    /// </summary>
    public IReadOnlyList<Notice> Notices { get; init; } = [];

    /// <summary>How the findings stand to an earlier run; null without one.</summary>
    public RunComparison? Since { get; init; }

    /// <summary>What a cache did; null without one.</summary>
    public CacheUse? Cache { get; init; }

    /// <summary>Which variables of the environment were looked for; null without such a search.</summary>
    public KnownValueReport? KnownValues { get; init; }

    /// <summary>Wall time of the run in seconds.</summary>
    public double Seconds { get; init; }

    /// <summary>Whether nothing must be stopped and everything was read, or the policy lets it pass.</summary>
    public bool Passed => Verdict is RunVerdict.Passed or RunVerdict.Observed;
}
