using ArtifactGate.Detection;
using ArtifactGate.Engine;
using ArtifactGate.Engine.Reports;

namespace ArtifactGate.Tool;

/// <summary>A report that goes to a file; its ending says which.</summary>
internal sealed record ReportFile(string Path, IReportWriter Writer)
{
    private static readonly Dictionary<string, string> ByEnding = new(StringComparer.OrdinalIgnoreCase)
    {
        [".json"] = "json",
        [".sarif"] = "sarif",
        [".html"] = "html",
        [".md"] = "markdown",
        [".xml"] = "junit",
    };

    /// <summary>The formats that <c>--format</c> takes.</summary>
    public static IReadOnlyList<string> Formats { get; } = ["text", "json", "sarif", "github", "azure", "msbuild"];

    /// <summary>Chooses the writer by the file's ending.</summary>
    /// <exception cref="UsageException">The ending is unknown, or the folder does not exist.</exception>
    public static ReportFile Parse(string path, string workingDirectory)
    {
        string full = System.IO.Path.GetFullPath(path, workingDirectory);
        if (!ByEnding.TryGetValue(System.IO.Path.GetExtension(path), out string? name) || ReportWriters.Find(name) is not IReportWriter writer)
        {
            throw new UsageException($"--report '{path}': the ending must be one of {string.Join(' ', ByEnding.Keys)}.");
        }

        return Directory.Exists(System.IO.Path.GetDirectoryName(full))
            ? new ReportFile(full, writer)
            : throw new UsageException($"--report '{path}': the folder does not exist.");
    }

    /// <summary>Writes a report; values only into those that may show them.</summary>
    public static void WriteTo(IReportWriter writer, GateResult result, RevealedValues? revealed, Stream stream)
    {
        if (writer is IRevealingReportWriter revealing)
        {
            revealing.Write(result, revealed, stream);
        }
        else
        {
            writer.Write(result, stream);
        }
    }

    /// <summary>Writes the file; false when it cannot be written.</summary>
    public bool TryWrite(GateResult result, RevealedValues? revealed)
    {
        try
        {
            using FileStream stream = File.Create(Path);
            WriteTo(Writer, result, revealed, stream);
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
