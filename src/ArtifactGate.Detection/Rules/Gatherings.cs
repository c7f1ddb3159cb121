namespace ArtifactGate.Detection.Rules;

/// <summary>Files that gather what a build or a process had in hand.</summary>
internal static class Gatherings
{
    /// <summary>The binary log of a build.</summary>
    public static readonly FileRule BuildLog = new()
    {
        Code = "AG3015",
        Name = "msbuild-binary-log",
        Title = "Binary log of a build",
        Issuer = "MSBuild",
        Kind = "build log",
        Risk = "Tells the environment, properties, command lines and project files of the build, and every secret among them.",
        Revoke = "Keep build logs out of what ships, and rotate the secrets of the build.",
        Reference = "https://learn.microsoft.com/visualstudio/msbuild/obtaining-build-logs-with-msbuild",
        Cwe = "CWE-260",
        Format = "binlog",
        Specificity = -10,
    };

    /// <summary>The memory of a process.</summary>
    public static readonly FileRule Dump = new()
    {
        Code = "AG3016",
        Name = "crash-dump",
        Title = "Crash dump",
        Issuer = "unknown",
        Kind = "memory of a process",
        Risk = "Holds what the process had in memory: keys, tokens and data of its users, as far as no rule knows them too.",
        Revoke = "Keep dumps out of what ships, and rotate the keys and tokens that the process used.",
        Reference = "https://learn.microsoft.com/dotnet/core/diagnostics/dumps",
        Cwe = "CWE-260",
        IsMemory = true,
        Specificity = -10,
    };
}
