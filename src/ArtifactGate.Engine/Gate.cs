using System.Diagnostics;
using System.Reflection;
using ArtifactGate.Artifacts;
using ArtifactGate.Detection;
using ArtifactGate.Engine.Comparing;
using ArtifactGate.Engine.Known;
using ArtifactGate.Engine.Locating;
using ArtifactGate.Engine.OwnRules;
using ArtifactGate.Engine.Policies;
using ArtifactGate.Engine.Sharding;

namespace ArtifactGate.Engine;

/// <summary>Walks artifacts, detects, locates and judges. The one entry point of the task and the tool.</summary>
public sealed class Gate
{
    private readonly RuleBook _rules;
    private readonly FormatBook _formats;

    /// <summary>A gate with the shipped rules and formats, or with those given.</summary>
    public Gate(RuleBook? rules = null, FormatBook? formats = null)
    {
        _rules = rules ?? RuleBook.Default;
        _formats = formats ?? FormatBook.Default;
    }

    /// <summary>The version of ArtifactGate, as its packages carry it.</summary>
    public static string Version { get; } = typeof(Gate).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
        .InformationalVersion.Split('+')[0];

    /// <summary>The values of the last run's findings, when <see cref="GateOptions.Reveal"/> asked for them; else null.</summary>
    public RevealedValues? Revealed { get; private set; }

    /// <summary>The result of a run that could not be made, for the reports: verdict <c>error</c>, and the reason as its only notice.</summary>
    public static GateResult Refused(GateException failure, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return new GateResult
        {
            Verdict = RunVerdict.Error,
            ToolVersion = Version,
            RuleCount = RuleBook.Default.Rules.Count,
            RulesDigest = RuleBook.Default.Digest,
            StartedUtc = now,
            KeyId = new Fingerprinter(null, null).KeyId,
            Notices = [new Notice(failure.Code, failure.Message, failure.File)],
        };
    }

    /// <summary>Scans the artifacts of <paramref name="options"/>. A cancelled run gives what it has, with the rest unread.</summary>
    /// <exception cref="GateException">The run cannot be made: a missing artifact, an unreadable policy.</exception>
    public GateResult Run(GateOptions options, IProgress<GateProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        long started = Stopwatch.GetTimestamp();
        foreach (ArtifactInput input in options.Artifacts)
        {
            if (input.Location.Length > 0 && !File.Exists(input.Location) && !Directory.Exists(input.Location))
            {
                throw new GateException("AG0003", $"'{input.Name}' does not exist.", input.Name);
            }
        }

        (IReadOnlyList<ArtifactInput> chosen, ShardedSet? set) = options.Shard is { } shard
            ? ShardedSet.Choose(options.Artifacts, shard, Parallels.Options(options.Jobs)) : (options.Artifacts, null);
        options = options with { Artifacts = chosen };
        Policy policy = Policy.Load(options);
        RuleFiles own = RuleFiles.Load(options.Rules.Concat(policy.RuleFiles), options.WorkingDirectory);
        RuleBook rules = own.With(_rules);
        policy.Check(rules);
        KnownValueSelection known = KnownValueSelection.Choose(options, policy);
        Revealed = options.Reveal ? new RevealedValues() : null;
        var fingerprinter = new Fingerprinter(options.FingerprintKey, policy.FingerprintSalt);
        if (options.Since is { } prior)
        {
            RunComparison.Require(prior, fingerprinter.KeyId);
        }

        var detecting = new DetectorOptions { Fingerprinter = fingerprinter, Reveal = Revealed, KnownValues = known.Values };
        var run = new GateRun(options, policy, new Detector(rules, detecting), _formats, Revealed, progress, cancellationToken)
        {
            RulesDigest = rules.Digest,
            HasOwnRules = rules != _rules,
            KnownValues = known.Values.Count > 0 && options.Cache is not null ? new Detector(new RuleBook([]), detecting) : null,
        };
        ArtifactScan[] scans = [.. options.Artifacts.Select(a => new ArtifactScan(run, a))];
        Parallels.Run(() => Parallel.For(0, scans.Length, run.Parallelism, i =>
        {
            scans[i].Run();
            run.ArtifactDone();
        }));
        new SymbolSearch(run, scans).Run();
        run.Remember(scans.SelectMany(s => s.Matches));
        ArtifactResult[] artifacts = [.. scans.Select(s => s.Judge())];

        Finding[] findings = ResultOrder.Of(scans.SelectMany(s => s.Findings));
        UnreadItem[] unread = ResultOrder.Of(scans.SelectMany(s => s.Unread));
        bool sawAll = options.Complete && set is null && !unread.Any(u => u.Verdict == Verdict.Block);
        var result = new GateResult
        {
            Verdict = run.VerdictOf(findings, unread),
            ToolVersion = Version,
            RuleCount = rules.Rules.Count,
            RulesDigest = rules.Digest,
            StartedUtc = options.Now,
            Revision = options.Revision,
            CiRunId = options.CiRunId,
            KeyId = fingerprinter.KeyId,
            Environment = options.Environment,
            Policies = policy.References,
            Limits = run.Limits,
            Shard = set,
            Artifacts = ResultOrder.Of(artifacts),
            Findings = findings,
            Unread = unread,
            Tree = options.Tree ? [.. scans.SelectMany(s => s.Tree)
                .OrderBy(n => n.Path.Artifact, StringComparer.Ordinal).ThenBy(n => n.Path.Inner, StringComparer.Ordinal).ThenBy(n => n.Encoding.Count)
                .ThenBy(n => n.Kind, StringComparer.Ordinal).ThenBy(n => n.Bytes)] : null,
            Notices = [.. policy.Notices(), .. sawAll ? policy.Stale(findings, unread) : [], .. own.Notices, .. known.Notices, .. options.Cache?.Notices ?? []],
            Cache = run.CacheUse,
            KnownValues = known.Report,
            Seconds = Stopwatch.GetElapsedTime(started).TotalSeconds,
        };
        return options.Since is null ? result : result with { Since = RunComparison.Of(options.Since, result) };
    }
}
