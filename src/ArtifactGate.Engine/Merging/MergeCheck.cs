using System.Globalization;
using ArtifactGate.Engine.Sharding;

namespace ArtifactGate.Engine.Merging;

/// <summary>
/// Whether runs may be joined to one: none is missing, none is there twice, and all judged alike. Every shard states the digest of the whole set, so
/// what the shards scanned together must come to that digest again.
/// </summary>
internal static class MergeCheck
{
    private const int Shown = 5;

    /// <summary>Every reason not to join them, each as a sentence.</summary>
    public static IReadOnlyList<string> Complaints(IReadOnlyList<MergePart> parts)
    {
        string[] different = [.. Differences(parts)];
        return different.Length > 0 ? different
            : parts.Any(p => p.Shard is not null) ? [.. Shards(parts)]
            : [.. Overlaps(parts)];
    }

    /// <summary>Which shards of a set are missing, as a sentence; null when all are there.</summary>
    public static string? Missing(ShardedSet set, IEnumerable<int> there)
    {
        int[] missing = [.. Enumerable.Range(1, set.Shard.Count).Except(there)];
        return missing.Length == 0 ? null : $"{(missing.Length == 1 ? "Shard" : "Shards")} {Some(missing.Select(m => m.ToString(CultureInfo.InvariantCulture)))} of "
            + $"{set.Shard.Count.ToString(CultureInfo.InvariantCulture)} {(missing.Length == 1 ? "is" : "are")} missing; add what {(missing.Length == 1 ? "it" : "they")} wrote.";
    }

    private static IEnumerable<string> Differences(IReadOnlyList<MergePart> parts) =>
    [
        .. Differ(parts, "version of ArtifactGate", p => p.ToolVersion),
        .. Differ(parts, "rule set", p => p.RulesDigest),
        .. Differ(parts, "fingerprint key", p => p.KeyId),
        .. Differ(parts, "revision", p => p.Revision ?? "none"),
        .. Differ(parts, "policy", p => p.Policies.Count == 0 ? "none" : string.Join(", ", p.Policies.Select(r => $"{r.Role} sha256:{r.Sha256}"))),
        .. Differ(parts, "environment", p => p.Environment ?? "none"),
        .. Differ(parts, "limits", p => p.Limits?.ToString() ?? "none"),
        .. Differ(parts, "number of shards", p => p.Shard is null ? "no shard" : p.Shard.Shard.Count.ToString(CultureInfo.InvariantCulture)),
        .. Differ(parts, "set of artifacts", p => p.Shard?.Digest ?? "no shard"),
    ];

    // The first is the measure, whichever it is.
    private static IEnumerable<string> Differ(IReadOnlyList<MergePart> parts, string what, Func<MergePart, string> value) =>
        parts.FirstOrDefault(p => value(p) != value(parts[0])) is { } other
            ? [$"'{other.Name}' has another {what} than '{parts[0].Name}' ({value(other)}, not {value(parts[0])}); only runs that judge alike can be joined."]
            : [];

    private static IEnumerable<string> Shards(IReadOnlyList<MergePart> parts)
    {
        ShardedSet set = parts[0].Shard!;
        foreach (IGrouping<int, MergePart> same in parts.GroupBy(p => p.Shard!.Shard.Index).Where(g => g.Count() > 1))
        {
            yield return $"Shard {same.First().Shard!.Shard} is there more than once: {Some(same.Select(p => $"'{p.Name}'"))}.";
        }

        foreach (MergePart part in parts)
        {
            if (part.Artifacts.Where(a => a.Sha256.Length == 0 || ShardedSet.IndexOf(a.Sha256, set.Shard.Count) != part.Shard!.Shard.Index)
                .Select(a => a.Name).FirstOrDefault() is { } stray)
            {
                yield return $"'{part.Name}' lists '{stray}', which by its digest is not in shard {part.Shard!.Shard}.";
            }
        }

        if (Missing(set, parts.Select(p => p.Shard!.Shard.Index)) is { } missing)
        {
            yield return missing;
        }
        else if (ShardedSet.DigestOf(parts.SelectMany(p => p.Artifacts).Select(a => (a.Sha256, a.Form))) != set.Digest)
        {
            yield return $"The shards together scanned {parts.Sum(p => p.Artifacts.Count).ToString(CultureInfo.InvariantCulture)} artifacts, which are not the "
                + $"{set.Artifacts.ToString(CultureInfo.InvariantCulture)} that each of them knows of; scan the set again.";
        }
    }

    private static IEnumerable<string> Overlaps(IReadOnlyList<MergePart> parts)
    {
        foreach (var same in parts.SelectMany(p => p.Artifacts.Select(a => (Part: p.Name, Artifact: a.Name))).GroupBy(a => a.Artifact).Where(g => g.Count() > 1).Take(Shown))
        {
            yield return $"'{same.Key}' is in more than one of them: {Some(same.Select(a => $"'{a.Part}'"))}.";
        }
    }

    private static string Some(IEnumerable<string> items)
    {
        string[] all = [.. items];
        return string.Join(", ", all.Take(Shown)) + (all.Length > Shown ? string.Create(CultureInfo.InvariantCulture, $" and {all.Length - Shown} more") : "");
    }
}
