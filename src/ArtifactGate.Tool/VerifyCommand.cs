using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using ArtifactGate.Engine;
using ArtifactGate.Engine.Receipts;

namespace ArtifactGate.Tool;

/// <summary><c>artifactgate verify</c>: the last step before a push.</summary>
internal sealed partial class VerifyCommand
{
    private readonly ToolHost _host;

    private readonly Argument<string[]> _paths = new("receipt-or-artifact")
    {
        Description = "Receipts, which are told by their content, and all that is about to be shipped: files, folders, globs, images (oci://registry/repository:tag) or - for standard input.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _key = new("--key") { Description = "The public key that every receipt must be signed with (PEM, ECDSA, P-256).", HelpName = "PUB" };
    private readonly Option<bool> _unsigned = new("--unsigned") { Description = "Take receipts without a key. They then prove integrity against accidents only." };
    private readonly Option<string> _maxAge = new("--max-age") { Description = "How old a receipt may be: 90s, 10m, 24h or off.", HelpName = "TIME", DefaultValueFactory = _ => "24h" };
    private readonly Option<string[]> _rules = new("--rules-digest") { Description = "Also accept receipts of this rule set (sha256:...). May be given several times.", HelpName = "D" };
    private readonly Option<string[]> _policies = new("--policy-digest") { Description = "Accept only runs under policy files with these digests (sha256:...); where there was a base policy, that one counts. May be given several times.", HelpName = "D" };
    private readonly ArtifactOptions _artifacts = new("Fail unless exactly this many artifacts are verified.");

    public VerifyCommand(ToolHost host)
    {
        _host = host;
        Definition = new Command("verify", "Prove that artifacts are what a scan has passed. Exit 0: verified; 1: refused; 2: could not run.")
        {
            _paths, _key, _unsigned, _maxAge, _rules, _policies,
        };
        _artifacts.AddTo(Definition);
        Definition.SetAction(Run);
    }

    /// <summary>The command for the parser.</summary>
    public Command Definition { get; }

    private int Run(ParseResult parsed)
    {
        using var cancellation = new CancellationTokenSource();
        ConsoleCancelEventHandler stop = (_, e) =>
        {
            // Standard input and registries are waited for; a file is soon read.
            e.Cancel = !cancellation.IsCancellationRequested;
            cancellation.Cancel();
        };
        Console.CancelKeyPress += stop;
        try
        {
            return Verify(parsed, cancellation.Token);
        }
        catch (OperationCanceledException)
        {
            throw new GateException("AG0001", "The verification was stopped, and nothing was decided.");
        }
        finally
        {
            Console.CancelKeyPress -= stop;
        }
    }

    private int Verify(ParseResult parsed, CancellationToken cancellation)
    {
        VerifyOptions options = Options(parsed);
        using VerificationKey? key = parsed.GetValue(_key) is { } file ? VerificationKey.Read(Path.GetFullPath(file, _host.WorkingDirectory), file) : null;
        IReadOnlyList<ArtifactInput> inputs = _artifacts.Resolve(parsed, parsed.GetValue(_paths) ?? [], _host, cancellation);
        try
        {
            return Tell(ReceiptVerification.Run(options with { Inputs = inputs, Key = key }), options, key);
        }
        finally
        {
            foreach (ArtifactInput input in inputs)
            {
                input.Image?.Dispose();
            }
        }
    }

    private int Tell(VerifyResult result, VerifyOptions options, VerificationKey? key)
    {
        using var writer = new StreamWriter(_host.Output());
        foreach (string refusal in result.Refusals)
        {
            writer.WriteLine("refused: " + refusal);
        }

        if (!result.Verified)
        {
            return ExitCodes.Refused;
        }

        string count = string.Create(CultureInfo.InvariantCulture, $"{result.Artifacts} artifact{(result.Artifacts == 1 ? "" : "s")} by {result.Receipts} receipt{(result.Receipts == 1 ? "" : "s")}");
        writer.WriteLine($"verified: {count}{(key is null ? "" : $", signed with the key {key.Id}")}");
        if (options.Unsigned)
        {
            writer.WriteLine("note: no signature was checked (--unsigned): this proves integrity against accidents only, not against whoever can write a receipt.");
        }

        return ExitCodes.Passed;
    }

    private VerifyOptions Options(ParseResult parsed)
    {
        bool unsigned = parsed.GetValue(_unsigned);
        if (unsigned && parsed.GetValue(_key) is not null)
        {
            throw new UsageException($"{_key.Name} and {_unsigned.Name} exclude each other.");
        }

        return new VerifyOptions
        {
            Inputs = [],
            Unsigned = unsigned,
            MaxAge = LimitText.TryParseTime(parsed.GetValue(_maxAge)!, out TimeSpan? time) ? time
                : throw new UsageException($"{_maxAge.Name} takes a time such as 90s, 10m or 24h, or off, not '{parsed.GetValue(_maxAge)}'."),
            RulesDigests = [.. Digests(parsed, _rules).Select(d => "sha256:" + d)],
            PolicyDigests = [.. Digests(parsed, _policies)],
            Expect = _artifacts.Expect(parsed),
            Now = DateTimeOffset.UtcNow,
        };
    }

    private static IEnumerable<string> Digests(ParseResult parsed, Option<string[]> option) => (parsed.GetValue(option) ?? []).Select(text =>
        Digest().Match(text.Trim()) is { Success: true } match
            ? match.Groups[1].Value.ToLowerInvariant()
            : throw new UsageException($"{option.Name} takes a SHA-256 as 64 hexadecimal digits, with or without 'sha256:' before it, not '{text}'."));

    [GeneratedRegex("^(?:sha256:)?([0-9A-Fa-f]{64})$")]
    private static partial Regex Digest();
}
