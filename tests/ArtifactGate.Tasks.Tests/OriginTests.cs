using ArtifactGate.Testing;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace ArtifactGate.Tasks.Tests;

/// <summary>What the build makes of properties, profiles and transforms is told where somebody wrote it, or with where it can only come from.</summary>
public sealed class OriginTests : IDisposable
{
    private static readonly string Token = SampleSecrets.GitHub(1);

    private readonly BuildFolder _build = new();

    public void Dispose() => _build.Dispose();

    [Fact]
    public void A_value_from_the_command_line_is_told_at_the_project_and_not_where_the_build_wrote_it()
    {
        _build.WritePackage("out/Lib.1.0.0.nupkg", "Lib", ("lib/net10.0/Lib.AssemblyInfo.cs", "x"));
        var sources = new ProjectSources(_build.PathOf("Lib.csproj"), [], _build.PathOf("obj/"));
        Assert.Equal(_build.PathOf("Lib.csproj"), sources.Instead(new(_build.PathOf("obj/Release/Lib.AssemblyInfo.cs"), 15, 3)).File);
        Assert.Equal(_build.PathOf("obj/Release/Gen.cs"), sources.Instead(new(_build.PathOf("obj/Release/Gen.cs"), 15, 3)).File);
        Assert.Equal(_build.PathOf("AssemblyInfo.cs"), sources.Instead(new(_build.PathOf("AssemblyInfo.cs"), 15, 3)).File);
        Assert.Contains("or of the command line or environment that sets them", sources.FixAt(new(_build.PathOf("Lib.csproj"))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "Lib.csproj(1,", "Take the value out of <NuspecProperties> in Lib.csproj")]
    [InlineData(false, "Own.nuspec(0,0)", "Take the value out of what fills Own.nuspec: NuspecProperties of Lib.csproj, the command line or the environment.")]
    public void What_fills_a_nuspec_is_told_where_it_is_set(bool inProject, string place, string advice)
    {
        _build.WritePackage("out/Lib.1.0.0.nupkg", "Lib");
        using (System.IO.Compression.ZipArchive zip = System.IO.Compression.ZipFile.Open(_build.PathOf("out/Lib.1.0.0.nupkg"), System.IO.Compression.ZipArchiveMode.Update))
        using (var text = new StreamWriter(zip.CreateEntry("Other.nuspec").Open()))
        {
            text.Write($"<package><metadata><tags>{Token}</tags></metadata></package>");
        }

        _build.Write("Lib.csproj", inProject ? $"<Project><PropertyGroup><NuspecProperties>tags={Token}</NuspecProperties></PropertyGroup></Project>" : "<Project />");
        _build.Write("Own.nuspec", "<package><metadata><id>Lib</id><version>1.0.0</version><tags>$tags$</tags></metadata></package>");
        using ScanPackages task = _build.Packages("out/Lib.1.0.0.nupkg");
        task.NuspecFile = _build.PathOf("Own.nuspec");
        Assert.False(task.Execute());
        Assert.StartsWith("AG1001 " + place, Assert.Single(_build.Errors()), StringComparison.Ordinal);
        Assert.Contains(advice, _build.Engine.Errors[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_transform_writes_into_the_web_config_is_told_in_the_transform()
    {
        _build.Write("publish/web.config", $"<configuration><a key=\"{Token}\" /></configuration>");
        _build.Write("web.config", "<configuration><a key=\"\" /></configuration>");
        _build.Write("web.Release.config", $"<configuration>\n<a key=\"{Token}\" /></configuration>");
        BuildErrorEventArgs error = Published(("web.config", "web.config"));
        Assert.Equal(("web.Release.config", 2, 9), (Path.GetFileName(error.File), error.LineNumber, error.ColumnNumber));
        Assert.Contains("Take the value out of web.Release.config, by which publish changes web.config", error.Message, StringComparison.Ordinal);
        Assert.Equal(["publish/web.config.blocked"], _build.Files("publish"));
    }

    [Fact]
    public void A_web_config_that_holds_the_value_itself_is_told_itself()
    {
        _build.Write("publish/web.config", $"<a key=\"{Token}\" />");
        _build.Write("web.config", $"<a key=\"{Token}\" />");
        _build.Write("web.Release.config", $"<b key=\"{Token}\" />");
        Assert.Equal("web.config", Path.GetFileName(Published(("web.config", "web.config")).File));
    }

    [Theory]
    [InlineData("web.config", false)]
    [InlineData("appsettings.Production.json", false)]
    [InlineData("appsettings.Production.json", true)]
    public void What_a_profile_writes_is_told_in_the_profile(string file, bool isItem)
    {
        _build.Write("publish/" + file, $"<a key=\"{Token}\" />");
        _build.Write(file, "<a />");
        string profile = _build.Write("Properties/Folder.pubxml", $"<Project>\n<PropertyGroup>\n<EnvironmentName>{Token}</EnvironmentName></PropertyGroup></Project>");
        BuildErrorEventArgs error = Published(isItem ? [(file, file)] : [], profile);
        Assert.Equal((profile, 3, 18), (error.File, error.LineNumber, error.ColumnNumber));
        Assert.Contains("Take the value out of <EnvironmentName> in Properties/Folder.pubxml", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_nobody_wrote_is_told_where_it_lies()
    {
        _build.Write("publish/old.json", $"{{ \"key\": \"{Token}\" }}");
        BuildErrorEventArgs error = Published([]);
        Assert.Equal((_build.PathOf("publish/old.json"), 1), (error.File, error.LineNumber));
    }

    [Fact]
    public void What_comes_with_a_referenced_project_is_to_be_left_out_there()
    {
        _build.Write("publish/c.json", $"{{ \"key\": \"{Token}\" }}");
        _build.Write("App/App.csproj", "<Project />");
        _build.Write("Other/Other.csproj", "<Project />");
        _build.Write("Other/data/c.json", $"{{ \"key\": \"{Token}\" }}");
        using ScanPublish task = _build.Publish();
        (task.ProjectFile, task.Items) = (_build.PathOf("App/App.csproj"), [Item("Other/data/c.json", "c.json")]);
        Assert.False(task.Execute());
        Assert.Contains("give the item of data/c.json in ../Other/Other.csproj CopyToPublishDirectory=\"Never\"", Assert.Single(_build.Engine.Errors).Message, StringComparison.Ordinal);
    }

    // Its items are made while the project builds: an edit of one in the project changes nothing.
    [Theory]
    [InlineData("contentFiles/any/net10.0/c.json", "put ExcludeAssets=\"contentFiles\" on its <PackageReference> in Lib.csproj")]
    [InlineData("lib/net10.0/c.json", "take a version without it or do without the package")]
    public void What_comes_with_a_package_is_told_with_the_package(string inside, string advice)
    {
        _build.Write("publish/c.json", $"{{ \"key\": \"{Token}\" }}");
        _build.Write("packages/leaky.dep/1.2.0/.nupkg.metadata", "{}");
        _build.Write("packages/leaky.dep/1.2.0/leaky.dep.nuspec", "<package />");
        string source = "packages/leaky.dep/1.2.0/" + inside;
        _build.Write(source, $"{{ \"key\": \"{Token}\" }}");
        using ScanPublish task = _build.Publish();
        (task.Items, task.Content) = ([Item(source, "c.json")], [Item(source, "c.json")]);
        Assert.False(task.Execute());
        string message = Assert.Single(_build.Engine.Errors).Message!;
        Assert.Contains("It comes with the package leaky.dep 1.2.0: " + advice, message, StringComparison.Ordinal);
        Assert.DoesNotContain("Update=", message, StringComparison.Ordinal);
    }

    private BuildErrorEventArgs Published(params (string Source, string Target)[] items) => Published(items, null);

    private BuildErrorEventArgs Published((string Source, string Target)[] items, string? profile)
    {
        using ScanPublish task = _build.Publish();
        task.Items = [.. items.Select(i => Item(i.Source, i.Target))];
        task.Imports = profile is null ? [] : [new TaskItem(profile)];
        Assert.False(task.Execute());
        return Assert.Single(_build.Engine.Errors);
    }

    private TaskItem Item(string source, string target) => new(_build.PathOf(source), new Dictionary<string, string> { ["RelativePath"] = target });
}
