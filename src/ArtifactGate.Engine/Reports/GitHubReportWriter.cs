using System.Globalization;
using System.Text;
using ArtifactGate.Engine.Diagnostics;

namespace ArtifactGate.Engine.Reports;

/// <summary>Annotations for GitHub Actions: workflow commands, one a line.</summary>
internal sealed class GitHubReportWriter : IReportWriter
{
    public string Name => "github";

    public string? Extension => null;

    public bool ForConsole => true;

    public void Write(GateResult result, Stream output)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(output);
        var text = new StringBuilder();
        foreach (Diagnostic diagnostic in DiagnosticList.From(result))
        {
            text.Append(diagnostic.Severity == DiagnosticSeverity.Error ? "::error " : "::warning ");
            if (diagnostic.File.Length > 0)
            {
                text.Append("file=").Append(Property(diagnostic.File)).Append(',');
                Number(text, "line", diagnostic.Line);
                Number(text, "col", diagnostic.Column);
            }

            text.Append("title=ArtifactGate ").Append(Property(diagnostic.Code)).Append("::").Append(Data(diagnostic.Message)).Append('\n');
        }

        text.Append("ArtifactGate: ").Append(ResultSummary.Headline(result)).Append(". ").Append(ResultSummary.Counts(result)).Append(".\n");
        output.Write(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static void Number(StringBuilder text, string name, int value)
    {
        if (value > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name}={value},");
        }
    }

    private static string Data(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text)
        .Replace(":", "%3A", StringComparison.Ordinal)
        .Replace(",", "%2C", StringComparison.Ordinal);
}
