using ArtifactGate.Testing;

namespace ArtifactGate.Tasks.Tests;

/// <summary>What is blocked and cannot be taken away is said, file by file: somebody has to do it before anything is pushed.</summary>
public sealed class ReadOnlyFolderTests : IDisposable
{
    private const string Said = "The file is blocked and could neither be renamed nor deleted. Delete it before anything pushes it.";

    private readonly BuildFolder _build = new();

    public void Dispose() => _build.Dispose();

    [Fact]
    public void Packages_that_stay_are_named_each()
    {
        _build.WritePackage("out/Lib.1.0.0.nupkg", "Lib", ("content/settings.json", $"token: {SampleSecrets.GitHub(1)}"));
        _build.Write("out/Lib.1.0.0.snupkg", "symbols");
        Locked("out", () => Assert.False(_build.Packages("out/Lib.1.0.0.nupkg").Execute()));
        Assert.Equal(["AG0008 out/Lib.1.0.0.nupkg(0,0)", "AG0008 out/Lib.1.0.0.snupkg(0,0)", "AG1001 settings.json(1,8)"], _build.Errors().Order());
        Assert.All(_build.Engine.Errors.Where(e => e.Code == "AG0008"), e => Assert.Equal(Said, e.Message));
        Assert.Equal(["out/Lib.1.0.0.nupkg", "out/Lib.1.0.0.snupkg"], _build.Files("out"));
    }

    [Fact]
    public void A_published_file_that_stays_is_named_and_so_is_everything_that_nobody_could_judge()
    {
        _build.Write("publish/good.txt", "good");
        _build.Write("settings.json", $"token: {SampleSecrets.GitHub(1)}");
        File.Copy(_build.PathOf("settings.json"), _build.PathOf("publish/settings.json"));
        Locked("publish", () => Assert.False(_build.Publish("settings.json", "good.txt").Execute()));
        Assert.Equal(["AG0008 publish/settings.json(0,0)", "AG1001 settings.json(1,8)"], _build.Errors().Order());

        _build.Engine.Errors.Clear();
        _build.Write("artifactgate.json", "no policy");
        Locked("publish", () => Assert.False(_build.Publish("settings.json", "good.txt").Execute()));
        Assert.Equal(["AG0004", "AG0008", "AG0008"], _build.Engine.Errors.Select(e => e.Code).Order());
    }

    [Fact]
    public void What_cannot_be_renamed_but_deleted_is_deleted()
    {
        _build.WritePackage("out/Lib.1.0.0.nupkg", "Lib", ("content/settings.json", $"token: {SampleSecrets.GitHub(1)}"));
        _build.Write("out/Lib.1.0.0.nupkg.blocked/in the way", "");
        Assert.False(_build.Packages("out/Lib.1.0.0.nupkg").Execute());
        Assert.Equal("AG1001", Assert.Single(_build.Engine.Errors).Code);
        Assert.Equal(["out/Lib.1.0.0.nupkg.blocked/in the way"], _build.Files("out"));
    }

    private void Locked(string folder, Action act)
    {
        using LockedFolder? locked = LockedFolder.Of(_build.PathOf(folder));
        Assert.SkipWhen(locked is null, "Nothing locks a folder here.");
        act();
    }
}
