using System.Collections.Frozen;
using ArtifactGate.Artifacts;

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
    public static FrozenDictionary<string, Func<Limits, PolicyNode, Limits>> Limits { get; } = Table<Limits>(new()
    {
        ["maxDepth"] = (limits, node) => limits with { MaxDepth = PolicyValues.Count(node) },
        ["maxEntries"] = (limits, node) => limits with { MaxEntries = PolicyValues.Count(node) },
        ["maxBytes"] = (limits, node) => limits with { MaxBytes = PolicyValues.Size(node) },
        ["maxRatio"] = (limits, node) => limits with { MaxRatio = PolicyValues.Count(node) },
        ["maxTime"] = (limits, node) => limits with { MaxTime = PolicyValues.Time(node) },
        ["maxSpool"] = (limits, node) => limits with { MaxSpool = PolicyValues.Size(node) },
    });

    /// <summary>Members of the file.</summary>
    public static FrozenDictionary<string, Func<PolicyFile, PolicyNode, PolicyFile>> Top { get; } = Table<PolicyFile>(new()
    {
        ["$schema"] = (file, node) => node.AsText().Length > 0 ? file : file,
        ["mode"] = (file, node) => file with { Mode = node.AsOneOf(Modes) },
        ["rules"] = (file, node) => file with { Rules = PolicyFileReader.Rules(node) },
        ["allow"] = (file, node) => file with { Allowances = [.. node.AsItems().Select(PolicyFileReader.Allowance)] },
        ["unread"] = (file, node) => file with { Unread = PolicyFileReader.Unread(node) },
        ["limits"] = (file, node) => file with { Limits = PolicyFileReader.Object(node, new Limits(), Limits) },
        ["knownValues"] = (file, node) => file with { KnownValues = PolicyValues.KnownValues(node) },
        ["ruleFiles"] = (file, node) => file with { RuleFiles = [.. node.AsItems().Select(i => i.AsText())] },
        ["fingerprintSalt"] = (file, node) => file with { FingerprintSalt = node.AsText() },
    });

    /// <summary>Members of an entry of <c>allow</c>.</summary>
    public static FrozenDictionary<string, Func<Allowance, PolicyNode, Allowance>> Allow { get; } = Table<Allowance>(new()
    {
        ["fingerprint"] = (allowance, node) => allowance with { Fingerprint = PolicyValues.Fingerprint(node) },
        ["rule"] = (allowance, node) => allowance with { Rule = PolicyValues.Codes(node, node.AsText()) },
        ["path"] = (allowance, node) => allowance with { Path = PolicyValues.Paths(node) },
        ["artifacts"] = (allowance, node) => allowance with { Artifacts = PolicyValues.Paths(node) },
        ["reason"] = (allowance, node) => allowance with { Reason = node.AsText() },
        ["owner"] = (allowance, node) => allowance with { Owner = node.AsText() },
        ["created"] = (allowance, node) => allowance with { Created = PolicyValues.Date(node) },
        ["expires"] = (allowance, node) => allowance with { Expires = PolicyValues.Date(node) },
    });

    /// <summary>
    /// Members that the format has and this version does not read. Passing over them would quietly make a policy weaker or stricter
    /// than it is written.
    /// </summary>
    public static FrozenSet<string> NotSupported { get; } =
        FrozenSet.Create(StringComparer.Ordinal, "environments", "newRules", "graceDays", "asOf", "include", "sha256");

    private static FrozenDictionary<string, Func<T, PolicyNode, T>> Table<T>(Dictionary<string, Func<T, PolicyNode, T>> members) =>
        members.ToFrozenDictionary(StringComparer.Ordinal);
}
