using ArtifactGate.Artifacts;
using ArtifactGate.Detection;
using ArtifactGate.Engine.Known;

namespace ArtifactGate.Engine.Policies;

/// <summary>
/// What is allowed, what warns and what blocks: the policy file over the base policy, or the defaults where there is none. Never changes; safe to use
/// from many threads.
/// </summary>
public sealed class Policy
{
    private readonly PolicyFile? _base;
    private readonly PolicyFile _own;
    private readonly IReadOnlyList<PolicyFile> _baseFiles;
    private readonly IReadOnlyList<PolicyFile> _ownFiles;
    private readonly string? _passedOver;
    private readonly GateOptions _options;
    private readonly Acceptance _acceptance;

    private Policy(LoadedPolicy? standard, LoadedPolicy? own, string? passedOver, GateOptions options)
    {
        _base = standard?.Whole.In(options.Environment);
        _own = own?.Whole.In(options.Environment) ?? new PolicyFile();
        _baseFiles = standard?.Files ?? [];
        _ownFiles = own?.Files ?? [];
        _passedOver = passedOver;
        _options = options;
        _acceptance = new Acceptance(_base, _own, options.AllowedFingerprints, Today);
        References = [.. standard?.References ?? [], .. own?.References ?? []];
    }

    /// <summary>The files that make it up, those of the base policy first.</summary>
    public IReadOnlyList<PolicyReference> References { get; }

    /// <summary>How far it goes. A run under <see cref="PolicyMode.Observe"/> ends as <see cref="RunVerdict.Observed"/> where it would stop.</summary>
    public PolicyMode Mode => ModeSaid?.Value ?? PolicyMode.Enforce;

    /// <summary>From which verdict on findings fail the run: what was asked for, else what the policy says.</summary>
    public FailOn FailOn => _options.FailOn ?? _own.FailOn?.Value ?? _base?.FailOn?.Value ?? FailOn.Block;

    /// <summary>The salt of fingerprints, or null.</summary>
    public string? FingerprintSalt => (_base?.FingerprintSalt ?? _own.FingerprintSalt)?.Value;

    /// <summary>The limits of the run.</summary>
    public Limits Limits
    {
        get
        {
            Limits limits = _base?.Limits?.Value.Over(new Limits()) ?? new Limits();
            limits = _own.Limits?.Value.Over(limits) ?? limits;
            return _options.Limits?.Over(limits) ?? limits;
        }
    }

    /// <summary>What it says of known values.</summary>
    public KnownValueRequest KnownValues => new(
        _own.KnownValues?.Value.Search ?? _base?.KnownValues?.Value.Search,
        [.. (_base?.KnownValues?.Value.Patterns ?? []).Union(_own.KnownValues?.Value.Patterns ?? [])]);

    /// <summary>Files with the user's own rules, absolute.</summary>
    internal IReadOnlyList<string> RuleFiles => [.. Resolved(_base?.RuleFiles ?? []), .. Resolved(_own.RuleFiles)];

    private Told<PolicyMode>? ModeSaid => _own.Mode ?? _base?.Mode;

    private DateOnly Today => DateOnly.FromDateTime(_options.Now.UtcDateTime);

    /// <summary>Finds and reads the policies of a run.</summary>
    /// <exception cref="GateException">AG0004: a file cannot be read or is wrong; says the line and the member.</exception>
    public static Policy Load(GateOptions options) => Load(options, null);

    /// <summary>Reads the policies of a run.</summary>
    /// <param name="options">The run.</param>
    /// <param name="read">Gives the bytes of a file, or null to read them from disk.</param>
    internal static Policy Load(GateOptions options, Func<string, byte[]?>? read)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Environment is { } environment && !PolicyMembers.EnvironmentNames.Contains(environment))
        {
            throw new GateException("AG0004", $"There is no environment '{Printable.Line(environment)}'; there are {string.Join(", ", PolicyMembers.EnvironmentNames)}.");
        }

        LoadedPolicy? standard = options.BasePolicy is null ? null : LoadBase(options, options.BasePolicy, read);
        string? passedOver = null;
        string? path = options.Policy is null
            ? PolicySearch.Find(options.WorkingDirectory, options.Artifacts, out passedOver)
            : PolicyLoader.Resolve(options.Policy, options.WorkingDirectory);
        var loader = new PolicyLoader(options, read);
        LoadedPolicy? own = path is null || path == standard?.Path ? null
            : loader.Load(path, options.Policy?.Replace(Path.DirectorySeparatorChar, '/') ?? loader.Shown(path), PolicyReference.Repository);
        return new Policy(standard, own, passedOver, options);
    }

    /// <summary>Refuses what no rule answers to, and what would relax the base policy.</summary>
    /// <param name="rules">The rules of the run.</param>
    /// <exception cref="GateException">AG0004: names the file, the line and the member.</exception>
    internal void Check(RuleBook rules)
    {
        Rule[] all = [.. RuleBook.Default.Rules, .. rules.Rules.Where(RuleBook.IsOwn)];
        foreach (PolicyFile file in _baseFiles.Concat(_ownFiles))
        {
            RuleNames.Check(file, all);
        }

        if (_base is null)
        {
            if (_ownFiles.FirstOrDefault(f => f.Terms is not null) is { Terms: { } terms })
            {
                throw terms.Node.Error("is for a base policy alone (--base-policy): it says what others may accept");
            }

            return;
        }

        // Rules that the repository brings along it may also lower: without them it would pass as well.
        IReadOnlyList<Rule> ofBase = OwnRules.RuleFiles.Load(Resolved(_base.RuleFiles), _options.WorkingDirectory).Rules;
        var tightening = new Tightening(_base, [.. RuleBook.Default.Rules, .. ofBase], _options);
        foreach (PolicyFile file in _ownFiles)
        {
            tightening.Check(file);
        }

        tightening.CheckOptions();
    }

    /// <summary>
    /// The finding with its verdict, by section 3 of the contract and then the policy: severities of rules, the mode, allowances. What
    /// decided is named in its details (<c>public</c>, <c>downgraded</c>, <c>policy</c>) and in <see cref="Finding.Allowance"/>.
    /// </summary>
    /// <param name="finding">The finding, its verdict not yet set.</param>
    /// <param name="match">What was matched: whether it is encrypted, published, signing material.</param>
    public Finding Judge(Finding finding, Match match)
    {
        ArgumentNullException.ThrowIfNull(finding);
        ArgumentNullException.ThrowIfNull(match);
        if (match.Published is { } published)
        {
            return With(finding, Verdict.Allowed, "public", published);
        }

        RuleWord? word = Say(finding.Rule, finding.Evidence);
        if (word is { Verdict: Verdict.Allowed })
        {
            return With(finding, Verdict.Allowed, "policy", word.Why) with { Allowance = $"{word.Source} is off in the policy" };
        }

        Finding judged = word is null
            ? finding with { Verdict = Judgement.ByEvidence(finding.Evidence) }
            : With(finding, word.Verdict, "policy", word.Why);
        if (Judgement.Downgrade(finding, match, _options.Now) is { } reason)
        {
            judged = With(judged, Judgement.StepDown(judged.Verdict), "downgraded", reason);
        }

        if (judged.Verdict == Verdict.Block && Mode == PolicyMode.Warn)
        {
            judged = With(judged, Verdict.Warn, "policy", "mode: warn");
        }

        (string? accepted, string? refused) = _acceptance.Of(finding);
        return accepted is not null ? judged with { Verdict = Verdict.Allowed, Allowance = accepted }
            : refused is not null ? With(judged, judged.Verdict, "notAllowed", refused)
            : judged;
    }

    /// <summary>
    /// Whether findings of a rule are switched off. For a rule whose findings take the place of others' it is then as if it did not exist.
    /// </summary>
    internal bool IsOff(string code) => RuleBook.Default.Find(code) is { } rule && Say(rule, rule.Evidence) is { Verdict: Verdict.Allowed };

    /// <summary>Whether the policy makes less of a match than its evidence does.</summary>
    internal bool Lowers(Match match) => Say(match.Rule, match.Evidence) is { } word && word.Verdict < Judgement.ByEvidence(match.Evidence);

    /// <summary>What the base policy has against accepting a finding with this code and evidence; null where nothing.</summary>
    internal string? Refuses(string code, Evidence evidence) => _acceptance.Refuses(code, evidence);

    /// <summary>What the base policy has against accepting unread content; null where nothing.</summary>
    internal string? RefusesUnread(string code) => _acceptance.RefusesUnread(code);

    /// <summary>The item with its verdict.</summary>
    /// <param name="item">What, its verdict not yet set.</param>
    /// <param name="isArtifact">It is the artifact itself, so that nothing at all was read.</param>
    public UnreadItem Judge(UnreadItem item, bool isArtifact)
    {
        ArgumentNullException.ThrowIfNull(item);
        bool notOpened = isArtifact && item.Reason is UnreadReason.Encrypted or UnreadReason.Corrupt or UnreadReason.Unsupported;
        if (item.Reason == UnreadReason.Cancelled || notOpened)
        {
            return item with { Verdict = Verdict.Block }; // tolerating bad content inside an artifact is no reason to pass one of which nothing was seen
        }

        Verdict standard = UnreadOf(_base, item.Reason) ?? Judgement.OfUnread(item.Reason, _options.InBuild);
        Verdict own = UnreadOf(_own, item.Reason) ?? standard;
        UnreadItem judged = item with { Verdict = _base is null || own > standard ? own : standard };
        return _acceptance.Of(item) is { } accepted ? judged with { Verdict = Verdict.Allowed, Allowance = accepted } : judged;
    }

    /// <summary>What the run says besides its findings: allowances that expired or will soon, an observing gate.</summary>
    public IReadOnlyList<Notice> Notices() =>
    [
        .. Optional(Mode == PolicyMode.Observe
            ? new Notice("AG0007", "The gate only observes: nothing stops this run, because the policy has the mode 'observe'.", ModeSaid!.Node.File)
            : FailOn != FailOn.Never ? null
            : _options.FailOn is not null ? new Notice("AG0007", "The gate only observes: findings do not stop this run, because it was started with fail-on 'never'.")
            : new Notice("AG0007", "The gate only observes: findings do not stop this run, because the policy has 'failOn' at 'never'.", (_own.FailOn ?? _base!.FailOn)!.Node.File)),
        .. Optional(_passedOver is null
            ? null
            : new Notice("AG0004", "This policy file was passed over, because it lies inside a scanned artifact. Name it with --policy if it is meant to judge.", _passedOver)),
        .. from allowance in _acceptance.All
           let notice = Judgement.NoticeOf(allowance, Today)
           where notice is not null
           select notice,
    ];

    /// <summary>Allowances that a run which saw everything has no use for.</summary>
    internal IReadOnlyList<Notice> Stale(IReadOnlyCollection<Finding> findings, IReadOnlyCollection<UnreadItem> unread) =>
    [
        .. from allowance in _acceptance.All
           where !findings.Any(allowance.Covers) && !unread.Any(allowance.Covers)
           select Judgement.StaleNotice(allowance),
    ];

    // The base policy speaks first; what the repository says counts where it is stricter.
    private RuleWord? Say(Rule rule, Evidence evidence)
    {
        Verdict otherwise = Judgement.ByEvidence(evidence);
        if (_base is null)
        {
            return _own.Say(rule, otherwise, Today);
        }

        RuleWord? standard = _base.Say(rule, otherwise, Today);
        Verdict least = standard?.Verdict ?? otherwise;
        return _own.Say(rule, least, Today) is { } own && own.Verdict > least ? own : standard;
    }

    private static LoadedPolicy LoadBase(GateOptions options, string given, Func<string, byte[]?>? read)
    {
        string path = PolicyLoader.Resolve(given, options.WorkingDirectory);
        return options.Artifacts.Any(a => PolicySearch.IsInside(path, a))
            ? throw new GateException("AG0004", "The base policy lies inside a scanned artifact; it belongs into a place that only the release job writes to.", path)
            : new PolicyLoader(options, read).Load(path, given.Replace(Path.DirectorySeparatorChar, '/'), PolicyReference.Base);
    }

    private static IEnumerable<string> Resolved(IEnumerable<PolicyNode> files) =>
        files.Select(f => PolicyLoader.Resolve(f.Text, Path.GetDirectoryName(f.File)!, "rule"));

    private static Verdict? UnreadOf(PolicyFile? file, UnreadReason reason) => file?.Unread.GetValueOrDefault(reason)?.Value;

    private static IEnumerable<Notice> Optional(Notice? notice) => notice is null ? [] : [notice];

    private static Finding With(Finding finding, Verdict verdict, string key, string value) =>
        finding with { Verdict = verdict, Details = new Dictionary<string, string>(finding.Details) { [key] = value } };
}
