using ArtifactGate.Testing;
using Microsoft.Build.Utilities;

namespace ArtifactGate.Tasks.Tests;

public sealed class ScanPublishTests : IDisposable
{
    private readonly BuildFolder _build = new();

    public void Dispose() => _build.Dispose();

    [Fact]
    public void The_offending_file_is_set_aside_and_the_rest_stays()
    {
        Plant();
        _build.Write("publish/good.txt", "good");
        Assert.False(_build.Publish("settings.json", "good.txt").Execute());
        Assert.Equal(["AG1001 settings.json(1,9)"], _build.Errors());
        Assert.Equal(["publish/good.txt", "publish/settings.json.blocked"], _build.Files("publish"));
    }

    [Fact]
    public void What_an_earlier_publish_set_aside_goes_before_the_next_is_scanned()
    {
        Plant();
        Assert.False(_build.Publish("settings.json").Execute());
        _build.Write("publish/settings.json", "clean");
        Assert.True(_build.Publish("settings.json").Execute());
        Assert.Equal(["publish/settings.json"], _build.Files("publish"));
    }

    [Fact]
    public void A_published_file_that_is_called_blocked_is_scanned_and_kept()
    {
        _build.Write("publish/list.blocked", "clean");
        Assert.True(_build.Publish("list.blocked").Execute());
        Assert.Equal(["publish/list.blocked"], _build.Files("publish"));
    }

    [Fact]
    public void A_missing_folder_is_AG0003_and_an_empty_one_is_not_passed()
    {
        Assert.False(_build.Publish().Execute());
        Assert.Equal("AG0003", _build.Engine.Errors[0].Code);
        _build.Engine.Errors.Clear();
        Directory.CreateDirectory(_build.PathOf("publish"));
        Assert.False(_build.Publish().Execute());
        Assert.Equal("AG0001", _build.Engine.Errors[0].Code);
    }

    [Fact]
    public void A_blocked_publish_sets_the_tool_package_of_an_earlier_build_aside()
    {
        Plant();
        _build.Write("out/Lib.1.0.0.nupkg", "older");
        ScanPublish task = _build.Publish("settings.json");
        task.Packages = [new TaskItem(_build.PathOf("out/Lib.1.0.0.nupkg"))];
        Assert.False(task.Execute());
        Assert.Equal(["out/Lib.1.0.0.nupkg.blocked"], _build.Files("out"));
    }

    [Fact]
    public void Where_nothing_could_be_judged_everything_that_this_publish_wrote_is_set_aside_and_nothing_else()
    {
        _build.Write("artifactgate.json", "{ \"unknown\": 1 }");
        _build.Write("settings.json", "clean");
        _build.Write("publish/settings.json", "clean");
        _build.Write("publish/App", "bundle");
        _build.Write("publish/wwwroot/site.js", "clean");
        _build.Write("publish/wwwroot/site.js.gz", "clean");
        _build.Write("publish/upload.txt", "of somebody else");
        _build.Write("site.zip", "zip");
        _build.Write("out/Lib.1.0.0.nupkg", "older");
        _build.Write("obj/assets.json", $$"""
            { "Assets": [
              { "Identity": {{System.Text.Json.JsonSerializer.Serialize(_build.PathOf("wwwroot/site.js"))}}, "BasePath": "/", "RelativePath": "site#[.{fingerprint}]?.js", "Fingerprint": "x" },
              { "Identity": "/obj/1.gz", "RelatedAsset": {{System.Text.Json.JsonSerializer.Serialize(_build.PathOf("wwwroot/site.js"))}}, "BasePath": "/", "RelativePath": "site#[.{fingerprint=x}]?.js.gz" }
            ] }
            """);
        ScanPublish Task()
        {
            ScanPublish task = _build.Publish("settings.json");
            task.Bundle = _build.PathOf("publish/App");
            task.Zip = _build.PathOf("site.zip");
            task.StaticWebAssets = _build.PathOf("obj/assets.json");
            task.Packages = [new TaskItem(_build.PathOf("out/Lib.1.0.0.nupkg"))];
            return task;
        }

        ScanPublish forbidden = Task();
        forbidden.Quarantine = "false";
        Assert.False(forbidden.Execute());
        Assert.DoesNotContain(_build.Files("publish"), f => f.EndsWith(".blocked", StringComparison.Ordinal));

        Assert.False(Task().Execute());
        Assert.All(_build.Engine.Errors, e => Assert.Equal("AG0004", e.Code));
        Assert.Equal(["publish/App.blocked", "publish/settings.json.blocked", "publish/upload.txt", "publish/wwwroot/site.js.blocked", "publish/wwwroot/site.js.gz.blocked"], _build.Files("publish"));
        Assert.Equal(["out/Lib.1.0.0.nupkg.blocked"], _build.Files("out"));
        Assert.True(File.Exists(_build.PathOf("site.zip.blocked")));
        Assert.True(File.Exists(_build.PathOf("settings.json")));

        // The next publish writes its files anew, and the gate passes them.
        File.Delete(_build.PathOf("artifactgate.json"));
        _build.Write("publish/settings.json", "clean");
        Assert.True(Task().Execute());
        Assert.Equal(["publish/settings.json", "publish/upload.txt"], _build.Files("publish"));
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("""{ "Version": 9 }""")]
    [InlineData("""{ "Assets": { "a": 1 } }""")]
    [InlineData("""{ "Assets": [ "wwwroot/site.js" ] }""")]
    [InlineData("""{ "Assets": [ { "Path": "site.js" } ] }""")]
    public void A_list_of_web_assets_in_an_unknown_form_is_told_and_what_it_lists_is_scanned_and_set_aside_all_the_same(string manifest)
    {
        _build.Write("obj/assets.json", manifest);
        _build.Write("wwwroot/site.js", "clean");
        _build.Write("publish/wwwroot/site.js", "clean");
        ScanPublish Task(string folder = "publish/")
        {
            ScanPublish task = _build.Publish();
            task.Directory = _build.PathOf(folder);
            task.StaticWebAssets = _build.PathOf("obj/assets.json");
            return task;
        }

        Assert.True(Task().Execute());
        Assert.StartsWith("Lib.csproj: AG0001: the list of web assets ", Assert.Single(_build.Engine.Messages, m => m.Contains("AG0001", StringComparison.Ordinal)), StringComparison.Ordinal);

        string token = SampleSecrets.GitHub(1);
        _build.Write("publish/wwwroot/bad.js", $"token = \"{token}\"");
        Assert.False(Task().Execute());
        Assert.Equal(["AG1001 publish/wwwroot/bad.js(1,10)"], _build.Errors());
        Assert.Equal(["publish/wwwroot/bad.js.blocked", "publish/wwwroot/site.js"], _build.Files("publish"));

        // Nobody can judge: nothing that may be this publish's stays, and no source of the project goes.
        _build.Write("artifactgate.json", "{ \"unknown\": 1 }");
        Assert.False(Task().Execute());
        Assert.Equal(["publish/wwwroot/site.js.blocked"], _build.Files("publish"));
        ScanPublish onItself = Task("");
        onItself.Cancel();
        Assert.False(onItself.Execute());
        Assert.Equal(["wwwroot/site.js"], _build.Files("wwwroot"));
    }

    [Fact]
    public void A_file_of_the_project_that_is_published_onto_itself_stays_where_it_is()
    {
        string text = $"token: \"{SampleSecrets.GitHub(1)}\"";
        _build.Write("settings.json", text);
        ScanPublish task = _build.Publish("settings.json");
        task.Directory = _build.Root + Path.DirectorySeparatorChar;
        Assert.False(task.Execute());
        Assert.Contains("AG1001 settings.json(1,9)", _build.Errors());
        Assert.True(File.Exists(_build.PathOf("settings.json")));
    }

    [Fact]
    public void A_stopped_scan_leaves_nothing_that_was_published_to_be_deployed()
    {
        _build.Write("publish/settings.json", "clean");
        ScanPublish task = _build.Publish("settings.json");
        task.Cancel();
        Assert.False(task.Execute());
        Assert.Equal(["publish/settings.json.blocked"], _build.Files("publish"));
    }

    [Fact]
    public void A_build_that_is_stopped_before_the_scan_begins_is_no_failure_of_the_gate()
    {
        _build.Write("publish/settings.json", "clean");
        _build.Engine.Stopped = true;
        Assert.False(_build.Publish("settings.json").Execute());
        Assert.Equal("AG0001", Assert.Single(_build.Engine.Errors).Code);
        Assert.Equal(["publish/settings.json.blocked"], _build.Files("publish"));
    }

    [Fact]
    public void Own_rules_from_the_project_folder_block_and_a_missing_file_fails_the_build()
    {
        _build.Write("eng/acme.toml", "[[rules]]\nid = \"acme\"\nregex = '''acme_[a-z0-9]{32}'''");
        string text = $"key: {OwnSample.Acme(1)}";
        _build.Write("settings.json", text);
        _build.Write("publish/settings.json", text);
        ScanPublish task = _build.Publish("settings.json");
        task.Rules = " eng/acme.toml ; ";
        Assert.False(task.Execute());
        Assert.Equal(["own.acme settings.json(1,6)"], _build.Errors());
        _build.Engine.Errors.Clear();
        _build.Write("publish/settings.json", "clean");
        task = _build.Publish("settings.json");
        task.Rules = "eng/none.toml";
        Assert.False(task.Execute());
        Assert.Equal("AG0004", Assert.Single(_build.Engine.Errors).Code);
    }

    private void Plant()
    {
        string text = $"token: \"{SampleSecrets.GitHub(1)}\"";
        _build.Write("settings.json", text);
        _build.Write("publish/settings.json", text);
    }
}
