using ArtifactGate.Testing;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace ArtifactGate.Tasks.Tests;

/// <summary>The edit that an error names is one that can be copied, and that keeps the file out.</summary>
public sealed class AdviceTests : IDisposable
{
    private readonly BuildFolder _build = new();

    public void Dispose() => _build.Dispose();

    [Theory]
    [InlineData("a&b.json", "a&amp;b.json")]
    [InlineData("c;d.json", "c%3Bd.json")]
    [InlineData("e%20f.json", "e%2520f.json")]
    [InlineData("g$(h) @(i).json", "g%24(h) %40(i).json")]
    [InlineData("it's (1).json", "it's (1).json")]
    public void A_name_is_written_as_a_project_wants_it(string name, string written)
    {
        string message = Blocked("content/" + name, ("Content", name, ""));
        Assert.Contains($"Put <Content Update=\"{written}\" Pack=\"false\" /> into an ItemGroup at the end of Lib.csproj", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("json", true)]
    [InlineData("sarif; JSON", true)]
    [InlineData("sarif", false)]
    public void What_accepts_it_names_the_report_of_this_build(string reports, bool named)
    {
        _build.WritePackage("out/Lib.1.0.0.nupkg", "Lib", ("content/a.json", SampleSecrets.GitHub(1)));
        using ScanPackages task = _build.Packages("out/Lib.1.0.0.nupkg");
        task.Report = reports;
        Assert.False(task.Execute());
        string report = named ? Path.Combine(_build.Root, "obj/artifactgate/", "Lib.pack.json") : "REPORT.json";
        Assert.Equal(named, File.Exists(report));
        Assert.Contains($"To accept it: artifactgate allow {report} --fingerprint v1:", Assert.Single(_build.Engine.Errors).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("None", "", "No Content or None item of Lib.csproj packs settings.json: take it out of the target or import that packs it")]
    [InlineData("Content", "false", "No Content or None item of Lib.csproj packs settings.json")]
    [InlineData("None", "true", "Put <None Update=\"settings.json\" Pack=\"false\" />")]
    [InlineData("Content", "", "Put <Content Update=\"settings.json\" Pack=\"false\" />")]
    public void An_item_that_does_not_pack_the_file_is_not_the_one_to_edit(string type, string pack, string advice) =>
        Assert.Contains(advice, Blocked("content/settings.json", (type, "settings.json", pack)), StringComparison.Ordinal);

    [Fact]
    public void Source_code_that_is_packed_as_it_is_must_not_hold_the_value() =>
        Assert.Contains("Read the value at run time", Blocked("src/Lib/Client.cs", ("Compile", "Client.cs", "")), StringComparison.Ordinal);

    [Fact]
    public void What_browsers_load_is_packed_whatever_Pack_says() => Assert.Contains(
        "Put <Content Update=\"a.js\" CopyToPublishDirectory=\"Never\" /> into an ItemGroup at the end of Lib.csproj, delete its obj folder",
        Blocked("staticwebassets/a.js", ("Content", "a.js", "")), StringComparison.Ordinal);

    [Fact]
    public void The_readme_of_a_package_stays_in_it_without_the_value()
    {
        string message = Blocked("docs/readme.md", ("None", "readme.md", "true"), "<readme>docs\\readme.md</readme>");
        Assert.Contains("Take the value out of readme.md, which is the readme of the package.", message, StringComparison.Ordinal);
    }

    // What the one error says about one packed file.
    private string Blocked(string target, (string Type, string Name, string Pack) item, string metadata = "")
    {
        _build.WritePackage("out/Lib.1.0.0.nupkg", "Lib", (target, SampleSecrets.GitHub(1)));
        _build.Write("obj/Lib.nuspec", File.ReadAllText(_build.PathOf("obj/Lib.nuspec")).Replace("<authors>", metadata + "<authors>", StringComparison.Ordinal));
        using ScanPackages task = _build.Packages("out/Lib.1.0.0.nupkg");

        // An item takes its name for an escaped one.
        ITaskItem[] items = [new TaskItem(_build.PathOf(item.Name).Replace("%", "%25", StringComparison.Ordinal).Replace(";", "%3B", StringComparison.Ordinal), new Dictionary<string, string> { ["Pack"] = item.Pack })];
        task.Content = item.Type == "Content" ? items : [];
        task.None = item.Type == "None" ? items : [];
        task.Compile = item.Type == "Compile" ? items : [];
        Assert.False(task.Execute());
        return Assert.Single(_build.Engine.Errors).Message!;
    }
}
