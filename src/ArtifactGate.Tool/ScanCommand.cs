using System.CommandLine;
using System.Globalization;
using ArtifactGate.Artifacts;
using ArtifactGate.Artifacts.Registry;
using ArtifactGate.Detection;
using ArtifactGate.Engine;
using ArtifactGate.Engine.Inputs;
using ArtifactGate.Engine.Reports;

namespace ArtifactGate.Tool;

/// <summary><c>artifactgate scan</c>: the release gate.</summary>
internal sealed class ScanCommand
{
    private readonly ToolHost _host;

    private readonly Argument<string[]> _paths = new("artifact")
    {
        Description = "A file, a folder, a glob (quote it; ** crosses folders), an image in a registry (oci://registry/repository:tag) or - for standard input.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _policy = new("--policy") { Description = "The policy file; otherwise artifactgate.json is searched upwards.", HelpName = "FILE" };

    private readonly RuleFileOption _rules = new();

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

    private readonly Option<string> _failOn = new("--fail-on")
    {
        Description = "Which findings fail the run: block, warn (warnings too) or never (only report).",
        HelpName = "LEVEL",
        DefaultValueFactory = _ => "block",
    };

    private readonly Option<string?> _artifactsFrom = new("--artifacts-from") { Description = "Read names of artifacts, one a line, from a file or from - (standard input).", HelpName = "FILE" };
    private readonly Option<string?> _expect = new("--expect") { Description = "Fail unless exactly this many artifacts are scanned.", HelpName = "N" };
    private readonly Option<string?> _jobs = new("--jobs") { Description = "Threads; 0 for one a processor.", HelpName = "N" };
    private readonly Option<bool> _reveal = new("--reveal") { Description = "Show the credentials themselves, in text and JSON only. For a person at a terminal, never for a log." };
    private readonly Option<bool> _tree = new("--tree") { Description = "Also show everything that was opened, with what it is and its size, and what was not read. In text and JSON." };
    private readonly Option<bool> _quiet = new("--quiet") { Description = "Write nothing to standard output when the run passes, and no progress." };
    private readonly Option<bool> _verbose = new("--verbose") { Description = "Say what is being done." };
    private readonly LimitOptions _limits = new();
    private readonly KnownValueOptions _knownValues = new();

    public ScanCommand(ToolHost host)
    {
        _host = host;
        Definition = new Command("scan", "Scan artifacts. Exit 0: nothing would ship; 1: blocked; 2: could not run; 3: not everything could be read.")
        {
            _paths, _policy, _rules.Definition, _format, _report, _failOn, _artifactsFrom, _expect, _jobs, _tree, _reveal, _quiet, _verbose,
        };
        _limits.AddTo(Definition);
        _knownValues.AddTo(Definition);
        Definition.SetAction(Run);
    }

    /// <summary>The command for the parser.</summary>
    public Command Definition { get; }

    private int Run(ParseResult parsed)
    {
        IReportWriter writer = Writer(parsed.GetValue(_format)!);
        List<ReportFile> reports = [.. (parsed.GetValue(_report) ?? []).Select(path => ReportFile.Parse(path, _host.WorkingDirectory))];
        try
        {
            return Scan(parsed, writer, reports);
        }
        catch (GateException failure)
        {
            Refuse(writer, reports, failure);
            throw;
        }
    }

    private int Scan(ParseResult parsed, IReportWriter writer, List<ReportFile> reports)
    {
        using var cancellation = new CancellationTokenSource();
        GateOptions options = Options(parsed, cancellation.Token);
        bool quiet = parsed.GetValue(_quiet);
        ConsoleCancelEventHandler stop = (_, e) =>
        {
            // The first time the run ends with what it has; whoever asks twice wants the process gone.
            e.Cancel = !cancellation.IsCancellationRequested;
            cancellation.Cancel();
        };
        Console.CancelKeyPress += stop;
        try
        {
            var gate = new Gate();
            using ScanProgress? progress = quiet ? null : ScanProgress.Start(_host.Error, parsed.GetValue(_verbose));
            if (parsed.GetValue(_verbose))
            {
                _host.Error.WriteLine($"artifactgate {Gate.Version}: {options.Artifacts.Count} artifact(s)");
            }

            GateResult result = gate.Run(options, progress, cancellation.Token);
            progress?.Dispose();
            bool written = WriteReports(reports, result, gate.Revealed);
            result = written ? result : result with { Verdict = RunVerdict.Error };
            if (!quiet || result.Verdict != RunVerdict.Passed)
            {
                using Stream output = _host.Output();
                ReportFile.WriteTo(writer, result, gate.Revealed, output);
            }

            return cancellation.IsCancellationRequested ? ExitCodes.Error : ExitCodes.Of(result.Verdict);
        }
        finally
        {
            Console.CancelKeyPress -= stop;
            foreach (ArtifactInput input in options.Artifacts)
            {
                input.Image?.Dispose();
            }
        }
    }

    // Whoever reads a report learns from it as well that nothing was decided. A person has the line of complaint.
    private void Refuse(IReportWriter writer, List<ReportFile> reports, GateException failure)
    {
        GateResult refused = Gate.Refused(failure, DateTimeOffset.UtcNow);
        WriteReports(reports, refused, null);
        if (writer.Name is "json" or "sarif")
        {
            using Stream output = _host.Output();
            ReportFile.WriteTo(writer, refused, null, output);
        }
    }

    // A report that cannot be written must not cost the findings: they still go to the others and to standard output.
    private bool WriteReports(List<ReportFile> reports, GateResult result, RevealedValues? revealed)
    {
        bool all = true;
        foreach (ReportFile report in reports)
        {
            if (!report.TryWrite(result, revealed))
            {
                _host.Error.WriteLine($"artifactgate: error AG0009: The report '{report.Path}' cannot be written.");
                all = false;
            }
        }

        return all;
    }

    private GateOptions Options(ParseResult parsed, CancellationToken cancellation)
    {
        CiEnvironment ci = CiEnvironment.Read(_host.Variables);
        IReadOnlyList<ArtifactInput> artifacts = Artifacts(parsed, cancellation);
        bool limitsGiven = _limits.TryRead(parsed, out Limits limits);
        return new GateOptions
        {
            WorkingDirectory = _host.WorkingDirectory,
            Now = DateTimeOffset.UtcNow,
            Artifacts = artifacts,
            Policy = parsed.GetValue(_policy),
            Rules = _rules.Read(parsed).Files,
            FailOn = parsed.GetResult(_failOn) is { Implicit: false } ? Level(parsed.GetValue(_failOn)!) : null,
            Limits = limitsGiven ? limits : null,
            Jobs = Number(parsed, _jobs) ?? 0,
            Reveal = parsed.GetValue(_reveal),
            Tree = parsed.GetValue(_tree),
            KnownValues = _knownValues.Read(parsed),
            Variables = _host.AllVariables,
            FingerprintKey = ci.FingerprintKey,
            Revision = ci.Revision,
            CiRunId = ci.RunId,
        };
    }

    private IReadOnlyList<ArtifactInput> Artifacts(ParseResult parsed, CancellationToken cancellation)
    {
        var names = new List<string>([.. parsed.GetValue(_paths) ?? [], .. _rules.Read(parsed).Others]);
        if (parsed.GetValue(_artifactsFrom) is string list)
        {
            names.AddRange(ReadList(list).Where(l => l.Trim().Length > 0));
        }

        IReadOnlyList<ArtifactInput> artifacts = ArtifactArguments.Resolve(names, _host.WorkingDirectory, () => new InterruptibleStream(_host.Input(), cancellation),
            image => RemoteImage.Resolve(image, new RegistryLogins(_host.Variables).Find(image), Gate.Version, cancellation));
        if (artifacts.Count == 0)
        {
            throw new GateException("AG0003", "No artifact to scan: name a file, a folder, a glob or '-'.");
        }

        return Number(parsed, _expect) is int expected && expected != artifacts.Count
            ? throw new GateException("AG0003", $"--expect {expected}, but there {(artifacts.Count == 1 ? "is 1 artifact" : $"are {artifacts.Count} artifacts")}.")
            : artifacts;
    }

    // The parser's own complaint would name a type of the framework.
    private static int? Number(ParseResult parsed, Option<string?> option) => parsed.GetValue(option) switch
    {
        null => null,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) => number,
        var text => throw new UsageException($"{option.Name} takes a number from 0 on, not '{text}'."),
    };

    private IEnumerable<string> ReadList(string list)
    {
        try
        {
            using var reader = new StreamReader(list == "-" ? _host.Input() : File.OpenRead(Path.GetFullPath(list, _host.WorkingDirectory)));
            return reader.ReadToEnd().Split('\n').Select(l => l.TrimEnd('\r'));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new GateException("AG0003", $"--artifacts-from: '{list}' cannot be read.");
        }
    }

    private static FailOn Level(string text) => text switch
    {
        "block" => FailOn.Block,
        "warn" => FailOn.Warn,
        "never" => FailOn.Never,
        _ => throw new UsageException($"--fail-on takes block, warn or never, not '{text}'."),
    };

    private static IReportWriter Writer(string name) => ReportWriters.Find(name) is IReportWriter writer && ReportFile.Formats.Contains(writer.Name)
        ? writer
        : throw new UsageException($"--format takes {string.Join(", ", ReportFile.Formats)}, not '{name}'.");
}
