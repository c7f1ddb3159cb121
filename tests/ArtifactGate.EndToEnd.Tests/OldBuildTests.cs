using System.IO.Compression;
using ArtifactGate.Testing;

namespace ArtifactGate.EndToEnd.Tests;

/// <summary>MSBuild 17, which cannot load the tasks: left to itself the package runs its own copy of the tool.</summary>
public sealed class OldBuildTests : IDisposable
{
    // Built beside the tests, in the same configuration.
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory.Replace("ArtifactGate.EndToEnd.Tests", "ArtifactGate.OldBuild", StringComparison.Ordinal), "ArtifactGate.OldBuild.dll");

    private readonly Workspace _work;

    public OldBuildTests(Feed feed)
    {
        _work = new Workspace(feed);
        ZipFile.ExtractToDirectory(Path.Combine(feed.Folder, $"ArtifactGate.{feed.Version}.nupkg"), Path.Combine(_work.Root, "gate"));

        string tasks = Path.Combine(Path.GetDirectoryName(Program)!, "Microsoft.Build.Tasks.Core.dll");
        // What makes a package and a publish folder is a part of an SDK; its place is taken by what hands over the same items.
        _work.Write("old.proj", $"""
            <Project>
              <UsingTask TaskName="Microsoft.Build.Tasks.Copy" AssemblyFile="{tasks}" />
              <UsingTask TaskName="Microsoft.Build.Tasks.ZipDirectory" AssemblyFile="{tasks}" />
              <UsingTask TaskName="Microsoft.Build.Tasks.WriteLinesToFile" AssemblyFile="{tasks}" />
              <PropertyGroup>
                <TargetFramework>net472</TargetFramework>
                <PackageId>Old</PackageId>
                <BaseIntermediateOutputPath>obj/</BaseIntermediateOutputPath>
                <PackageOutputAbsolutePath>$(MSBuildProjectDirectory)/out</PackageOutputAbsolutePath>
                <PublishDir>published/</PublishDir>
              </PropertyGroup>
              <Import Project="gate/build/ArtifactGate.props" />
              <ItemGroup>
                <Content Include="settings.json" />
                <ResolvedFileToPublish Include="$(MSBuildProjectDirectory)/settings.json" RelativePath="settings.json" />
              </ItemGroup>
              <Target Name="Stage">
                <Copy SourceFiles="settings.json" DestinationFolder="published" />
              </Target>
              <Target Name="Zip" DependsOnTargets="Stage">
                <ZipDirectory SourceDirectory="published" DestinationFile="out/Old.1.0.0.nupkg" Overwrite="true" />
                <ItemGroup><NuGetPackOutput Include="$(MSBuildProjectDirectory)/out/Old.1.0.0.nupkg" /></ItemGroup>
              </Target>
              <Target Name="Pack" DependsOnTargets="Zip"><WriteLinesToFile File="version.txt" Lines="$(MSBuildVersion)" /></Target>
              <Target Name="Publish" DependsOnTargets="Stage"><WriteLinesToFile File="version.txt" Lines="$(MSBuildVersion)" /></Target>
              <Import Project="gate/build/ArtifactGate.targets" />
            </Project>
            """);
        Directory.CreateDirectory(Path.Combine(_work.Root, "out"));
    }

    public void Dispose() => _work.Dispose();

    [Theory]
    [InlineData("Pack", "out/Old.1.0.0.nupkg")]
    [InlineData("Publish", "published/settings.json")]
    public void What_leaks_is_blocked_and_its_clean_twin_passes(string target, string made)
    {
        _work.Write("settings.json", $"{{ \"a\": \"{SampleSecrets.GitHub(1)}\" }}");
        ProgramRun leak = _work.Dotnet("exec", Program, "old.proj", target);
        Workspace.AssertExit(1, leak);
        Assert.Contains("error AG1001", leak.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(SampleSecrets.GitHub(1), leak.Output, StringComparison.Ordinal);
        Assert.Equal([made + ".blocked"], _work.Files("*", Path.GetDirectoryName(made)!));
        Assert.Empty(_work.Files("version.txt"));

        _work.Write("settings.json", "{}");
        Workspace.AssertExit(0, _work.Dotnet("exec", Program, "old.proj", target));
        Assert.StartsWith("17.", _work.Read("version.txt"), StringComparison.Ordinal);
        Assert.Contains(made, _work.Files("*", Path.GetDirectoryName(made)!));
    }
}
