using ArtifactGate.Artifacts;
using ArtifactGate.Engine.Receipts;
using ArtifactGate.Engine.Sharding;

namespace ArtifactGate.Engine.Merging;

/// <summary>What a report or a receipt says of its run, as far as runs must agree in it to be joined.</summary>
/// <param name="Name">The file, as the user wrote it.</param>
/// <param name="ToolVersion">The version of ArtifactGate.</param>
/// <param name="RulesDigest">The rule set.</param>
/// <param name="KeyId">The fingerprint key.</param>
/// <param name="Revision">The source revision, or null.</param>
/// <param name="Policies">The policy files.</param>
/// <param name="Environment">What the policy was asked to judge for, or null; a receipt does not say.</param>
/// <param name="Limits">What one artifact was allowed to cost.</param>
/// <param name="Shard">The set it had a part of, or null.</param>
/// <param name="Artifacts">What it scanned.</param>
internal sealed record MergePart(string Name, string ToolVersion, string RulesDigest, string KeyId, string? Revision, IReadOnlyList<PolicyReference> Policies,
    string? Environment, Limits? Limits, ShardedSet? Shard, IReadOnlyList<(string Name, string Sha256, ArtifactForm Form)> Artifacts)
{
    /// <summary>The part that a report is.</summary>
    public static MergePart Of(string name, GateResult report) => new(name, report.ToolVersion, report.RulesDigest, report.KeyId, report.Revision, report.Policies,
        report.Environment, report.Limits, report.Shard, [.. report.Artifacts.Select(a => (a.Path, a.Sha256, a.Form))]);

    /// <summary>The part that a receipt is.</summary>
    public static MergePart Of(string name, Receipt receipt) => new(name, receipt.ToolVersion, receipt.RulesDigest, receipt.KeyId, receipt.Revision, receipt.Policies,
        null, receipt.Limits, receipt.Shard, [.. receipt.Artifacts.Select(a => (a.Name, a.Sha256, a.Form))]);
}
