using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using ArtifactGate.Testing;

namespace ArtifactGate.EndToEnd.Tests;

/// <summary>The libraries are in the packages plain and compiled ahead of time, and .NET takes the compiled ones of its system.</summary>
public sealed class AheadOfTimeTests(Feed feed) : IDisposable
{
    private const string Programs = "tools/net10.0/any/";

    private static readonly string[] Systems = ["linux-arm64", "linux-x64", "osx-arm64", "win-x64"];

    private static readonly string[] Libraries = ["ArtifactGate.Artifacts", "ArtifactGate.Detection", "ArtifactGate.Engine"];

    private readonly Workspace _work = new(feed);

    public void Dispose() => _work.Dispose();

    [Theory]
    [InlineData("ArtifactGate", "ArtifactGate.Tasks.deps.json")]
    [InlineData("ArtifactGate", "artifactgate.deps.json")]
    [InlineData("ArtifactGate.Tool", "artifactgate.deps.json")]
    public void What_a_dependency_file_tells_of_is_there_and_compiled_of_the_same_source(string package, string file)
    {
        using ZipArchive content = ZipFile.OpenRead(Path.Combine(feed.Folder, $"{package}.{feed.Version}.nupkg"));
        using Stream json = content.GetEntry(Programs + file)!.Open();
        JsonObject libraries = JsonNode.Parse(json)!["targets"]!.AsObject().Single().Value!.AsObject();
        foreach (string library in Libraries)
        {
            JsonObject images = libraries.Single(l => l.Key.StartsWith(library + "/", StringComparison.Ordinal)).Value!["runtimeTargets"]!.AsObject();
            Assert.Equal(Systems.Select(s => $"runtimes/{s}/lib/net10.0/{library}.dll"), images.Select(i => i.Key).Order(StringComparer.Ordinal));
            (Guid source, bool compiled) = ReadImage(content, library + ".dll");
            Assert.False(compiled);
            Assert.All(images, i =>
            {
                Assert.Equal(i.Key.Split('/')[1], (string?)i.Value!["rid"]);
                Assert.Equal((source, true), ReadImage(content, i.Key));
            });
        }
    }

    [Fact]
    public void Where_there_are_compiled_ones_the_plain_ones_are_not_needed()
    {
        string system = RuntimeInformation.RuntimeIdentifier;
        Assert.SkipUnless(Systems.Contains(system), $"There are none for {system}.");
        Workspace.AssertExit(0, _work.Tool("rules"));
        DeletePlain("tools");
        Workspace.AssertExit(0, _work.Tool("rules"));

        // A package folder and a process of its own: nothing has been loaded from there before.
        _work.Variables["NUGET_PACKAGES"] = Path.Combine(_work.Root, "packages");
        _work.Fresh = true;
        _work.ContentPackage("Lib.csproj");
        _work.Write("settings.json", $"{{\n  \"a\": \"{SampleSecrets.GitHub(1)}\"\n}}");
        Workspace.AssertExit(0, _work.Dotnet("restore"));
        DeletePlain("packages");
        ProgramRun blocked = _work.Dotnet("pack", "-o", "out", "--no-restore");
        Workspace.AssertExit(1, blocked);
        _work.AssertDiagnostics(blocked, "error AG1001 settings.json(2,9)");
    }

    private void DeletePlain(string folder)
    {
        string[] plain = [.. _work.Files("ArtifactGate.*.dll", folder).Where(f => Libraries.Any(l => f.EndsWith($"/any/{l}.dll", StringComparison.Ordinal)))];
        Assert.Equal(3, plain.Length);
        foreach (string file in plain)
        {
            File.Delete(Path.Combine(_work.Root, file));
        }
    }

    private static (Guid Source, bool Compiled) ReadImage(ZipArchive content, string path)
    {
        var bytes = new MemoryStream();
        using (Stream entry = content.GetEntry(Programs + path)!.Open())
        {
            entry.CopyTo(bytes);
        }

        bytes.Position = 0;
        using var image = new PEReader(bytes);
        MetadataReader metadata = image.GetMetadataReader();
        return (metadata.GetGuid(metadata.GetModuleDefinition().Mvid), image.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0);
    }
}
