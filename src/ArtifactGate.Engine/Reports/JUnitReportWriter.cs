using System.Globalization;
using System.Text;
using System.Xml;
using ArtifactGate.Engine.Diagnostics;

namespace ArtifactGate.Engine.Reports;

/// <summary>
/// JUnit XML, which every build server shows: a suite for each artifact, a case for each finding and each unread item. What stops the
/// run fails (unread: is an error), what only warns is skipped with its message, what is allowed passes.
/// </summary>
internal sealed class JUnitReportWriter : IReportWriter
{
    private enum Outcome
    {
        Pass,
        Skip,
        Fail,
        Error,
    }

    public string Name => "junit";

    public string Extension => ".xml";

    public bool ForConsole => false;

    public void Write(GateResult result, Stream output)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(output);
        Suite[] suites = [.. SuitesOf(result)];
        var settings = new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n", CloseOutput = false };
        using (var xml = XmlWriter.Create(output, settings))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteAttributeString("name", "ArtifactGate");
            Counts(xml, [.. suites.SelectMany(s => s.Cases)]);
            xml.WriteAttributeString("time", result.Seconds.ToString("0.000", CultureInfo.InvariantCulture));
            foreach (Suite suite in suites)
            {
                Write(xml, suite, ReportJson.Moment(result.StartedUtc));
            }

            xml.WriteEndElement();
        }

        output.Write("\n"u8);
    }

    private static IEnumerable<Suite> SuitesOf(GateResult result)
    {
        var causes = new RunCauses(result);
        ILookup<string, Finding> findings = result.Findings.ToLookup(f => f.Path.Artifact, StringComparer.Ordinal);
        ILookup<string, UnreadItem> unread = result.Unread.ToLookup(u => u.Path.Artifact, StringComparer.Ordinal);
        foreach (ArtifactResult artifact in result.Artifacts)
        {
            List<Case> cases = [.. findings[artifact.Path].Select(f => CaseOf(f, causes)), .. unread[artifact.Path].Select(u => CaseOf(u, causes))];
            if (cases.Count == 0)
            {
                bool pass = artifact.Verdict is RunVerdict.Passed or RunVerdict.Observed;
                string verdict = artifact.Verdict.ToString().ToLowerInvariant();
                cases.Add(new Case(artifact.Kind, "no credential, everything read", pass ? Outcome.Pass : Outcome.Error, $"The artifact ended as '{verdict}'."));
            }

            yield return new Suite(artifact.Path, cases);
        }

        if (result.Artifacts.Count == 0 || (result.Verdict == RunVerdict.Error && result.Findings.Count + result.Unread.Count == 0))
        {
            string message = result.Artifacts.Count == 0 ? "Nothing was scanned." : ResultSummary.Explanation(result);
            yield return new Suite("run", [new Case("run", "the run looked at its artifacts", Outcome.Error, message)]);
        }
    }

    private static Case CaseOf(Finding finding, RunCauses causes)
    {
        Outcome outcome = causes.Includes(finding.Verdict) ? Outcome.Fail : finding.Verdict == Verdict.Allowed ? Outcome.Pass : Outcome.Skip;
        return new Case(finding.Rule.Code, $"{finding.Rule.Title}: {ResultSummary.InnerOf(finding.Path)}, {ResultSummary.Position(finding)}", outcome, DiagnosticMessage.Of(finding, 0));
    }

    private static Case CaseOf(UnreadItem item, RunCauses causes)
    {
        Outcome outcome = causes.Includes(item) ? Outcome.Error : item.Verdict == Verdict.Allowed ? Outcome.Pass : Outcome.Skip;
        return new Case(DiagnosticList.CodeOf(item.Reason), $"read {ResultSummary.InnerOf(item.Path)}", outcome, DiagnosticMessage.Of(item, 0));
    }

    private static void Write(XmlWriter xml, Suite suite, string started)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", Printable.Line(suite.Name));
        Counts(xml, suite.Cases);
        xml.WriteAttributeString("timestamp", started);
        foreach (Case one in suite.Cases)
        {
            xml.WriteStartElement("testcase");
            xml.WriteAttributeString("classname", Printable.Line(one.Code));
            xml.WriteAttributeString("name", Printable.Line(one.Name));
            string? element = one.Outcome switch { Outcome.Fail => "failure", Outcome.Error => "error", Outcome.Skip => "skipped", _ => null };
            if (element is not null)
            {
                xml.WriteStartElement(element);
                xml.WriteAttributeString("message", Printable.Line(one.Message));
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Counts(XmlWriter xml, IReadOnlyCollection<Case> cases)
    {
        Count(xml, "tests", cases.Count);
        Count(xml, "failures", cases.Count(c => c.Outcome == Outcome.Fail));
        Count(xml, "errors", cases.Count(c => c.Outcome == Outcome.Error));
        Count(xml, "skipped", cases.Count(c => c.Outcome == Outcome.Skip));
    }

    private static void Count(XmlWriter xml, string name, int count) => xml.WriteAttributeString(name, count.ToString(CultureInfo.InvariantCulture));

    private sealed record Suite(string Name, IReadOnlyCollection<Case> Cases);

    private sealed record Case(string Code, string Name, Outcome Outcome, string Message);
}
