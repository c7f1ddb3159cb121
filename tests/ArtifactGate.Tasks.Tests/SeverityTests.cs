using ArtifactGate.Testing;

namespace ArtifactGate.Tasks.Tests;

/// <summary>MSBuild applies the warning properties of a project only in some builds; the task does in all.</summary>
public sealed class SeverityTests : IDisposable
{
    private readonly BuildFolder _build = new();

    public void Dispose() => _build.Dispose();

    [Theory]
    [InlineData("", "", false, "", "warning")]
    [InlineData("CS1591;ag1001", "", false, "", "")]
    [InlineData("NU5128,\n AG1001 ", "", true, "", "")]
    [InlineData("", "AG1001", false, "", "error")]
    [InlineData("AG1002", "AG1002", false, "", "warning")]
    [InlineData("", "", true, "", "error")]
    [InlineData("", "", true, "AG1001", "warning")]
    [InlineData("", "AG1001", true, "AG1001", "error")]
    public void A_warning_is_what_the_properties_say(string noWarn, string asErrors, bool treatAsErrors, string notAsErrors, string expected)
    {
        ScanPackages task = Task(noWarn, asErrors, treatAsErrors, notAsErrors);
        _build.Write("artifactgate.json", """{ "rules": { "AG1001": "warn" } }""");
        Assert.Equal(expected != "error", task.Execute());
        Assert.Equal(expected == "error" ? ["AG1001"] : [], _build.Engine.Errors.Select(e => e.Code));
        Assert.Equal(expected == "warning" ? ["AG1001"] : [], _build.Engine.Warnings.Select(e => e.Code));
        Assert.Equal([expected == "error" ? "out/Lib.1.0.0.nupkg.blocked" : "out/Lib.1.0.0.nupkg"], _build.Files("out"));
    }

    // MSBuild would make an error of it after the task, with the package still there.
    [Theory]
    [InlineData("AG1001", "", true)]
    [InlineData("AG1002", "", false)]
    [InlineData("*", "", true)]
    [InlineData("*", "observe", false)]
    [InlineData("AG1001", "observe", true)]
    public void What_the_command_line_makes_an_error_is_set_aside(string asError, string mode, bool fails)
    {
        ScanPackages task = Task("", "", treatAsErrors: false, "");
        _build.Write("artifactgate.json", mode.Length > 0 ? $$"""{ "mode": "{{mode}}" }""" : """{ "rules": { "AG1001": "warn" } }""");
        _build.Engine.WarnAsError = code => asError == "*" || code == asError;
        Assert.Equal(!fails, task.Execute());
        Assert.Equal(fails ? ["AG1001"] : [], _build.Engine.Errors.Select(e => e.Code));
        Assert.Equal([fails ? "out/Lib.1.0.0.nupkg.blocked" : "out/Lib.1.0.0.nupkg"], _build.Files("out"));
    }

    [Theory]
    [InlineData("", "warn", "publish/a.json.blocked")]
    [InlineData("AG1001", "", "publish/a.json.blocked")]
    [InlineData("AG4001", "", "publish/a.json")]
    public void Of_a_publish_folder_what_is_an_error_is_set_aside_and_nothing_else(string asErrors, string failOn, string expected)
    {
        _build.Write("publish/a.json", $"{{ \"key\": \"{SampleSecrets.GitHub(1)}\" }}");
        _build.Write("publish/b.json", "{}");
        _build.Write("artifactgate.json", """{ "rules": { "AG1001": "warn" } }""");
        ScanPublish task = _build.Publish("a.json", "b.json");
        (task.WarningsAsErrors, task.FailOn) = (asErrors, failOn);
        Assert.Equal(!expected.EndsWith(".blocked", StringComparison.Ordinal), task.Execute());
        Assert.Equal([expected, "publish/b.json"], _build.Files("publish"));
    }

    // To observe is how a gate begins, also where all warnings are errors.
    [Theory]
    [InlineData("", false, "")]
    [InlineData("AG1001", false, "error")]
    [InlineData("", true, "")]
    public void A_run_that_only_observes_is_not_stopped_by_what_it_says(string asErrors, bool never, string expected)
    {
        ScanPackages task = Task("", asErrors, treatAsErrors: true, "");
        if (never)
        {
            task.FailOn = "never";
        }
        else
        {
            _build.Write("artifactgate.json", """{ "mode": "observe" }""");
        }

        Assert.Equal(expected.Length == 0, task.Execute());
        Assert.Equal(expected.Length == 0 ? [] : ["AG1001"], _build.Engine.Errors.Select(e => e.Code));
        Assert.Empty(_build.Engine.Warnings);
        Assert.Equal([expected.Length == 0 ? "out/Lib.1.0.0.nupkg" : "out/Lib.1.0.0.nupkg.blocked"], _build.Files("out"));
    }

    [Fact]
    public void Nor_by_saying_that_there_is_more()
    {
        _build.WritePackage("out/Lib.1.0.0.nupkg", "Lib", [.. Enumerable.Range(1, 60).Select(i => ($"content/{i}.txt", $"key: {SampleSecrets.GitHub(i)}"))]);
        _build.Write("artifactgate.json", """{ "mode": "observe" }""");
        ScanPackages task = _build.Packages("out/Lib.1.0.0.nupkg");
        task.TreatWarningsAsErrors = true;
        string? rest = null;
        _build.Engine.OnMessage = m => rest = m.Contains("more diagnostics are not shown", StringComparison.Ordinal) ? m : rest;
        Assert.True(task.Execute());
        Assert.Empty(_build.Engine.Warnings);
        Assert.NotNull(rest);
    }

    [Fact]
    public void What_blocks_stays_an_error()
    {
        Assert.False(Task("AG1001", "", false, "AG1001").Execute());
        Assert.Equal(["AG1001 settings.json(1,11)"], _build.Errors());
    }

    private ScanPackages Task(string noWarn, string asErrors, bool treatAsErrors, string notAsErrors)
    {
        _build.WritePackage("out/Lib.1.0.0.nupkg", "Lib", ("content/settings.json", $"{{ \"key\": \"{SampleSecrets.GitHub(1)}\" }}"));
        ScanPackages task = _build.Packages("out/Lib.1.0.0.nupkg");
        (task.NoWarn, task.WarningsAsErrors, task.TreatWarningsAsErrors, task.WarningsNotAsErrors) = (noWarn, asErrors, treatAsErrors, notAsErrors);
        return task;
    }
}
