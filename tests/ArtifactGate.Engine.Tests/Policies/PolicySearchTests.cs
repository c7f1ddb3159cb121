using ArtifactGate.Engine.Policies;

namespace ArtifactGate.Engine.Tests.Policies;

public sealed class PolicySearchTests
{
    [Theory]
    [InlineData(".git/HEAD")]
    [InlineData(".git")]
    [InlineData("All.sln")]
    [InlineData("All.slnx")]
    public void The_policy_is_found_upwards_to_the_repository(string marker)
    {
        using var folder = new PolicyFolder();
        folder.Write($"repo/{marker}", "x");
        folder.Write("repo/artifactgate.json", """{"mode":"observe"}""");
        Directory.CreateDirectory(Path.Combine(folder.Root, "repo/src/App"));

        Policy policy = Load(folder, "repo/src/App");

        Assert.Equal(PolicyMode.Observe, policy.Mode);
        Assert.Equal("../../artifactgate.json", Assert.Single(policy.References).Path);
    }

    [Fact]
    public void The_nearest_policy_counts()
    {
        using var folder = new PolicyFolder();
        folder.Write("repo/All.sln", "x");
        folder.Write("repo/artifactgate.json", """{"mode":"observe"}""");
        folder.Write("repo/src/artifactgate.json", """{"mode":"warn"}""");
        Directory.CreateDirectory(Path.Combine(folder.Root, "repo/src/App"));

        Assert.Equal(PolicyMode.Warn, Load(folder, "repo/src/App").Mode);
    }

    [Fact]
    public void A_policy_above_the_repository_does_not_count()
    {
        using var folder = new PolicyFolder();
        folder.Write("artifactgate.json", """{"mode":"observe"}""");
        folder.Write("repo/.git/HEAD", "x");
        Directory.CreateDirectory(Path.Combine(folder.Root, "repo/src"));

        Assert.Empty(Load(folder, "repo/src").References);
    }

    [Fact]
    public void Without_a_repository_only_the_start_folder_counts()
    {
        using var folder = new PolicyFolder();
        folder.Write("artifactgate.json", """{"mode":"observe"}""");
        Directory.CreateDirectory(Path.Combine(folder.Root, "src"));

        Assert.Empty(Load(folder, "src").References);
        Assert.Single(Load(folder, ".").References);
    }

    [Fact]
    public void A_given_file_is_read_instead()
    {
        using var folder = new PolicyFolder();
        folder.Write("artifactgate.json", """{"mode":"observe"}""");
        folder.Write("eng/release.json", """{"mode":"warn"}""");

        Policy policy = Load(folder, ".", "eng/release.json");

        Assert.Equal(PolicyMode.Warn, policy.Mode);
        Assert.Equal("eng/release.json", Assert.Single(policy.References).Path);
    }

    [Theory]
    [InlineData("missing.json")]
    [InlineData(".")]
    [InlineData("a\0b")]
    public void A_given_file_that_cannot_be_read_is_an_error(string given)
    {
        using var folder = new PolicyFolder();

        Assert.Equal("AG0004", Assert.Throws<GateException>(() => Load(folder, ".", given)).Code);
    }

    [Fact]
    public void A_policy_inside_a_scanned_folder_does_not_count_and_that_is_said()
    {
        using var folder = new PolicyFolder();
        folder.Write("repo/.git/HEAD", "x");
        folder.Write("repo/artifactgate.json", """{"mode":"warn"}""");
        string inside = folder.Write("repo/publish/artifactgate.json", """{"mode":"observe"}""");
        string start = Path.Combine(folder.Root, "repo/publish");

        Policy policy = Policy.Load(PolicyFolder.Options() with { WorkingDirectory = start, Artifacts = [new ArtifactInput(".", start + "/")] });

        Assert.Equal(PolicyMode.Warn, policy.Mode);
        Notice notice = Assert.Single(policy.Notices());
        Assert.Equal(("AG0004", inside), (notice.Code, notice.File));
    }

    private static Policy Load(PolicyFolder folder, string start, string? given = null) =>
        Policy.Load(PolicyFolder.Options() with { WorkingDirectory = Path.GetFullPath(Path.Combine(folder.Root, start)), Policy = given });
}
