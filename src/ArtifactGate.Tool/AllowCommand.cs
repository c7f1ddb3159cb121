using System.CommandLine;
using System.Globalization;
using ArtifactGate.Engine;
using ArtifactGate.Engine.Allowing;
using ArtifactGate.Engine.Inputs;

namespace ArtifactGate.Tool;

/// <summary><c>artifactgate allow</c>: writes what a person accepts of a report into the policy, for others to review.</summary>
internal sealed class AllowCommand
{
    private readonly ToolHost _host;
    private readonly Argument<string?> _report = new("report") { Description = "A JSON report of a scan or a build.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string[]> _codes = new("--code") { Description = "Everything in the report with this code: AG4001, AG0001 for what was not read. May be given several times.", HelpName = "C" };
    private readonly Option<string[]> _fingerprints = new("--fingerprint") { Description = "The finding with this fingerprint. May be given several times.", HelpName = "F" };
    private readonly Option<bool> _baseline = new("--baseline") { Description = "Everything in the report, to begin with what there is. Needs --expires." };
    private readonly Option<string?> _reason = new("--reason") { Description = "Why it is accepted. Stands in every report.", HelpName = "TEXT" };
    private readonly Option<string?> _owner = new("--owner") { Description = "Who answers for it.", HelpName = "NAME" };
    private readonly Option<string?> _expires = new("--expires") { Description = "The last day on which it holds, in UTC: 2026-12-31.", HelpName = "DATE" };
    private readonly PolicyOptions _policy = new();

    public AllowCommand(ToolHost host)
    {
        _host = host;
        Definition = new Command("allow", "Accept findings of a report, and write that into the policy. Exit 0: written, or accepted already; 2: could not run.")
        {
            _report, _codes, _fingerprints, _baseline, _reason, _owner, _expires,
        };
        _policy.AddFilesTo(Definition);
        Definition.SetAction(Run);
    }

    /// <summary>The command for the parser.</summary>
    public Command Definition { get; }

    private int Run(ParseResult parsed)
    {
        AllowResult result = ReportAllowances.Write(Request(parsed));
        using var writer = new StreamWriter(_host.Output());
        string file = Path.GetRelativePath(_host.WorkingDirectory, result.PolicyFile);
        string renewed = result.Renewed == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {result.Renewed} renewed");
        string already = result.Already == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {result.Already} accepted already");
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file}: {result.Added} allowance{(result.Added == 1 ? "" : "s")} added{renewed}{already}"));
        foreach (string left in result.Left)
        {
            writer.WriteLine($"note: cannot be accepted, because its bytes are not known or nothing of it was seen: {left}");
        }

        return ExitCodes.Passed;
    }

    private AllowRequest Request(ParseResult parsed)
    {
        string report = parsed.GetValue(_report) ?? throw new UsageException("allow takes the JSON report of a scan: artifactgate allow REPORT.json ...");
        (string[] codes, string[] fingerprints, bool baseline) = (parsed.GetValue(_codes) ?? [], parsed.GetValue(_fingerprints) ?? [], parsed.GetValue(_baseline));
        if (!baseline && codes.Length + fingerprints.Length == 0)
        {
            throw new UsageException($"say what to accept: {_fingerprints.Name} F for one finding, {_codes.Name} C for everything with a code, or {_baseline.Name} with {_expires.Name} for the whole report.");
        }

        if (baseline && codes.Length + fingerprints.Length > 0)
        {
            throw new UsageException($"{_baseline.Name} means the whole report, and excludes {_codes.Name} and {_fingerprints.Name}.");
        }

        DateTimeOffset now = DateTimeOffset.UtcNow;
        DateOnly? expires = Expires(parsed, now);
        if (baseline && expires is null)
        {
            throw new UsageException($"{_baseline.Name} accepts what nobody has looked at, and so needs an end: {_expires.Name} DATE.");
        }

        GateOptions policy = _policy.Read(parsed, _host, new GateOptions { WorkingDirectory = _host.WorkingDirectory, Now = now });
        return new AllowRequest
        {
            Report = Path.GetFullPath(report, _host.WorkingDirectory),
            WorkingDirectory = _host.WorkingDirectory,
            Policy = policy.Policy,
            BasePolicy = policy.BasePolicy,
            FingerprintKey = CiEnvironment.Read(_host.Variables).FingerprintKey,
            Codes = codes,
            Fingerprints = fingerprints,
            Baseline = baseline,
            Reason = Required(parsed, _reason, "why"),
            Owner = Required(parsed, _owner, "who answers for it"),
            Expires = expires,
            Now = now,
        };
    }

    private static string Required(ParseResult parsed, Option<string?> option, string what) => parsed.GetValue(option) is { } text && !string.IsNullOrWhiteSpace(text)
        ? text.Trim()
        : throw new UsageException($"say {what}: {option.Name} {option.HelpName}.");

    private DateOnly? Expires(ParseResult parsed, DateTimeOffset now) => parsed.GetValue(_expires) switch
    {
        null => null,
        var text when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date) =>
            date >= DateOnly.FromDateTime(now.UtcDateTime) ? date : throw new UsageException($"{_expires.Name} {text} is over."),
        var text => throw new UsageException($"{_expires.Name} takes a date such as 2026-12-31, not '{text}'."),
    };
}
