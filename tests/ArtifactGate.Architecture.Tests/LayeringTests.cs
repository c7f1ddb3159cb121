using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace ArtifactGate.Architecture.Tests;

/// <summary>Dependencies point one way only, and only to what each layer may use.</summary>
public sealed class LayeringTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["ArtifactGate.Detection"] = ["System.Security.Cryptography.Pkcs", "System.IO.Hashing"],
        ["ArtifactGate.Artifacts"] = ["SharpCompress", "NuGet.Packaging", "System.IO.Hashing"],
        ["ArtifactGate.Engine"] = ["ArtifactGate.Detection", "ArtifactGate.Artifacts", "Tomlyn"],
        ["ArtifactGate.Tasks"] = ["ArtifactGate.Detection", "ArtifactGate.Artifacts", "ArtifactGate.Engine", "NuGet.Packaging", "NuGet.Versioning", "NuGet.Frameworks", "Microsoft.Build.Framework", "Microsoft.Build.Utilities.Core"],
        ["artifactgate"] = ["ArtifactGate.Detection", "ArtifactGate.Artifacts", "ArtifactGate.Engine", "System.CommandLine", "Spectre.Console"],
    };

    [Fact]
    public void Every_reference_is_allowed()
    {
        var platform = new HashSet<string>(((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(p => Path.GetDirectoryName(p) == Path.GetDirectoryName(typeof(object).Assembly.Location)).Select(p => Path.GetFileNameWithoutExtension(p)!));
        string[] wrong = [.. from assembly in Repository.Shipped
                             let name = assembly.GetName().Name!
                             from reference in assembly.GetReferencedAssemblies().Select(r => r.Name!)
                             where !platform.Contains(reference) && !Allowed[name].Contains(reference)
                             select $"{name} -> {reference}"];
        Assert.Empty(wrong);
    }

    [Fact]
    public void What_every_MSBuild_must_load_needs_nothing_but_MSBuild()
    {
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        using FileStream file = File.OpenRead(Path.Combine(Repository.Root, "src/ArtifactGate.ProcessTasks/bin", configuration, "netstandard2.0/ArtifactGate.ProcessTasks.dll"));
        using var image = new PEReader(file);
        MetadataReader reader = image.GetMetadataReader();
        Assert.Equal(["Microsoft.Build.Framework", "Microsoft.Build.Utilities.Core", "netstandard"],
            reader.AssemblyReferences.Select(h => reader.GetString(reader.GetAssemblyReference(h).Name)).Order());
    }

    [Fact]
    public void Only_the_tool_speaks_to_the_console()
    {
        string[] wrong = [.. from assembly in Repository.Shipped
                             where assembly.GetName().Name is not "artifactgate"
                             from reference in assembly.GetReferencedAssemblies()
                             where reference.Name is "System.Console"
                             select assembly.GetName().Name];
        Assert.Empty(wrong);
    }

    [Fact]
    public void Nothing_that_a_build_loads_keeps_mutable_statics()
    {
        string[] wrong = [.. from assembly in Repository.Shipped
                             where assembly.GetName().Name is not "artifactgate"
                             from type in assembly.GetTypes()
                             where !type.Name.Contains('<', StringComparison.Ordinal)
                             from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
                             where field is { IsInitOnly: false, IsLiteral: false } && !field.Name.Contains("backing", StringComparison.OrdinalIgnoreCase)
                             select $"{type.FullName}.{field.Name}"];
        Assert.Empty(wrong);
    }
}
