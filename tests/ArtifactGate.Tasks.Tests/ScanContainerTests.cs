using ArtifactGate.Testing;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace ArtifactGate.Tasks.Tests;

public sealed class ScanContainerTests : IDisposable
{
    private readonly BuildFolder _build = new();

    public void Dispose() => _build.Dispose();

    [Theory]
    [InlineData("<ContainerEnvironmentVariable Include=\"KEY\" Value=\"v\" />", 3)]
    [InlineData("<ContainerEnvironmentVariable Include=\"A;key\" Value=\"$(V)\" />", 3)]
    [InlineData("<ContainerEnvironmentVariable Include=\"OTHER\" />\n<ContainerEnvironmentVariable Include=\"$(Prefix)KEY\"><Value>v</Value></ContainerEnvironmentVariable>", 4)]
    [InlineData("<ContainerEnvironmentVariable Include=\"OTHER\" />\n<ContainerEnvironmentVariable Update=\"KEY\" Value=\"v\" />", 4)]
    public void A_variable_is_told_at_its_item(string items, int line)
    {
        _build.Write("Lib.csproj", $"<Project>\n<ItemGroup>\n{items}\n</ItemGroup>\n</Project>");
        ScanContainer task = Task();
        task.Variables = task.DeclaredVariables = [Item("KEY", SampleSecrets.GitHub(1))];
        Assert.False(task.Execute());
        Assert.Equal([$"AG1001 Lib.csproj({line},1)"], _build.Errors());
        Assert.DoesNotContain(SampleSecrets.GitHub(1)[5..20], _build.Engine.Errors[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_items_of_a_name_it_is_the_one_with_the_value()
    {
        string token = SampleSecrets.GitHub(1);
        _build.Write("Lib.csproj", $"<Project>\n<ItemGroup>\n<ContainerLabel Include=\"a\" Value=\"{token}\" />\n<ContainerLabel Include=\"a\" Value=\"b\" />\n</ItemGroup>\n</Project>");
        ScanContainer task = Task();
        task.Labels = [Item("a", token), Item("a", "b")];
        Assert.False(task.Execute());
        Assert.Equal(["AG1001 Lib.csproj(3,1)"], _build.Errors());
    }

    [Theory]
    [InlineData(nameof(ScanContainer.Entrypoint), "ContainerEntrypoint")]
    [InlineData(nameof(ScanContainer.EntrypointArgs), "ContainerEntrypointArgs")]
    [InlineData(nameof(ScanContainer.AppCommand), "ContainerAppCommand")]
    [InlineData(nameof(ScanContainer.AppCommandArgs), "ContainerAppCommandArgs")]
    [InlineData(nameof(ScanContainer.DefaultArgs), "ContainerDefaultArgs")]
    public void An_argument_is_told_at_its_item(string property, string type)
    {
        string argument = $"--key={SampleSecrets.GitHub(1)}";
        _build.Write("Lib.csproj", $"<Project>\n<ItemGroup>\n<Other />\n  <{type} Include=\"{argument}\" />\n</ItemGroup>\n</Project>");
        ScanContainer task = Task();
        typeof(ScanContainer).GetProperty(property)!.SetValue(task, new ITaskItem[] { Item("first", ""), Item(argument, "") });
        Assert.False(task.Execute());
        Assert.Equal(["AG1001 Lib.csproj(4,3)"], _build.Errors());
        Assert.Contains($"<{type}>", _build.Engine.Errors[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_property_in_an_import_and_one_that_nobody_sets_are_told_too()
    {
        string imported = _build.Write("Directory.Build.props", "<Project>\n<PropertyGroup>\n<ContainerUser>u</ContainerUser>\n</PropertyGroup>\n</Project>");
        ScanContainer task = Task();
        task.Imports = [new TaskItem(imported)];
        task.User = SampleSecrets.GitHub(1);
        task.WorkingDirectory = SampleSecrets.GitHub(2);
        Assert.False(task.Execute());
        Assert.Equal(["AG1001 Directory.Build.props(3,1)", "AG1001 Lib.csproj(0,0)"], _build.Errors().Order());
    }

    [Fact]
    public void Nothing_to_find_passes_also_where_the_project_is_no_xml()
    {
        _build.Write("Lib.csproj", "#:package X\n");
        ScanContainer task = Task();
        task.Variables = [Item("KEY", "value")];
        Assert.True(task.Execute());
        Assert.Empty(_build.Engine.Errors);
        Assert.Equal(["obj/artifactgate/Lib.image.json"], _build.Files("obj"));
    }

    [Fact]
    public void A_missing_archive_is_AG0003_and_a_blocked_plan_sets_an_older_archive_aside()
    {
        ScanContainer task = Task();
        task.Archive = _build.PathOf("image.tar");
        task.ArchiveWritten = true;
        Assert.False(task.Execute());
        Assert.Equal(["AG0003 Lib.csproj(0,0)"], _build.Errors());

        _build.Write("image.tar", "of an earlier build");
        task = Task();
        task.Archive = _build.PathOf("image.tar");
        task.Labels = [Item("a", SampleSecrets.GitHub(1))];
        Assert.False(task.Execute());
        Assert.True(File.Exists(_build.PathOf("image.tar.blocked")));
        Assert.False(File.Exists(_build.PathOf("image.tar")));
    }

    [Fact]
    public void A_file_in_the_layer_of_an_archive_is_told_at_its_source_and_one_of_the_base_image_is_not()
    {
        string text = $"{{\n  \"token\": \"{SampleSecrets.GitHub(1)}\"\n}}";
        _build.Write("settings.json", text);
        var image = new TestImage();
        image.AddLayer("COPY base", compress: true, ("etc/key", System.Text.Encoding.UTF8.GetBytes(SampleSecrets.GitHub(2))));
        image.AddLayer(null, compress: true, ("app/settings.json", System.Text.Encoding.UTF8.GetBytes(text)));
        File.WriteAllBytes(_build.PathOf("image.tar"), TestImage.TarOf(image.Layout()));
        ScanContainer task = Task();
        task.Archive = _build.PathOf("image.tar");
        task.ArchiveWritten = true;
        task.WorkingDirectory = "/app/";
        task.Items = [new TaskItem(_build.PathOf("settings.json"), new Dictionary<string, string> { ["RelativePath"] = "settings.json" })];
        task.Content = [new TaskItem(_build.PathOf("settings.json"))];
        Assert.False(task.Execute());
        Assert.Equal(["AG1001 image.tar(0,0)", "AG1001 settings.json(2,13)"], _build.Errors().Order());
        Assert.Contains(_build.Engine.Errors, e => e.Message!.Contains("base image", StringComparison.Ordinal));
        Assert.Contains(_build.Engine.Errors, e => e.Message!.Contains("CopyToPublishDirectory=\"Never\"", StringComparison.Ordinal));
    }

    private ScanContainer Task() => new()
    {
        BuildEngine = _build.Engine,
        ProjectFile = _build.PathOf("Lib.csproj"),
        ReportDirectory = _build.PathOf("obj/artifactgate/"),
        ReportName = "Lib.image",
        Report = "json",
        Image = "registry.example.com/lib:1",
    };

    private static TaskItem Item(string name, string value) => new TaskItem(name, new Dictionary<string, string> { ["Value"] = value });
}
