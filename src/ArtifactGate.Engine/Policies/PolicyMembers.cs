using System.Collections.Frozen;
using ArtifactGate.Artifacts;
using ArtifactGate.Detection;

namespace ArtifactGate.Engine.Policies;

/// <summary>
/// The members of <c>artifactgate.json</c>, each with the code that reads it: these tables are what the reader knows, and what the
/// JSON schema is compared with.
/// </summary>
internal static class PolicyMembers
{
    /// <summary>Values of <c>mode</c>.</summary>
    public static IReadOnlyDictionary<string, PolicyMode> Modes { get; } = new Dictionary<string, PolicyMode>
    {
        ["observe"] = PolicyMode.Observe,
        ["warn"] = PolicyMode.Warn,
        ["enforce"] = PolicyMode.Enforce,
    };

    /// <summary>Values of <c>failOn</c>.</summary>
    public static IReadOnlyDictionary<string, FailOn> FailOns { get; } = new Dictionary<string, FailOn>
    {
        ["block"] = FailOn.Block,
        ["warn"] = FailOn.Warn,
        ["never"] = FailOn.Never,
    };

    /// <summary>Members of <c>environments</c>. A name that is free to choose is one that is free to misspell.</summary>
    public static IReadOnlyList<string> EnvironmentNames { get; } = ["pr", "main", "release"];

    /// <summary>Items of <c>allowances.evidence</c>.</summary>
    public static IReadOnlyDictionary<string, Evidence> Evidences { get; } = Enum.GetValues<Evidence>().ToDictionary(e => e.ToString().ToLowerInvariant());

    /// <summary>Values of the members of <c>rules</c>.</summary>
    public static IReadOnlyDictionary<string, Verdict> Severities { get; } = new Dictionary<string, Verdict>
    {
        ["off"] = Verdict.Allowed,
        ["warn"] = Verdict.Warn,
        ["block"] = Verdict.Block,
    };

    /// <summary>Values of the members of <c>unread</c>.</summary>
    public static IReadOnlyDictionary<string, Verdict> UnreadVerdicts { get; } = new Dictionary<string, Verdict>
    {
        ["warn"] = Verdict.Warn,
        ["block"] = Verdict.Block,
    };

    /// <summary>Members of <c>unread</c>: every reason but <c>cancelled</c>, since a run that was stopped never counts as complete.</summary>
    public static IReadOnlyDictionary<string, UnreadReason> UnreadReasons { get; } =
        Enum.GetValues<UnreadReason>().Where(r => r != UnreadReason.Cancelled).ToDictionary(r => r.ToString().ToLowerInvariant());

    /// <summary>Members of <c>limits</c>.</summary>
    public static FrozenDictionary<string, Func<GivenLimits, PolicyNode, GivenLimits>> Limits { get; } = Table<GivenLimits>(new()
    {
        ["maxDepth"] = (limits, node) => limits with { MaxDepth = PolicyValues.Count(node) },
        ["maxEntries"] = (limits, node) => limits with { MaxEntries = PolicyValues.Count(node) },
        ["maxBytes"] = (limits, node) => limits with { MaxBytes = PolicyValues.Size(node) },
        ["maxRatio"] = (limits, node) => limits with { MaxRatio = PolicyValues.Count(node) },
        ["maxTime"] = (limits, node) => limits with { MaxTime = PolicyValues.Time(node) ?? GivenLimits.NoTime },
        ["maxSpool"] = (limits, node) => limits with { MaxSpool = PolicyValues.Size(node) },
    });

    /// <summary>Members of <c>rules</c> that are no codes.</summary>
    public static FrozenDictionary<string, Func<NewRuleTerms, PolicyNode, NewRuleTerms>> NewRules { get; } = Table<NewRuleTerms>(new()
    {
        ["asOf"] = PolicyValues.AsOf,
        ["newRules"] = (terms, node) => terms with { Verdict = node.AsOneOf(UnreadVerdicts), Node = terms.Node ?? node },
        ["graceDays"] = (terms, node) => terms with { GraceDays = PolicyValues.Days(node), Node = terms.Node ?? node },
    });

    /// <summary>Members of an environment: what findings and unread content come to, and what the run does about it.</summary>
    public static FrozenDictionary<string, Func<PolicyFile, PolicyNode, PolicyFile>> Environment { get; } = Table<PolicyFile>(new()
    {
        ["mode"] = (file, node) => file with { Mode = new(node.AsOneOf(Modes), node) },
        ["failOn"] = (file, node) => file with { FailOn = new(node.AsOneOf(FailOns), node) },
        ["rules"] = PolicyFileReader.Rules,
        ["unread"] = (file, node) => file with { Unread = PolicyFileReader.Unread(node) },
    });

    /// <summary>Members of <c>allowances</c>.</summary>
    public static FrozenDictionary<string, Func<AllowanceTerms, PolicyNode, AllowanceTerms>> Terms { get; } = Table<AllowanceTerms>(new()
    {
        ["codes"] = (terms, node) => terms with { Codes = [.. node.AsItems().Select(i => PolicyValues.Codes(i, i.AsText()))] },
        ["evidence"] = (terms, node) => terms with { Evidence = [.. node.AsItems().Select(i => i.AsOneOf(Evidences))] },
        ["requireOwner"] = (terms, node) => terms with { RequireOwner = node.AsTruth() },
        ["maxDays"] = (terms, node) => terms with { MaxDays = PolicyValues.Days(node) },
    });

    /// <summary>Members of the file.</summary>
    public static FrozenDictionary<string, Func<PolicyFile, PolicyNode, PolicyFile>> Top { get; } = Table<PolicyFile>(new(Environment)
    {
        ["$schema"] = (file, node) => node.AsText().Length > 0 ? file : file,
        ["environments"] = (file, node) => file with { Environments = PolicyFileReader.Environments(node) },
        ["allow"] = (file, node) => file with { Allowances = [.. node.AsItems().Select(PolicyFileReader.Allowance)] },
        ["allowances"] = (file, node) => file with { Terms = new(PolicyFileReader.Object(node, new AllowanceTerms(), Terms), node) },
        ["limits"] = (file, node) => file with { Limits = new(PolicyFileReader.Object(node, new GivenLimits(), Limits), node) },
        ["knownValues"] = (file, node) => file with { KnownValues = new(PolicyValues.KnownValues(node), node) },
        ["ruleFiles"] = (file, node) => file with { RuleFiles = PolicyValues.Files(node) },
        ["include"] = (file, node) => file with { Includes = PolicyValues.Files(node) },
        ["fingerprintSalt"] = (file, node) => file with { FingerprintSalt = new(node.AsText(), node) },
    });

    /// <summary>Members of an entry of <c>allow</c>.</summary>
    public static FrozenDictionary<string, Func<Allowance, PolicyNode, Allowance>> Allow { get; } = Table<Allowance>(new()
    {
        ["fingerprint"] = (allowance, node) => allowance with { Fingerprint = PolicyValues.Fingerprint(node) },
        ["rule"] = (allowance, node) => allowance with { Rule = PolicyValues.Codes(node, node.AsText()) },
        ["path"] = (allowance, node) => allowance with { Path = PolicyValues.Paths(node) },
        ["sha256"] = (allowance, node) => allowance with { Sha256 = PolicyValues.Sha256(node) },
        ["artifacts"] = (allowance, node) => allowance with { Artifacts = PolicyValues.Paths(node) },
        ["about"] = (allowance, node) => allowance with { About = node.AsText() },
        ["reason"] = (allowance, node) => allowance with { Reason = node.AsText() },
        ["owner"] = (allowance, node) => allowance with { Owner = node.AsText() },
        ["created"] = (allowance, node) => allowance with { Created = PolicyValues.Date(node) },
        ["expires"] = (allowance, node) => allowance with { Expires = PolicyValues.Date(node) },
    });

    private static FrozenDictionary<string, Func<T, PolicyNode, T>> Table<T>(Dictionary<string, Func<T, PolicyNode, T>> members) =>
        members.ToFrozenDictionary(StringComparer.Ordinal);
}
