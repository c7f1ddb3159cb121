using ArtifactGate.Engine.Reports;
using ArtifactGate.Testing;

namespace ArtifactGate.Engine.Tests.Images;

/// <summary>Images that the tools of the trade made: umoci builds the layers, skopeo writes the archives.</summary>
public sealed class RealImageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("artifactgate-real-images-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("oci:layout:app", "layout", "oci-image")]
    [InlineData("oci-archive:image.tar:app", "image.tar", "oci-image")]
    [InlineData("docker-archive:image.tar:example/app:1", "image.tar", "docker-image")]
    public void A_key_that_a_later_layer_deleted_still_ships(string target, string artifact, string kind)
    {
        Assert.SkipWhen(new[] { "umoci", "skopeo", "openssl" }.Any(p => ProgramRun.Find(p) is null), "umoci, skopeo and openssl must be installed.");
        Build();
        if (!target.StartsWith("oci:", StringComparison.Ordinal))
        {
            Run("skopeo", "copy", "-q", "oci:layout:app", target);
        }

        GateResult result = new Gate().Run(new GateOptions
        {
            WorkingDirectory = _folder,
            Now = DateTimeOffset.UnixEpoch,
            Artifacts = [new ArtifactInput(artifact, Path.Combine(_folder, artifact))],
        });
        Assert.Equal(RunVerdict.Blocked, result.Verdict);
        Assert.Empty(result.Unread);
        Assert.Equal(kind, result.Artifacts[0].Kind);
        Finding finding = Assert.Single(result.Findings);
        Assert.EndsWith("!app/key.pem", finding.Path.Inner, StringComparison.Ordinal);
        Assert.StartsWith(finding.Details["layer"] + "!", finding.Path.Inner, StringComparison.Ordinal);
        Assert.Equal("COPY, history[0]", finding.Details["instruction"]);
        Assert.EndsWith(", layer 2 of 2 (RUN, history[1])", finding.Details["deletedIn"], StringComparison.Ordinal);
        using var text = new MemoryStream();
        ReportWriters.Find("text")!.Write(result, text);
        Assert.Matches(@"layer +1 of 2 of [^;]*made\s+by\s+COPY,\s+history\[0\];\s+deleted\s+in", System.Text.Encoding.UTF8.GetString(text.ToArray()));
    }

    private void Build()
    {
        Run("umoci", "init", "--layout", "layout");
        Run("umoci", "new", "--image", "layout:app");
        Run("umoci", "unpack", "--rootless", "--image", "layout:app", "first");
        string app = Directory.CreateDirectory(Path.Combine(_folder, "first", "rootfs", "app")).FullName;
        Run("openssl", "genrsa", "-out", Path.Combine(app, "key.pem"), "2048");
        Run("umoci", "repack", "--image", "layout:app", "--history.created_by", "COPY key.pem /app/key.pem # buildkit", "first");
        Run("umoci", "unpack", "--rootless", "--image", "layout:app", "second");
        File.Delete(Path.Combine(_folder, "second", "rootfs", "app", "key.pem"));
        Run("umoci", "repack", "--image", "layout:app", "--history.created_by", "RUN /bin/sh -c rm /app/key.pem # buildkit", "second");
    }

    private void Run(string program, params string[] arguments)
    {
        ProgramRun run = ProgramRun.Start(program, arguments, _folder);
        Assert.True(run.ExitCode == 0, run.Output);
    }
}
