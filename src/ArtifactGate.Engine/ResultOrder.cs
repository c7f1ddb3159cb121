namespace ArtifactGate.Engine;

/// <summary>The one order of a result, so that the same bytes give the same report on any number of cores, in one run or in shards.</summary>
internal static class ResultOrder
{
    /// <summary>Artifacts by their paths.</summary>
    public static ArtifactResult[] Of(IEnumerable<ArtifactResult> artifacts) =>
        [.. artifacts.OrderBy(a => a.Path, StringComparer.Ordinal).ThenBy(a => a.Sha256, StringComparer.Ordinal)];

    /// <summary>Findings by artifact, path, offset and code.</summary>
    public static Finding[] Of(IEnumerable<Finding> findings) => [.. findings
        .OrderBy(f => f.Path.Artifact, StringComparer.Ordinal).ThenBy(f => f.Path.Inner, StringComparer.Ordinal)
        .ThenBy(f => f.Location.Offset).ThenBy(f => f.Rule.Code, StringComparer.Ordinal).ThenBy(f => f.Encoding, StringComparer.Ordinal)
        .ThenBy(f => f.Fingerprint, StringComparer.Ordinal).ThenBy(f => f.Location.Member, StringComparer.Ordinal)];

    /// <summary>Unread items by artifact, path and reason.</summary>
    public static UnreadItem[] Of(IEnumerable<UnreadItem> unread) => [.. unread
        .OrderBy(u => u.Path.Artifact, StringComparer.Ordinal).ThenBy(u => u.Path.Inner, StringComparer.Ordinal).ThenBy(u => u.Reason)];
}
