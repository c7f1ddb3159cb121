using System.CommandLine;
using ArtifactGate.Detection;
using ArtifactGate.Engine;
using ArtifactGate.Engine.Caching;
using ArtifactGate.Engine.Comparing;
using ArtifactGate.Engine.Inputs;
using ArtifactGate.Engine.Reports;
using ArtifactGate.Engine.Sharding;

namespace ArtifactGate.Tool;

/// <summary><c>artifactgate scan</c>: the release gate.</summary>
internal sealed class ScanCommand
{
    private readonly ToolHost _host;
    private readonly ReportOutput _output;

    private readonly Argument<string[]> _paths = new("artifact")
    {
        Description = "A file, a folder, a glob (quote it; ** crosses folders), an image in a registry (oci://registry/repository:tag) or - for standard input.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly PolicyOptions _policy = new();

    private readonly RuleFileOption _rules = new();

    private readonly Option<string> _failOn = new("--fail-on")
    {
        Description = "Which findings fail the run: block, warn (warnings too) or never (only report).",
        HelpName = "LEVEL",
        DefaultValueFactory = _ => "block",
    };

    private readonly Option<string?> _shard = new("--shard") { Description = "Scan one part of the artifacts, chosen by content: 3/16 is the third of sixteen. 'artifactgate merge' joins them.", HelpName = "K/N" };
    private readonly Option<string?> _since = new("--since") { Description = "A JSON report of an earlier run: says of each credential whether it is new. Changes no verdict.", HelpName = "OLD" };
    private readonly Option<string?> _cache = new("--cache") { Description = $"A folder that remembers what nothing was found in; {ContentCache.KeyVariable} is the secret key of its entries.", HelpName = "DIR" };
    private readonly Option<string?> _jobs = new("--jobs") { Description = "Threads; 0 for one a processor.", HelpName = "N" };
    private readonly Option<bool> _reveal = new("--reveal") { Description = "Show the credentials themselves, in text and JSON only. For a person at a terminal, never for a log." };
    private readonly Option<bool> _tree = new("--tree") { Description = "Also show everything that was opened, with what it is and its size, and what was not read. In text and JSON." };
    private readonly Option<bool> _quiet = new("--quiet") { Description = "Write nothing to standard output when the run passes, and no progress." };
    private readonly Option<bool> _verbose = new("--verbose") { Description = "Say what is being done." };
    private readonly ArtifactOptions _artifacts = new("Fail unless exactly this many artifacts are scanned.");
    private readonly LimitOptions _limits = new();
    private readonly ReceiptOptions _receipt = new();
    private readonly KnownValueOptions _knownValues = new();

    public ScanCommand(ToolHost host)
    {
        _host = host;
        _output = new ReportOutput(host);
        Definition = new Command("scan", "Scan artifacts. Exit 0: nothing would ship; 1: blocked; 2: could not run; 3: not everything could be read.")
        {
            _paths, _rules.Definition, _failOn, _shard, _since, _cache, _jobs, _tree, _reveal, _quiet, _verbose,
        };
        _output.AddTo(Definition);
        _policy.AddTo(Definition);
        _artifacts.AddTo(Definition);
        _limits.AddTo(Definition);
        _receipt.AddTo(Definition);
        _knownValues.AddTo(Definition);
        Definition.SetAction(Run);
    }

    /// <summary>The command for the parser.</summary>
    public Command Definition { get; }

    private int Run(ParseResult parsed)
    {
        _output.Read(parsed);
        ReceiptOutput? receipt = null;
        try
        {
            receipt = _receipt.Read(parsed, _host);
            receipt?.KeepApartFrom(_output.Files);
            return Scan(parsed, receipt);
        }
        catch (GateException failure)
        {
            _output.Refuse(failure);
            if (receipt is { HadOlder: true })
            {
                _host.Error.WriteLine(receipt.Missing("the run could not be made"));
            }

            throw;
        }
        finally
        {
            receipt?.Dispose();
        }
    }

    private int Scan(ParseResult parsed, ReceiptOutput? receipt)
    {
        using var cancellation = new CancellationTokenSource();
        GateOptions options = Options(parsed, cancellation.Token);
        receipt?.KeepOutOf(options.Artifacts);
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
            bool cancelled = cancellation.IsCancellationRequested;
            result = Record(result, receipt, gate.Revealed, cancelled);
            if (!quiet || result.Verdict != RunVerdict.Passed)
            {
                _output.WriteConsole(result, gate.Revealed);
            }

            return cancelled ? ExitCodes.Error : ExitCodes.Of(result.Verdict);
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

    // What is written first is taken back when the rest fails: a receipt stands for a run that ended well.
    private GateResult Record(GateResult result, ReceiptOutput? receipt, RevealedValues? revealed, bool cancelled)
    {
        if (receipt is not null && result.Verdict == RunVerdict.Passed && !cancelled && !receipt.TryWrite(result))
        {
            _host.Error.WriteLine("artifactgate: error AG0009: " + receipt.Missing("it cannot be written")["artifactgate: ".Length..]);
            receipt = null;
            result = result with { Verdict = RunVerdict.Error };
        }

        if (!_output.WriteFiles(result, revealed))
        {
            result = result with { Verdict = RunVerdict.Error };
        }

        if (receipt is not null && (result.Verdict != RunVerdict.Passed || cancelled))
        {
            receipt.Withdraw();
            _host.Error.WriteLine(receipt.Missing(cancelled ? "the run was stopped" : $"the run is {result.Verdict.ToString().ToLowerInvariant()} and not passed"));
        }

        return result;
    }

    private GateOptions Options(ParseResult parsed, CancellationToken cancellation)
    {
        CiEnvironment ci = CiEnvironment.Read(_host.Variables);
        IReadOnlyList<ArtifactInput> artifacts = Artifacts(parsed, cancellation);
        return _policy.Read(parsed, _host, new GateOptions
        {
            WorkingDirectory = _host.WorkingDirectory,
            Now = DateTimeOffset.UtcNow,
            Artifacts = artifacts,
            Rules = _rules.Read(parsed).Files,
            FailOn = parsed.GetResult(_failOn) is { Implicit: false } ? Level(parsed.GetValue(_failOn)!) : null,
            Limits = _limits.Read(parsed),
            Shard = ShardOf(parsed),
            Since = PriorReport(parsed),
            Cache = CacheOf(parsed),
            Jobs = ArtifactOptions.Number(parsed, _jobs) ?? 0,
            Reveal = parsed.GetValue(_reveal),
            Tree = parsed.GetValue(_tree),
            KnownValues = _knownValues.Read(parsed),
            Variables = _host.AllVariables,
            FingerprintKey = ci.FingerprintKey,
            Revision = ci.Revision,
            CiRunId = ci.RunId,
        });
    }

    private IReadOnlyList<ArtifactInput> Artifacts(ParseResult parsed, CancellationToken cancellation)
    {
        IReadOnlyList<ArtifactInput> artifacts = _artifacts.Resolve(parsed, [.. parsed.GetValue(_paths) ?? [], .. _rules.Read(parsed).Others], _host, cancellation);
        if (artifacts.Count == 0)
        {
            throw new GateException("AG0003", "No artifact to scan: name a file, a folder, a glob or '-'.");
        }

        return _artifacts.Expect(parsed) is int expected && expected != artifacts.Count
            ? throw new GateException("AG0003", $"--expect {expected}, but there {(artifacts.Count == 1 ? "is 1 artifact" : $"are {artifacts.Count} artifacts")}.")
            : artifacts;
    }

    private static FailOn Level(string text) => text switch
    {
        "block" => FailOn.Block,
        "warn" => FailOn.Warn,
        "never" => FailOn.Never,
        _ => throw new UsageException($"--fail-on takes block, warn or never, not '{text}'."),
    };

    private Shard? ShardOf(ParseResult parsed) => parsed.GetValue(_shard) switch
    {
        null => null,
        var text when Shard.TryParse(text, out Shard? shard) => shard,
        var text => throw new UsageException($"--shard takes a part and a number of parts such as 3/16, not '{text}'."),
    };

    private ContentCache? CacheOf(ParseResult parsed) => parsed.GetValue(_cache) switch
    {
        null => null,
        "" => throw new UsageException("--cache takes the name of a folder, not an empty one."),
        var folder => ContentCache.Open(Path.GetFullPath(folder, _host.WorkingDirectory), folder, _host.Variables(ContentCache.KeyVariable)),
    };

    private PriorReport? PriorReport(ParseResult parsed) => parsed.GetValue(_since) is { } file
        ? new PriorReport(file, ReportReader.Read(Path.GetFullPath(file, _host.WorkingDirectory), file))
        : null;
}
