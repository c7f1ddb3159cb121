namespace ArtifactGate.Artifacts;

/// <summary>How much one artifact may cost. Reaching a limit makes the rest unread; it is never silently fine.</summary>
public sealed record Limits
{
    /// <summary>Containers inside containers.</summary>
    public int MaxDepth { get; init; } = 16;

    /// <summary>Nodes in one artifact.</summary>
    public long MaxEntries { get; init; } = 2_000_000;

    /// <summary>Bytes read in one artifact, decompressed.</summary>
    public long MaxBytes { get; init; } = 256L << 30;

    /// <summary>Decompressed over compressed bytes of one node, once <see cref="RatioFloor"/> bytes came out of it.</summary>
    public int MaxRatio { get; init; } = 1000;

    /// <summary>Bytes of one node below which its ratio is not looked at.</summary>
    public long RatioFloor { get; init; } = 256L << 20;

    /// <summary>Time for one artifact; null for no limit.</summary>
    public TimeSpan? MaxTime { get; init; }

    /// <summary>Bytes of temporary files at one time.</summary>
    public long MaxSpool { get; init; } = 2L << 30;
}
