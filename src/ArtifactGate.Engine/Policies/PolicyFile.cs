using ArtifactGate.Artifacts;
using ArtifactGate.Detection;
using ArtifactGate.Engine.Known;

namespace ArtifactGate.Engine.Policies;

/// <summary>What a policy file says: nothing of what it does not mention. The section of an environment says the same in fewer members.</summary>
internal sealed record PolicyFile
{
    /// <summary>How far it goes.</summary>
    public Told<PolicyMode>? Mode { get; init; }

    /// <summary>From which verdict on findings fail the run.</summary>
    public Told<FailOn>? FailOn { get; init; }

    /// <summary>Severities of rules: the first that fits decides.</summary>
    public IReadOnlyList<RuleSeverity> Rules { get; init; } = [];

    /// <summary>What it makes of new rules.</summary>
    public NewRuleTerms? NewRules { get; init; }

    /// <summary>What it accepts, in the order of the file.</summary>
    public IReadOnlyList<Allowance> Allowances { get; init; } = [];

    /// <summary>What it lets others accept; a base policy's.</summary>
    public Told<AllowanceTerms>? Terms { get; init; }

    /// <summary>What unread content comes to.</summary>
    public IReadOnlyDictionary<UnreadReason, Told<Verdict>> Unread { get; init; } = new Dictionary<UnreadReason, Told<Verdict>>();

    /// <summary>The limits.</summary>
    public Told<GivenLimits>? Limits { get; init; }

    /// <summary>What it says of known values.</summary>
    public Told<KnownValueRequest>? KnownValues { get; init; }

    /// <summary>Files with the user's own rules, from the folder of the file that names them.</summary>
    public IReadOnlyList<PolicyNode> RuleFiles { get; init; } = [];

    /// <summary>More policy files, from the folder of the file that names them.</summary>
    public IReadOnlyList<PolicyNode> Includes { get; init; } = [];

    /// <summary>The salt of fingerprints.</summary>
    public Told<string>? FingerprintSalt { get; init; }

    /// <summary>What it says otherwise in an environment, by its name.</summary>
    public IReadOnlyDictionary<string, PolicyFile> Environments { get; init; } = new Dictionary<string, PolicyFile>();

    /// <summary>This file and one that it includes: single values are this one's where it has them, lists add up.</summary>
    public PolicyFile Over(PolicyFile included) => Under(included) with
    {
        Rules = Sorted([.. Rules, .. included.Rules.Where(i => !Rules.Any(r => r.Codes.Pattern.Equals(i.Codes.Pattern, StringComparison.OrdinalIgnoreCase)))]),
        Allowances = [.. included.Allowances, .. Allowances],
        RuleFiles = [.. included.RuleFiles, .. RuleFiles],
        Environments = Environments.Keys.Union(included.Environments.Keys).ToDictionary(
            name => name,
            name => Environments.GetValueOrDefault(name, new()).Over(included.Environments.GetValueOrDefault(name, new()))),
    };

    /// <summary>The file as it is in an environment: whatever that says comes before everything else.</summary>
    public PolicyFile In(string? environment) => environment is null || !Environments.TryGetValue(environment, out PolicyFile? here)
        ? this
        : here.Under(this) with { Rules = [.. here.Rules, .. Rules], Allowances = Allowances, RuleFiles = RuleFiles, Environments = Environments };

    /// <summary>What it says of a rule whose findings come to <paramref name="otherwise"/> if it says nothing; null where it says nothing.</summary>
    public RuleWord? Say(Rule rule, Verdict otherwise, DateOnly today)
    {
        RuleSeverity? named = Rules.FirstOrDefault(r => r.Codes.IsMatch(rule.Code));
        RuleWord? said = named is null ? null : new RuleWord(named.Verdict, $"{named.Codes.Pattern}: {named.Word}", named.Codes.Pattern, named.Node);

        // Who names a rule knows it, however new it is; a pattern was written for those that there were.
        bool isNew = named is not { IsExact: true } && NewRules is { } terms && terms.IsNew(rule, today) && terms.Verdict < (said?.Verdict ?? otherwise);
        return isNew ? new RuleWord(NewRules!.Verdict, $"newRules: {NewRules.Verdict.ToString().ToLowerInvariant()}", "newRules", NewRules.Node!) : said;
    }

    /// <summary>Orders severities, the most exact first; of those that are equally exact the stricter counts.</summary>
    public static IReadOnlyList<RuleSeverity> Sorted(IEnumerable<RuleSeverity> rules) => [.. rules.OrderByDescending(r => r.Exactness).ThenByDescending(r => r.Verdict)];

    // Everything that is one value: mine, else the other's.
    private PolicyFile Under(PolicyFile other) => this with
    {
        Mode = Mode ?? other.Mode,
        FailOn = FailOn ?? other.FailOn,
        NewRules = NewRules ?? other.NewRules,
        Terms = Terms ?? other.Terms,
        Unread = other.Unread.Where(u => !Unread.ContainsKey(u.Key)).Concat(Unread).ToDictionary(),
        Limits = Limits is null || other.Limits is null ? Limits ?? other.Limits : Limits with { Value = Both(Limits.Value, other.Limits.Value) },
        KnownValues = KnownValues is null || other.KnownValues is null ? KnownValues ?? other.KnownValues : KnownValues with { Value = Both(KnownValues.Value, other.KnownValues.Value) },
        FingerprintSalt = FingerprintSalt ?? other.FingerprintSalt,
    };

    private static GivenLimits Both(GivenLimits mine, GivenLimits other) => new()
    {
        MaxDepth = mine.MaxDepth ?? other.MaxDepth,
        MaxEntries = mine.MaxEntries ?? other.MaxEntries,
        MaxBytes = mine.MaxBytes ?? other.MaxBytes,
        MaxRatio = mine.MaxRatio ?? other.MaxRatio,
        MaxTime = mine.MaxTime ?? other.MaxTime,
        MaxSpool = mine.MaxSpool ?? other.MaxSpool,
    };

    private static KnownValueRequest Both(KnownValueRequest mine, KnownValueRequest other) => new(mine.Search ?? other.Search, [.. other.Patterns.Union(mine.Patterns)]);
}
