using ArtifactGate.Engine.Caching;
using ArtifactGate.Testing;

namespace ArtifactGate.Engine.Tests;

/// <summary>An image that is made of a publish folder that the same build has scanned: its assemblies are not opened again.</summary>
public sealed class PublishedImageTests : IDisposable
{
    private static readonly byte[] Assembly = File.ReadAllBytes(typeof(Testing.Formats.ZipBuilder).Assembly.Location);

    private readonly string _folder = Directory.CreateTempSubdirectory("artifactgate-published-").FullName;
    private readonly BuildMemory _memory = new();

    public PublishedImageTests()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "publish"));
        File.WriteAllBytes(Path.Combine(_folder, "publish", "App.dll"), Assembly);
        Assert.Equal(new CacheUse(0, 1), Scan("publish", _memory).Cache);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("app/App.dll", 1)]
    [InlineData("app/Other.dll", 0)]
    [InlineData("srv/App.dll", 0)]
    public void What_is_known_by_content_and_name_is_counted_and_not_scanned(string name, int known)
    {
        Write((name, Assembly), ("app/settings.json", "{ }"u8.ToArray()));
        GateResult alone = Scan("image.tar", null), after = Scan("image.tar", _memory);
        Assert.Equal(known, after.Cache!.Known);
        Assert.Equal(RunVerdict.Passed, after.Verdict);
        Assert.Equal((alone.Artifacts[0].Coverage.Nodes, 0), (after.Artifacts[0].Coverage.Nodes, after.Artifacts[0].Coverage.Unread));
    }

    [Fact]
    public void Other_bytes_under_a_name_that_is_known_are_scanned()
    {
        Write(("app/App.dll", [.. Assembly, .. System.Text.Encoding.UTF8.GetBytes($"token: \"{SampleSecrets.GitHub(1)}\"")]));
        GateResult result = Scan("image.tar", _memory);
        Assert.Equal(0, result.Cache!.Known);
        Assert.Equal("AG1001", Assert.Single(result.Findings).Rule.Code);
    }

    private void Write(params ReadOnlySpan<(string Name, byte[] Content)> files)
    {
        var image = new TestImage();
        image.AddLayer("COPY", compress: true, files);
        File.WriteAllBytes(Path.Combine(_folder, "image.tar"), TestImage.TarOf(image.DockerArchive()));
    }

    private GateResult Scan(string artifact, BuildMemory? memory) => new Gate().Run(new GateOptions
    {
        Artifacts = [new ArtifactInput(artifact, Path.Combine(_folder, artifact))],
        WorkingDirectory = _folder,
        Cache = memory,
        Now = DateTimeOffset.UnixEpoch,
    });
}
