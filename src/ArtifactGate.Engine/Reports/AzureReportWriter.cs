using System.Globalization;
using System.Text;
using ArtifactGate.Engine.Diagnostics;

namespace ArtifactGate.Engine.Reports;

/// <summary>Issues for Azure Pipelines: logging commands, one a line.</summary>
internal sealed class AzureReportWriter : IReportWriter
{
    public string Name => "azure";

    public string? Extension => null;

    public bool ForConsole => true;

    public void Write(GateResult result, Stream output)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(output);
        var text = new StringBuilder();
        foreach (Diagnostic diagnostic in DiagnosticList.From(result))
        {
            text.Append("##vso[task.logissue type=").Append(diagnostic.Severity == DiagnosticSeverity.Error ? "error" : "warning").Append(';');
            if (diagnostic.File.Length > 0)
            {
                text.Append("sourcepath=").Append(Property(diagnostic.File)).Append(';');
                Number(text, "linenumber", diagnostic.Line);
                Number(text, "columnnumber", diagnostic.Column);
            }

            text.Append("code=").Append(Property(diagnostic.Code)).Append(";]").Append(Data(diagnostic.Message)).Append('\n');
        }

        text.Append("ArtifactGate: ").Append(ResultSummary.Headline(result)).Append(". ").Append(ResultSummary.Counts(result)).Append(".\n");
        output.Write(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static void Number(StringBuilder text, string name, int value)
    {
        if (value > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name}={value};");
        }
    }

    // The agent writes a percent sign in this way of its own.
    private static string Data(string text) => text
        .Replace("%", "%AZP25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text)
        .Replace(";", "%3B", StringComparison.Ordinal)
        .Replace("]", "%5D", StringComparison.Ordinal);
}
