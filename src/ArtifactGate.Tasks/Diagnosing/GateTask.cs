using ArtifactGate.Engine;
using ArtifactGate.Engine.Diagnostics;
using Microsoft.Build.Framework;

namespace ArtifactGate.Tasks;

// How a task says what the gate found: as errors and warnings of the build, at their sources.
public abstract partial class GateTask
{
    /// <summary>Findings that are printed; the report has them all.</summary>
    private const int MostPrinted = 50;

    private readonly HashSet<string> _promoted = new(StringComparer.Ordinal);

    /// <summary>Whether a finding is why the build fails: it blocks, or its warning is an error here.</summary>
    private protected bool Fails(GateResult result, Finding finding) =>
        finding.Verdict == Verdict.Block || (finding.Verdict == Verdict.Warn && (WarningsStop(result) || _promoted.Contains(finding.Rule.Code)));

    /// <summary>Whether something that was not read is why the build fails.</summary>
    private protected bool Fails(GateResult result, UnreadItem item) => item.Verdict == Verdict.Block || (item.Verdict == Verdict.Warn
        && ((result.Verdict == RunVerdict.Incomplete && result.Unread.All(u => u.Verdict != Verdict.Block)) || _promoted.Overlaps(["AG0001", "AG0002"])));

    // The user asked for warnings to count, and nothing worse was found.
    private static bool WarningsStop(GateResult result) => result.Verdict == RunVerdict.Blocked && result.Findings.All(f => f.Verdict != Verdict.Block);

    private bool LogDiagnostics(GateResult result)
    {
        var switches = new WarningSwitches(NoWarn, WarningsAsErrors, TreatWarningsAsErrors, WarningsNotAsErrors, code => BuildWarnings.AreErrors(BuildEngine, code));
        bool failed = false;

        // Nothing stops a run that only observes, so what it says is no warning where a warning would.
        bool observes = result.Notices.Any(n => n.Code == "AG0007");
        int printed = 0, held = 0;
        foreach (Diagnostic diagnostic in DiagnosticList.From(result, JsonReport))
        {
            if (diagnostic.Severity == DiagnosticSeverity.Warning && switches.IsSuppressed(diagnostic.Code))
            {
                continue;
            }

            bool onlySaid = observes && diagnostic.Severity == DiagnosticSeverity.Warning && switches.IsErrorAsAll(diagnostic.Code);
            bool isError = diagnostic.Severity == DiagnosticSeverity.Error || (switches.IsError(diagnostic.Code) && !onlySaid);
            failed |= isError;
            if (isError && diagnostic.Severity == DiagnosticSeverity.Warning)
            {
                _promoted.Add(diagnostic.Code);
            }

            if (printed++ >= MostPrinted)
            {
                held++;
                continue;
            }

            Write(diagnostic, isError, onlySaid);
        }

        if (held > 0)
        {
            string rest = $"{held} more diagnostics are not shown; all are in {JsonReport ?? Path.Combine(ReportDirectory, ReportName + ".*")}.";
            Write(new Diagnostic("AG0001", DiagnosticSeverity.Warning, ProjectFile, 0, 0, rest, null), isError: false, observes && switches.IsErrorAsAll("AG0001"));
        }

        return failed;
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
