using ArtifactGate.Artifacts;

namespace ArtifactGate.Engine.Tests.Results;

/// <summary>A result in which every text that can come from outside is meant to do harm.</summary>
internal static class HostileResult
{
    /// <summary>Line breaks, terminal escapes, commands to build agents, markup, characters that reorder or hide text, half a surrogate pair.</summary>
    public const string Name =
        "a\r\n::error::x\n##vso[task.complete result=Succeeded;]y\u001b[2J\u009b31m\u202e\u2028<script>alert(1)</script>\"'&]]>|`*_[x](javascript:y)@z;,]=%0A\ud800\u200b\ufffe\0 error AG1: b";

    public static GateResult Make(RunVerdict verdict = RunVerdict.Blocked)
    {
        ArtifactPath path = new ArtifactPath("out/" + Name).Inside(Name).Inside("x!" + Name);
        Finding finding = Sample.Finding() with
        {
            Path = path,
            Location = new FindingLocation(1, 2, 3, Name),
            Identity = new Detection.Identity("Sample", "token", Name, Name),
            Details = new Dictionary<string, string> { [Name] = Name, ["public"] = Name },
            Fix = Name,
            Encoding = "utf-8",
        };
        return Sample.Result(
            verdict,
            finding,
            finding with { Source = new SourceLocation(Name, 4, 5) },
            finding with { Verdict = Verdict.Warn, Fingerprint = "v1:2" },
            finding with { Verdict = Verdict.Allowed, Allowance = Name }) with
        {
            Artifacts = [Sample.Artifact("out/" + Name, Name, verdict), Sample.Artifact("other", "folder", verdict)],
            Unread = [new UnreadItem(path, UnreadReason.Corrupt, Name, Verdict.Block), new UnreadItem(path, UnreadReason.Size, Name, Verdict.Warn)],
            Notices = [new Notice("AG0005", Name, Name)],
            Policies = [new PolicyReference(Name, new string('c', 64), "repository")],
            Revision = Name,
            CiRunId = Name,
        };
    }
}
