using System.Reflection;

namespace ArtifactGate.Architecture.Tests;

/// <summary>The repository that the tests were built from.</summary>
internal static class Repository
{
    /// <summary>Its root, absolute.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>The five assemblies that ship.</summary>
    public static IReadOnlyList<Assembly> Shipped { get; } =
    [
        typeof(Detection.Detector).Assembly, typeof(Artifacts.FormatBook).Assembly, typeof(Engine.Gate).Assembly,
        typeof(Tasks.GateTask).Assembly, typeof(Tool.ToolHost).Assembly,
    ];

    /// <summary>The text of a file of the repository.</summary>
    public static string Read(string name) => File.ReadAllText(Path.Combine(Root, name));

    private static string Find(string folder) => File.Exists(Path.Combine(folder, "ArtifactGate.sln")) ? folder
        : Find(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(folder)) ?? throw new DirectoryNotFoundException("No ArtifactGate.sln above the tests."));
}
