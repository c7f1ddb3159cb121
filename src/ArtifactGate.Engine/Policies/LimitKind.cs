using ArtifactGate.Artifacts;

namespace ArtifactGate.Engine.Policies;

/// <summary>One of the limits, so that all are compared alike.</summary>
/// <param name="Member">Its name in the policy.</param>
/// <param name="Reason">The reason under which what lies beyond is unread.</param>
/// <param name="Of">How much it is; no limit is more than any.</param>
/// <param name="IsGiven">Whether it is given.</param>
internal sealed record LimitKind(string Member, UnreadReason Reason, Func<Limits, long> Of, Func<GivenLimits, bool> IsGiven)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<LimitKind> All { get; } =
    [
        new("maxDepth", UnreadReason.Depth, l => l.MaxDepth, g => g.MaxDepth is not null),
        new("maxEntries", UnreadReason.Entries, l => l.MaxEntries, g => g.MaxEntries is not null),
        new("maxBytes", UnreadReason.Size, l => l.MaxBytes, g => g.MaxBytes is not null),
        new("maxRatio", UnreadReason.Ratio, l => l.MaxRatio, g => g.MaxRatio is not null),
        new("maxTime", UnreadReason.Time, l => l.MaxTime?.Ticks ?? long.MaxValue, g => g.MaxTime is not null),
        new("maxSpool", UnreadReason.Spool, l => l.MaxSpool, g => g.MaxSpool is not null),
    ];
}
