using ArtifactGate.Engine;

namespace ArtifactGate.Architecture.Tests;

/// <summary>The gate must pass what it is made of: rules, samples and tests hold no credential.</summary>
public sealed class SelfScanTests
{
    [Theory]
    [InlineData("src")]
    [InlineData("build")]
    [InlineData("tests")]
    [InlineData("eng")]
    [InlineData("README.md")]
    public void Our_own_files_pass(string name)
    {
        GateResult result = new Gate().Run(new GateOptions
        {
            WorkingDirectory = Repository.Root,
            Now = DateTimeOffset.UtcNow,
            Artifacts = [new ArtifactInput(name, Path.Combine(Repository.Root, name))],
        });

        // Values that an issuer publishes in its documentation are samples here like anywhere else.
        Assert.Empty(result.Findings.Where(f => f.Verdict != Verdict.Allowed).Select(f => $"{f.Rule.Code} {f.Path} {f.Location.Line} {f.Location.Member}"));
        Assert.Empty(result.Unread.Where(u => u.Reason is not Artifacts.UnreadReason.Changed and not Artifacts.UnreadReason.Empty).Select(u => $"{u.Reason} {u.Path}"));
    }
}
