namespace ArtifactGate.Testing;

/// <summary>A C# program of a few lines that the real SDK builds and publishes.</summary>
/// <param name="folder">Where it is made.</param>
public sealed class DotNetProject(string folder)
{
    /// <summary>Where it is published to.</summary>
    public string Published => Path.Combine(folder, "published");

    /// <summary>Variables that it is built with.</summary>
    public Dictionary<string, string?> Variables { get; } = new()
    {
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["MSBUILDTERMINALLOGGER"] = "off",
        ["DOTNET_NOLOGO"] = "1",
        ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
    };

    /// <summary>Writes the project <c>App</c>; the source is <c>Program.cs</c>.</summary>
    public DotNetProject Write(string source, string properties = "", string sdk = "Microsoft.NET.Sdk")
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "App.csproj"), $"""
            <Project Sdk="{sdk}">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <InvariantGlobalization>true</InvariantGlobalization>
                {properties}
              </PropertyGroup>
            </Project>
            """);

        // Nothing of the repository around the folder may decide how it is built.
        foreach (string name in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" })
        {
            File.WriteAllText(Path.Combine(folder, name), "<Project />");
        }

        File.WriteAllText(Path.Combine(folder, "Program.cs"), source);
        return this;
    }

    /// <summary>Runs <c>dotnet</c> in the folder; its output when it failed, else null.</summary>
    public string? Run(params string[] arguments)
    {
        ProgramRun run = ProgramRun.Start("dotnet", arguments, folder, Variables);
        return run.ExitCode == 0 ? null : run.Output;
    }

    /// <summary>Publishes; the output when it failed, else null.</summary>
    public string? Publish(params string[] arguments) => Run(["publish", "-c", "Release", "-o", Published, .. arguments]);
}
