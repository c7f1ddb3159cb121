using System.CommandLine;
using ArtifactGate.Detection;
using ArtifactGate.Engine;
using ArtifactGate.Engine.Reports;

namespace ArtifactGate.Tool;

/// <summary><c>--format</c> and <c>--report</c>: where the result of a command goes.</summary>
internal sealed class ReportOutput(ToolHost host)
{
    private readonly Option<string> _format = new("--format")
    {
        Description = "What is written to standard output: text, json, sarif, github, azure or msbuild.",
        HelpName = "NAME",
        DefaultValueFactory = _ => "text",
    };

    private readonly Option<string[]> _report = new("--report")
    {
        Description = "Also write a report to a file, by its ending: .json .sarif .html .md .xml (JUnit). May be given several times.",
        HelpName = "FILE",
    };

    private IReportWriter _writer = null!;

    /// <summary>The files, once <see cref="Read"/> was called.</summary>
    public IReadOnlyList<ReportFile> Files { get; private set; } = [];

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_format);
        command.Add(_report);
    }

    /// <summary>Reads what was asked for, before anything is done.</summary>
    /// <exception cref="UsageException">An unknown format or ending, or a folder that is missing.</exception>
    public void Read(ParseResult parsed)
    {
        string name = parsed.GetValue(_format)!;
        _writer = ReportWriters.Find(name) is IReportWriter writer && ReportFile.Formats.Contains(writer.Name)
            ? writer
            : throw new UsageException($"--format takes {string.Join(", ", ReportFile.Formats)}, not '{name}'.");
        Files = [.. (parsed.GetValue(_report) ?? []).Select(path => ReportFile.Parse(path, host.WorkingDirectory))];
    }

    /// <summary>Writes to standard output.</summary>
    public void WriteConsole(GateResult result, RevealedValues? revealed)
    {
        using Stream output = host.Output();
        ReportFile.WriteTo(_writer, result, revealed, output);
    }

    /// <summary>Writes the files. One that cannot be written must not cost the findings: they still go to the others and to standard output.</summary>
    /// <returns>Whether all could be written.</returns>
    public bool WriteFiles(GateResult result, RevealedValues? revealed)
    {
        bool all = true;
        foreach (ReportFile report in Files)
        {
            if (!report.TryWrite(result, revealed))
            {
                host.Error.WriteLine($"artifactgate: error AG0009: The report '{report.Path}' cannot be written.");
                all = false;
            }
        }

        return all;
    }

    /// <summary>Whoever reads a report learns from it as well that nothing was decided. A person has the line of complaint.</summary>
    public void Refuse(GateException failure)
    {
        GateResult refused = Gate.Refused(failure, DateTimeOffset.UtcNow);
        WriteFiles(refused, null);
        if (_writer.Name is "json" or "sarif")
        {
            WriteConsole(refused, null);
        }
    }
}
