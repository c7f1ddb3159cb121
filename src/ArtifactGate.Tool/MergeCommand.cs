using System.CommandLine;
using ArtifactGate.Engine;
using ArtifactGate.Engine.Inputs;
using ArtifactGate.Engine.Merging;
using ArtifactGate.Engine.Receipts;
using ArtifactGate.Engine.Reports;

namespace ArtifactGate.Tool;

/// <summary><c>artifactgate merge</c>: joins the reports, and the receipts, of runs that shared one set of artifacts.</summary>
internal sealed class MergeCommand
{
    private readonly ToolHost _host;

    private readonly Argument<string[]> _files = new("report-or-receipt")
    {
        Description = "JSON reports and receipts, which are told apart by their content; files and globs (quote them).",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _key = new("--key") { Description = "The public key that every receipt must be signed with (PEM, ECDSA, P-256).", HelpName = "PUB" };
    private readonly Option<bool> _unsigned = new("--unsigned") { Description = "Take receipts without a key." };
    private readonly Option<string?> _expect = new("--expect") { Description = "Fail unless the runs together scanned exactly this many artifacts.", HelpName = "N" };
    private readonly Option<bool> _quiet = new("--quiet") { Description = "Write nothing to standard output when the runs passed." };
    private readonly ReportOutput _output;
    private readonly ReceiptOptions _receipt = new();

    public MergeCommand(ToolHost host)
    {
        _host = host;
        _output = new ReportOutput(host);
        Definition = new Command("merge", "Join the reports and receipts of runs that shared a set (scan --shard). Exit as one run over everything: 0, 1 or 3; 2: they do not belong together.")
        {
            _files, _key, _unsigned, _expect, _quiet,
        };
        _output.AddTo(Definition);
        _receipt.AddTo(Definition);
        Definition.SetAction(Run);
    }

    /// <summary>The command for the parser.</summary>
    public Command Definition { get; }

    private int Run(ParseResult parsed)
    {
        _output.Read(parsed);
        using ReceiptOutput? receipt = _receipt.Read(parsed, _host);
        receipt?.KeepApartFrom(_output.Files);
        try
        {
            return Merge(parsed, receipt);
        }
        catch (GateException failure)
        {
            _output.Refuse(failure);
            if (receipt is { HadOlder: true })
            {
                _host.Error.WriteLine(receipt.Missing("nothing could be joined"));
            }

            throw;
        }
    }

    private int Merge(ParseResult parsed, ReceiptOutput? output)
    {
        IReadOnlyList<ArtifactInput> inputs = Inputs(parsed);
        ILookup<bool, ArtifactInput> byKind = inputs.ToLookup(ReceiptVerification.IsReceipt);
        Require(byKind, output);
        GateResult? result = byKind[false].Any()
            ? ReportMerge.Merge([.. byKind[false].Select(i => (i.Name, ReportReader.Read(i.Location, i.Name)))]) : null;
        Receipt? receipt = byKind[true].Any() ? MergeReceipts(parsed, [.. byKind[true]]) : null;
        Expect(parsed, result?.Artifacts.Count ?? receipt!.Artifacts.Count);
        if (receipt is not null && result is not null)
        {
            RequireSame(result, receipt);
        }

        bool written = receipt is null || output!.TryWrite(receipt);
        written = (result is null || _output.WriteFiles(result, null)) && written;
        if (!written)
        {
            output?.Withdraw();
            _host.Error.WriteLine("artifactgate: error AG0009: Not everything could be written, so nothing was.");
            return ExitCodes.Error;
        }

        if (result is not null && !(parsed.GetValue(_quiet) && result.Verdict == RunVerdict.Passed))
        {
            _output.WriteConsole(result, null);
        }

        return result is null ? ExitCodes.Passed : ExitCodes.Of(result.Verdict);
    }

    private IReadOnlyList<ArtifactInput> Inputs(ParseResult parsed)
    {
        IReadOnlyList<ArtifactInput> inputs = ArtifactArguments.Resolve(parsed.GetValue(_files) ?? [], _host.WorkingDirectory,
            () => throw new UsageException("merge reads files, not standard input."), _ => throw new UsageException("merge reads reports and receipts, not images."));
        return inputs.FirstOrDefault(i => i.Open is not null || i.Form != ArtifactForm.File) is { } other
            ? throw new UsageException($"merge reads reports and receipts; '{other.Name}' is no file.")
            : inputs;
    }

    private static void Require(ILookup<bool, ArtifactInput> byKind, ReceiptOutput? output)
    {
        if (!byKind[true].Any() && !byKind[false].Any())
        {
            throw new GateException("AG0003", "Nothing to merge: name the JSON reports that 'scan --shard K/N --report FILE' wrote, the receipts, or both.");
        }

        if (byKind[true].Any() != output is not null)
        {
            throw new UsageException(output is null ? "there are receipts to merge, and no place for the result: add --receipt FILE."
                : "--receipt takes the result of merged receipts, and there is none among what was named.");
        }
    }

    private Receipt MergeReceipts(ParseResult parsed, IReadOnlyList<ArtifactInput> files)
    {
        if (parsed.GetValue(_key) is not { } file)
        {
            return parsed.GetValue(_unsigned) ? ReceiptMerge.Merge(files, null)
                : throw new UsageException("receipts are merged with the public key that they must be signed with (--key PUB), or without one (--unsigned).");
        }

        using VerificationKey key = VerificationKey.Read(Path.GetFullPath(file, _host.WorkingDirectory), file);
        return ReceiptMerge.Merge(files, key);
    }

    private void Expect(ParseResult parsed, int artifacts)
    {
        if (ArtifactOptions.Number(parsed, _expect) is int expected && expected != artifacts)
        {
            throw new GateException("AG0003", $"--expect {expected}, but the runs scanned {artifacts}.");
        }
    }

    // A report that is blocked has no receipt beside it, and a receipt must not come from elsewhere.
    private static void RequireSame(GateResult result, Receipt receipt)
    {
        if (!result.Artifacts.Select(a => (a.Path, a.Sha256)).Order().SequenceEqual(receipt.Artifacts.Select(a => (a.Name, a.Sha256)).Order()))
        {
            throw new GateException("AG0003", "The reports and the receipts are not of the same artifacts.");
        }

        if (result.Verdict != RunVerdict.Passed)
        {
            throw new GateException("AG0003", "The reports did not all pass, and yet there are receipts for them all.");
        }
    }
}
