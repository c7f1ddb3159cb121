using System.Security.Cryptography;
using System.Text;
using ArtifactGate.Artifacts;
using ArtifactGate.Engine.Receipts;

namespace ArtifactGate.Engine.Tests.Receipts;

/// <summary>A receipt as a run would write it.</summary>
internal static class SampleReceipt
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public const string OwnRules = "sha256:own";

    public static Receipt Make() => new()
    {
        ToolVersion = "1.2.3",
        Started = Noon.AddMinutes(-1),
        Verified = Noon,
        RuleCount = 7,
        RulesDigest = OwnRules,
        Policies = [new PolicyReference("artifactgate.json", Sha("policy"), "repository")],
        Limits = new Limits { MaxDepth = 3, MaxTime = TimeSpan.FromSeconds(90) },
        Revision = "abc",
        CiRunId = null,
        KeyId = "documented:x",
        Artifacts =
        [
            new ReceiptArtifact("out/a.nupkg", Sha("a"), ArtifactForm.File, "nupkg", 1, new Coverage(5, 6, 2), 2),
            new ReceiptArtifact("publish", Sha("b"), ArtifactForm.Folder, "folder", 2, new Coverage(1, 2, 0), 0),
        ],
    };

    public static string Sha(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
