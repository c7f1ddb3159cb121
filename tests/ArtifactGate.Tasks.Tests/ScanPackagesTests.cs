using ArtifactGate.Testing;
using Microsoft.Build.Utilities;

namespace ArtifactGate.Tasks.Tests;

public sealed class ScanPackagesTests : IDisposable
{
    private readonly BuildFolder _build = new();

    public void Dispose() => _build.Dispose();

    [Fact]
    public void A_clean_package_passes_and_an_older_blocked_one_is_forgotten()
    {
        _build.WritePackage("out/Lib.1.0.0.nupkg", "Lib", ("content/settings.json", "{}"));
        _build.Write("out/Lib.1.0.0.nupkg.blocked", "old");
        Assert.True(_build.Packages("out/Lib.1.0.0.nupkg").Execute());
        Assert.Equal(["out/Lib.1.0.0.nupkg"], _build.Files("out"));
        Assert.Empty(_build.Engine.Errors);
        Assert.Equal(0, _build.Engine.CoresTaken);
    }

    [Fact]
    public void One_place_in_the_source_is_one_error_with_a_way_out()
    {
        Plant("content/settings.json", "contentFiles/any/net10.0/settings.json");
        ScanPackages task = _build.Packages("out/Lib.1.0.0.nupkg");
        task.Content = [new TaskItem(_build.PathOf("settings.json"))];
        Assert.False(task.Execute());
        Assert.Equal(["AG1001 settings.json(1,11)"], _build.Errors());
        string message = _build.Engine.Errors[0].Message!;
        Assert.Contains("1 more place", message, StringComparison.Ordinal);
        Assert.Contains("<Content Update=\"settings.json\" Pack=\"false\" />", message, StringComparison.Ordinal);
        Assert.DoesNotContain(SampleSecrets.GitHub(1)[5..20], message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_whole_set_is_set_aside()
    {
        Plant("content/settings.json");
        _build.Write("out/Lib.1.0.0.snupkg", "not even a zip, and the pack did not name it");
        _build.Write("out/Lib.1.0.0.symbols.nupkg", "neither");
        _build.Write("out/Other.1.0.0.nupkg", "a neighbour");
        Assert.False(_build.Packages("out/Lib.1.0.0.nupkg").Execute());
        Assert.Equal(["out/Lib.1.0.0.nupkg.blocked", "out/Lib.1.0.0.snupkg.blocked", "out/Lib.1.0.0.symbols.nupkg.blocked", "out/Other.1.0.0.nupkg"], _build.Files("out"));
    }

    [Fact]
    public void Quarantine_can_be_switched_off_and_the_build_still_fails()
    {
        Plant("content/settings.json");
        ScanPackages task = _build.Packages("out/Lib.1.0.0.nupkg");
        task.Quarantine = "false";
        Assert.False(task.Execute());
        Assert.Equal(["out/Lib.1.0.0.nupkg"], _build.Files("out"));
    }

    [Theory]
    [InlineData(nameof(GateTask.Quarantine), "0")]
    [InlineData(nameof(GateTask.Quarantine), "flase")]
    [InlineData(nameof(GateTask.Jobs), "abc")]
    [InlineData(nameof(GateTask.Jobs), "-1")]
    [InlineData(nameof(GateTask.Host), "Tsk")]
    [InlineData(nameof(GateTask.MaxTime), "soon")]
    [InlineData(nameof(GateTask.MaxBytes), "much")]
    [InlineData(nameof(GateTask.Report), "jsn")]
    [InlineData(nameof(GateTask.Environment), "prod")]
    public void A_property_that_makes_no_sense_fails_and_sets_aside_what_is_clean_too(string property, string value)
    {
        _build.WritePackage("out/Lib.1.0.0.nupkg", "Lib", ("content/settings.json", "{}"));
        ScanPackages task = _build.Packages("out/Lib.1.0.0.nupkg");
        typeof(GateTask).GetProperty(property)!.SetValue(task, value);
        Assert.False(task.Execute());
        Assert.Equal("AG0004", Assert.Single(_build.Engine.Errors).Code);
        Assert.Contains($"'{value}'", _build.Engine.Errors[0].Message!, StringComparison.Ordinal);
        Assert.Equal(["out/Lib.1.0.0.nupkg.blocked"], _build.Files("out"));
    }

    [Theory]
    [InlineData(" False ", false)]
    [InlineData("off", false)]
    [InlineData("NO", false)]
    [InlineData("", true)]
    [InlineData("True", true)]
    [InlineData("yes", true)]
    public void A_yes_and_a_no_are_read_as_a_condition_of_a_project_reads_them(string value, bool aside)
    {
        Plant("content/settings.json");
        ScanPackages task = _build.Packages("out/Lib.1.0.0.nupkg");
        task.Quarantine = value;
        Assert.False(task.Execute());
        Assert.Equal("AG1001", Assert.Single(_build.Engine.Errors).Code);
        Assert.Equal([$"out/Lib.1.0.0.nupkg{(aside ? ".blocked" : "")}"], _build.Files("out"));
    }

    [Theory]
    [InlineData("Lib.linux-x64", "linux-x64", "linux-x64;any", "Lib")]
    [InlineData("Lib", "", "linux-x64; any", "Lib.any", "Lib.linux-x64")]
    public void The_packages_of_one_tool_do_not_outlive_each_other(string id, string platform, string platforms, params string[] others)
    {
        _build.WritePackage($"out/{id}.1.0.0.nupkg", id, ("content/settings.json", SampleSecrets.GitHub(1)));
        foreach (string other in others)
        {
            _build.Write($"out/{other}.1.0.0.nupkg", "of the same version");
            _build.Write($"out/{other}.0.9.0.nupkg", "of another version");
        }

        ScanPackages task = _build.Packages($"out/{id}.1.0.0.nupkg");
        (task.PackageId, task.ToolPlatform, task.ToolPlatforms) = (id, platform, platforms);
        Assert.False(task.Execute());
        Assert.Equal(others.Append(id).Select(o => $"out/{o}.1.0.0.nupkg.blocked").Concat(others.Select(o => $"out/{o}.0.9.0.nupkg")).Order(StringComparer.Ordinal), _build.Files("out"));
    }

    [Fact]
    public void An_expected_package_that_is_not_there_is_AG0003()
    {
        Assert.False(_build.Packages("out/Lib.1.0.0.nupkg").Execute());
        Assert.Equal(["AG0003 Lib.csproj(0,0)"], _build.Errors());
    }

    [Fact]
    public void A_pack_that_names_no_package_is_AG0003()
    {
        Assert.False(_build.Packages().Execute());
        Assert.Equal(["AG0003 Lib.csproj(0,0)"], _build.Errors());
    }

    [Fact]
    public void A_neighbours_package_does_not_stand_in_for_a_missing_one()
    {
        _build.WritePackage("out/Neighbour.1.0.0.nupkg", "Neighbour");
        Assert.False(_build.Packages("out/Lib.1.0.0.nupkg").Execute());
        Assert.Equal(["AG0003 Lib.csproj(0,0)"], _build.Errors());
        Assert.Equal(["out/Neighbour.1.0.0.nupkg"], _build.Files("out"));
    }

    [Theory]
    [InlineData("{ \"mood\": 1 }", null, "AG0004 artifactgate.json(1,0)")]
    [InlineData("{}", "always", "AG0004 Lib.csproj(0,0)")]
    public void A_wrong_policy_or_property_fails_and_sets_aside(string policy, string? failOn, string error)
    {
        _build.WritePackage("out/Lib.1.0.0.nupkg", "Lib");
        _build.Write("artifactgate.json", policy);
        ScanPackages task = _build.Packages("out/Lib.1.0.0.nupkg");
        task.FailOn = failOn;
        Assert.False(task.Execute());
        Assert.Equal([error], _build.Errors());
        Assert.Equal(["out/Lib.1.0.0.nupkg.blocked"], _build.Files("out"));
    }

    [Fact]
    public void A_cancelled_scan_fails_and_sets_aside()
    {
        _build.WritePackage("out/Lib.1.0.0.nupkg", "Lib");
        using ScanPackages task = _build.Packages("out/Lib.1.0.0.nupkg");
        task.Cancel();
        Assert.False(task.Execute());
        Assert.NotEmpty(_build.Engine.Errors);
        Assert.Equal(["out/Lib.1.0.0.nupkg.blocked"], _build.Files("out"));
    }

    [Fact]
    public void A_package_that_is_no_package_is_not_passed()
    {
        _build.Write("out/Lib.1.0.0.nupkg", "");
        _build.Write("obj/Lib.nuspec", "<package />");
        Assert.False(_build.Packages("out/Lib.1.0.0.nupkg").Execute());
        Assert.Equal("AG0001", _build.Engine.Errors[0].Code);
        Assert.Equal(["out/Lib.1.0.0.nupkg.blocked"], _build.Files("out"));
    }

    [Theory]
    [InlineData("json", "Lib.pack.json")]
    [InlineData("sarif; html", "Lib.pack.html", "Lib.pack.sarif")]
    public void Reports_are_written_where_asked(string report, params string[] names)
    {
        Plant("content/settings.json");
        ScanPackages task = _build.Packages("out/Lib.1.0.0.nupkg");
        task.Report = report;
        Assert.False(task.Execute());
        Assert.Equal(names.Select(n => "obj/artifactgate/" + n), _build.Files("obj/artifactgate"));
        Assert.All(names, n => Assert.DoesNotContain(SampleSecrets.GitHub(1)[5..20], File.ReadAllText(_build.PathOf("obj/artifactgate/" + n)), StringComparison.Ordinal));
    }

    private void Plant(params string[] targets) => _build.WritePackage("out/Lib.1.0.0.nupkg", "Lib",
        [.. targets.Select(t => (t, $"{{ \"key\": \"{SampleSecrets.GitHub(1)}\" }}"))]);
}
