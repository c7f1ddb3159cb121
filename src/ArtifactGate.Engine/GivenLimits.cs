using ArtifactGate.Artifacts;

namespace ArtifactGate.Engine;

/// <summary>Limits that somebody gave, each by itself: what is null is left to whoever is asked next.</summary>
public sealed record GivenLimits
{
    /// <summary>A <see cref="MaxTime"/> that says that there is no limit.</summary>
    public static readonly TimeSpan NoTime = Timeout.InfiniteTimeSpan;

    /// <summary>Containers inside containers.</summary>
    public int? MaxDepth { get; init; }

    /// <summary>Nodes in one artifact.</summary>
    public long? MaxEntries { get; init; }

    /// <summary>Bytes read in one artifact, decompressed.</summary>
    public long? MaxBytes { get; init; }

    /// <summary>Decompressed over compressed bytes of one node.</summary>
    public int? MaxRatio { get; init; }

    /// <summary>Bytes of one node below which its ratio is not looked at.</summary>
    public long? RatioFloor { get; init; }

    /// <summary>Time for one artifact; <see cref="NoTime"/> for no limit.</summary>
    public TimeSpan? MaxTime { get; init; }

    /// <summary>Bytes of temporary files at one time.</summary>
    public long? MaxSpool { get; init; }

    /// <summary>All limits at once.</summary>
    public static implicit operator GivenLimits?(Limits? limits) => limits is null ? null : FromLimits(limits);

    /// <summary>All limits at once.</summary>
    public static GivenLimits FromLimits(Limits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        return new GivenLimits
        {
            MaxDepth = limits.MaxDepth,
            MaxEntries = limits.MaxEntries,
            MaxBytes = limits.MaxBytes,
            MaxRatio = limits.MaxRatio,
            RatioFloor = limits.RatioFloor,
            MaxTime = limits.MaxTime ?? NoTime,
            MaxSpool = limits.MaxSpool,
        };
    }

    /// <summary>The limits, with these in the place of those that are given.</summary>
    public Limits Over(Limits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        return limits with
        {
            MaxDepth = MaxDepth ?? limits.MaxDepth,
            MaxEntries = MaxEntries ?? limits.MaxEntries,
            MaxBytes = MaxBytes ?? limits.MaxBytes,
            MaxRatio = MaxRatio ?? limits.MaxRatio,
            RatioFloor = RatioFloor ?? limits.RatioFloor,
            MaxTime = MaxTime is { } time ? (time == NoTime ? null : time) : limits.MaxTime,
            MaxSpool = MaxSpool ?? limits.MaxSpool,
        };
    }
}
