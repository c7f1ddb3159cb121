using ArtifactGate.Engine;
using ArtifactGate.Engine.Diagnostics;
using Microsoft.Build.Framework;

namespace ArtifactGate.Tasks;

// How a task says what the gate found: as errors and warnings of the build, at their sources.
public abstract partial class GateTask
{
    /// <summary>Findings that are printed; the report has them all.</summary>
    private const int MostPrinted = 50;

    private bool LogDiagnostics(GateResult result)
    {
        var switches = new WarningSwitches(NoWarn, WarningsAsErrors, TreatWarningsAsErrors, WarningsNotAsErrors);
        bool promoted = false;

        // Nothing stops a run that only observes, so what it says is no warning where a warning would.
        bool observes = result.Notices.Any(n => n.Code == "AG0007");
        int printed = 0, held = 0;
        foreach (Diagnostic diagnostic in DiagnosticList.From(result))
        {
            if (diagnostic.Severity == DiagnosticSeverity.Warning && switches.IsSuppressed(diagnostic.Code))
            {
                continue;
            }

            bool onlySaid = observes && diagnostic.Severity == DiagnosticSeverity.Warning && switches.IsErrorAsAll(diagnostic.Code);
            bool isError = diagnostic.Severity == DiagnosticSeverity.Error || (switches.IsError(diagnostic.Code) && !onlySaid);
            promoted |= isError;
            if (printed++ >= MostPrinted)
            {
                held++;
                continue;
            }

            Write(diagnostic, isError, onlySaid);
        }

        if (held > 0)
        {
            string rest = $"{held} more diagnostics are not shown; all are in {Path.Combine(ReportDirectory, ReportName)}.json.";
            Write(new Diagnostic("AG0001", DiagnosticSeverity.Warning, ProjectFile, 0, 0, rest, null), isError: false, observes && switches.IsErrorAsAll("AG0001"));
        }

        return promoted;
    }

    private void Write(Diagnostic diagnostic, bool isError, bool onlySaid)
    {
        string file = diagnostic.File.Length == 0 ? ProjectFile : Absolute(diagnostic.File);
        if (onlySaid)
        {
            Log.LogMessage(MessageImportance.High, "{0}", $"{file}({diagnostic.Line},{diagnostic.Column}): {diagnostic.Code}: {diagnostic.Message}");
        }
        else if (isError)
        {
            LogError(diagnostic.Code, file, diagnostic.Line, diagnostic.Column, diagnostic.Message, diagnostic.HelpLink);
        }
        else
        {
            Log.LogWarning("ArtifactGate", diagnostic.Code, null, diagnostic.HelpLink, file, diagnostic.Line, diagnostic.Column, 0, 0, "{0}", diagnostic.Message);
        }
    }

    // Sources are named from the root of the repository, artifacts from the project.
    private string Absolute(string file)
    {
        if (Path.IsPathFullyQualified(file))
        {
            return file;
        }

        string fromRoot = Path.GetFullPath(file, RepositoryFolder.Find(ProjectDirectory) ?? ProjectDirectory);
        return File.Exists(fromRoot) ? fromRoot : Path.GetFullPath(file, ProjectDirectory);
    }
}
