using ArtifactGate.Artifacts;
using ArtifactGate.Detection;

namespace ArtifactGate.Engine.Tests.Results;

/// <summary>Results made by hand, as a run would make them.</summary>
internal static class Sample
{
    public static DateTimeOffset Now { get; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static TokenRule Rule(string code = "AG1001", string name = "github-pat", Evidence evidence = Evidence.Format) => new()
    {
        Code = code,
        Name = name,
        Title = "Sample access token",
        Issuer = "Sample",
        Kind = "access token",
        Risk = "Acts as its owner.",
        Revoke = "Delete it in the settings.",
        Reference = "https://example.org/tokens",
        Shape = Shape.Of("smpl_{base62:36}"),
        Evidence = evidence,
    };

    public static Finding Finding(string inner = "lib/net10.0/App.dll", Verdict verdict = Verdict.Block, string artifact = "out/App.1.0.0.nupkg") => new()
    {
        Rule = Rule(),
        Path = inner.Length == 0 ? new ArtifactPath(artifact) : inner.Split('!').Aggregate(new ArtifactPath(artifact), (path, name) => path.Inside(name)),
        Verdict = verdict,
        Evidence = Evidence.Proven,
        Encoding = "utf-16le",
        Location = new FindingLocation(1234),
        Fingerprint = "v1:abcdefghijklmnopqrstuvwxyz",
        Group = "v1:abcdefghijklmnopqrstuvwxyz",
        Preview = "smpl_…",
        Length = 41,
        Identity = new Identity("Sample", "access token"),
        Details = new Dictionary<string, string> { ["checksum"] = "valid" },
    };

    public static UnreadItem Unread(UnreadReason reason, Verdict verdict = Verdict.Block, string name = "inner.zip") =>
        new(new ArtifactPath("out/App.1.0.0.nupkg").Inside(name), reason, "no password is known", verdict);

    public static ArtifactResult Artifact(string path = "out/App.1.0.0.nupkg", string kind = "nupkg", RunVerdict verdict = RunVerdict.Passed) =>
        new(path, kind, new string('a', 64), 2048, verdict, new Coverage(12, 4096, 0));

    public static GateResult Result(RunVerdict verdict, params Finding[] findings) => new()
    {
        Verdict = verdict,
        ToolVersion = "0.1.0",
        RuleCount = 1,
        RulesDigest = "sha256:" + new string('b', 64),
        StartedUtc = Now,
        KeyId = "documented:abcdefgh",
        Artifacts = [Artifact(verdict: verdict)],
        Findings = findings,
        Seconds = 1.25,
    };
}
