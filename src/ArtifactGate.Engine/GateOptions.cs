using ArtifactGate.Engine.Caching;
using ArtifactGate.Engine.Comparing;
using ArtifactGate.Engine.Known;
using ArtifactGate.Engine.Sharding;

namespace ArtifactGate.Engine;

/// <summary>
/// Every knob of a run, once. The tool's options and the task's properties are maps onto these members; a test compares the lists.
/// </summary>
public sealed record GateOptions
{
    /// <summary>What to scan: files and folders, as the user wrote them. Globs are already resolved.</summary>
    public IReadOnlyList<ArtifactInput> Artifacts { get; init; } = [];

    /// <summary>The directory that relative paths and the policy search start from. Absolute.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>The policy file, or null to search upwards from <see cref="WorkingDirectory"/>.</summary>
    public string? Policy { get; init; }

    /// <summary>The base policy, which nothing else may relax; or null. As <see cref="Inputs.BasePolicyName"/> chooses it.</summary>
    public string? BasePolicy { get; init; }

    /// <summary>The environment that the policies may make a difference for (<c>pr</c>, <c>main</c>, <c>release</c>), or null. Nothing is concluded from where this runs.</summary>
    public string? Environment { get; init; }

    /// <summary>Whether the run sees everything that the policy is about, so that an allowance without use is stale.</summary>
    public bool Complete { get; init; }

    /// <summary>Files with the user's own rules, besides those that the policy names.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];

    /// <summary>From which verdict on findings fail the run; null leaves it to the policy.</summary>
    public FailOn? FailOn { get; init; }

    /// <summary>The limits given by the user; what is not given is left to the policy and the defaults.</summary>
    public GivenLimits? Limits { get; init; }

    /// <summary>The part of the artifacts to scan, when several runs share them; null for all.</summary>
    public Shard? Shard { get; init; }

    /// <summary>The report of an earlier run to compare with, or null. Changes no verdict.</summary>
    public PriorReport? Since { get; init; }

    /// <summary>What earlier runs, or earlier scans of the same build, found nothing in; or null. Policy, allowances and known values are always applied afresh.</summary>
    public CleanContents? Cache { get; init; }

    /// <summary>How many threads work; 0 for the number of processors.</summary>
    public int Jobs { get; init; }

    /// <summary>Whether values are kept aside for the text and JSON reports.</summary>
    public bool Reveal { get; init; }

    /// <summary>Whether the result lists every node that was opened, not only those with something in them.</summary>
    public bool Tree { get; init; }

    /// <summary>Whether values of secret environment variables are looked for, and of which besides those that the names tell.</summary>
    public KnownValueRequest KnownValues { get; init; } = KnownValueRequest.Default;

    /// <summary>The environment whose secrets are known values; null for none. Asked once, when the run begins.</summary>
    public Func<IReadOnlyDictionary<string, string>>? Variables { get; init; }

    /// <summary>The secret fingerprint key of the organisation (<c>ARTIFACTGATE_FINGERPRINT_KEY</c>), or null.</summary>
    public string? FingerprintKey { get; init; }

    /// <summary>The source revision to report, or null.</summary>
    public string? Revision { get; init; }

    /// <summary>The build system's run to report, or null.</summary>
    public string? CiRunId { get; init; }

    /// <summary>Whether this is a build, where unread content inside an artifact warns instead of making the run incomplete.</summary>
    public bool InBuild { get; init; }

    /// <summary>Where files of the artifacts come from, when the build knows.</summary>
    public IProvenance? Provenance { get; init; }

    /// <summary>Allowances of the build besides the policy file's.</summary>
    public IReadOnlyList<string> AllowedFingerprints { get; init; } = [];

    /// <summary>Today, for expiry dates.</summary>
    public required DateTimeOffset Now { get; init; }
}
