using System.Globalization;
using System.Text;
using ArtifactGate.Engine.Diagnostics;

namespace ArtifactGate.Engine.Reports;

/// <summary>
/// Diagnostics as build tools print them: <c>file(line,column): error AG1001: message</c>. MSBuild turns such lines of a program it runs
/// into its own errors and warnings.
/// </summary>
internal sealed class MSBuildReportWriter : IReportWriter
{
    public string Name => "msbuild";

    public string? Extension => null;

    public bool ForConsole => true;

    public void Write(GateResult result, Stream output)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(output);
        var text = new StringBuilder();
        foreach (Diagnostic diagnostic in DiagnosticList.From(result))
        {
            string severity = diagnostic.Severity == DiagnosticSeverity.Error ? "error" : "warning";
            text.Append(Origin(diagnostic)).Append(": ").Append(severity).Append(' ').Append(diagnostic.Code).Append(": ").Append(diagnostic.Message).Append('\n');
        }

        output.Write(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static string Origin(Diagnostic diagnostic)
    {
        string file = diagnostic.File.Length == 0 ? "ArtifactGate" : Unambiguous(diagnostic.File);
        return (diagnostic.Line, diagnostic.Column) switch
        {
            (0, _) => file,
            (int line, 0) => string.Create(CultureInfo.InvariantCulture, $"{file}({line})"),
            (int line, int column) => string.Create(CultureInfo.InvariantCulture, $"{file}({line},{column})"),
        };
    }

    // A colon ends the origin, unless it is that of a drive: a file called "a: error X: b" must not become another error.
    private static string Unambiguous(string file)
    {
        int start = file.Length > 2 && char.IsAsciiLetter(file[0]) && file[1] == ':' && (file[2] is '/' or '\\') ? 2 : 0;
        return file[..start] + file[start..].Replace(":", "%3A", StringComparison.Ordinal);
    }
}
