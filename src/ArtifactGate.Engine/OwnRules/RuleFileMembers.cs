using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using ArtifactGate.Detection;
using ArtifactGate.Detection.Expressions;
using ArtifactGate.Engine.Policies;

namespace ArtifactGate.Engine.OwnRules;

/// <summary>
/// The members of a rule file in the format of gitleaks and betterleaks, each with the code that reads it. What is not here is an error. What is here and not followed can only
/// make a rule find more than in those programs, never less, and is named in a notice: filters, conditions on other rules, checks against a provider.
/// </summary>
internal static class RuleFileMembers
{
    private static readonly Dictionary<string, AllowTarget> Targets = new()
    {
        ["secret"] = AllowTarget.Secret,
        ["match"] = AllowTarget.Match,
        ["line"] = AllowTarget.Line,
    };

    private static FrozenDictionary<string, Func<AllowListEntry, PolicyNode, AllowListEntry>> AllowList { get; } = Table(AllowListMembers());

    private static FrozenDictionary<string, Func<AllowListEntry, PolicyNode, AllowListEntry>> GlobalAllowList { get; } =
        Table(new Dictionary<string, Func<AllowListEntry, PolicyNode, AllowListEntry>>(AllowListMembers())
        {
            ["targetRules"] = (list, node) => list with { Rules = node.AsItems() },
        });

    private static FrozenDictionary<string, Func<RuleEntry, PolicyNode, RuleEntry>> RuleMembers { get; } = Table<RuleEntry>(new()
    {
        ["id"] = (rule, node) => rule with { Id = Id(node) },
        ["description"] = (rule, node) => rule with { Description = Text(node) is { Length: > 0 } text ? text : null },
        ["regex"] = (rule, node) => rule with { Expression = Expression(node), ExpressionNode = node },
        ["secretGroup"] = (rule, node) => rule with { SecretGroup = Group(node), SecretGroupNode = node },
        ["entropy"] = (rule, node) => rule with { Entropy = Number(node) },
        ["keywords"] = (rule, node) => rule with { Keywords = Texts(node) },
        ["path"] = (rule, node) => rule with { Path = Expression(node) },
        ["tags"] = (rule, node) => rule with { Tags = Texts(node) },
        ["allowlist"] = (rule, node) => rule with { AllowLists = [.. rule.AllowLists, .. AllowLists(node, AllowList)] },
        ["allowlists"] = (rule, node) => rule with { AllowLists = [.. rule.AllowLists, .. AllowLists(node, AllowList)] },
        ["examples"] = (rule, node) => rule with { Examples = Texts(node) },
        ["negativeExamples"] = (rule, node) => rule with { NegativeExamples = Texts(node) },
        ["negative_examples"] = (rule, node) => rule with { NegativeExamples = Texts(node) },
        ["skipReport"] = (rule, node) => rule with { SkipReport = Flag(node) },
        ["specificity"] = (rule, node) => Known(rule, Number(node)),
        ["confidence"] = (rule, node) => Known(rule, Text(node)),
        ["severity"] = (rule, node) => Known(rule, Text(node)),
        ["tokenEfficiency"] = (rule, node) => Flag(node) ? NotFollowed(rule, "tokenEfficiency") : rule,
        ["filter"] = (rule, node) => NotFollowed(rule, "filter"),
        ["required"] = (rule, node) => NotFollowed(rule, "required"),
        ["components"] = (rule, node) => NotFollowed(rule, "components"),
        ["validate"] = (rule, node) => NotFollowed(rule, "validate"),
        ["analyze"] = (rule, node) => NotFollowed(rule, "analyze"),
        ["revoke"] = (rule, node) => NotFollowed(rule, "revoke"),
    });

    private static FrozenDictionary<string, Func<RuleFileEntry, PolicyNode, RuleFileEntry>> Extend { get; } = Table<RuleFileEntry>(new()
    {
        ["path"] = (file, node) => file with { Extends = node.AsText().Length > 0 ? node : null },
        ["useDefault"] = (file, node) => file with { ExtendsDefault = Flag(node) },
        ["disabledRules"] = (file, node) => file with { DisabledRules = Texts(node) },
        ["url"] = (file, node) => throw node.Error("is not supported: nothing is loaded over the network; name a file with 'path'"),
    });

    /// <summary>Members of the file.</summary>
    public static FrozenDictionary<string, Func<RuleFileEntry, PolicyNode, RuleFileEntry>> Top { get; } = Table<RuleFileEntry>(new()
    {
        ["title"] = (file, node) => Known(file, Text(node)),
        ["description"] = (file, node) => Known(file, Text(node)),
        ["minVersion"] = (file, node) => Known(file, Text(node)),
        ["betterleaksMinVersion"] = (file, node) => Known(file, Text(node)),
        ["extend"] = (file, node) => PolicyFileReader.Object(node, file, Extend),
        ["rules"] = (file, node) => file with { Rules = [.. node.AsItems().Select(Rule)] },
        ["allowlist"] = (file, node) => file with { AllowLists = [.. file.AllowLists, .. AllowLists(node, GlobalAllowList)] },
        ["allowlists"] = (file, node) => file with { AllowLists = [.. file.AllowLists, .. AllowLists(node, GlobalAllowList)] },
        ["prefilter"] = (file, node) => file with { NotFollowed = [.. file.NotFollowed, "prefilter"] },
        ["filter"] = (file, node) => file with { NotFollowed = [.. file.NotFollowed, "filter"] },
    });

    private static Dictionary<string, Func<AllowListEntry, PolicyNode, AllowListEntry>> AllowListMembers() => new()
    {
        ["description"] = (list, node) => Known(list, Text(node)),
        ["condition"] = (list, node) => list with { All = Condition(node) },
        ["paths"] = (list, node) => list with { Paths = [.. node.AsItems().Select(Expression)] },
        ["regexes"] = (list, node) => list with { Expressions = [.. node.AsItems().Select(Expression)] },
        ["regexTarget"] = (list, node) => list with { Target = node.AsOneOf(Targets) },
        ["stopwords"] = (list, node) => list with { StopWords = Texts(node) },
        ["commits"] = (list, node) => list with { NamesCommits = list.NamesCommits || Texts(node).Count > 0 },
        ["resources"] = (list, node) => list with { NamesCommits = list.NamesCommits || Texts(node).Count > 0 },
    };

    private static RuleEntry Rule(PolicyNode node)
    {
        RuleEntry rule = PolicyFileReader.Object(node, new RuleEntry(node), RuleMembers);
        return rule.Id.Length > 0 ? rule : throw node.Error("has no 'id'");
    }

    private static IEnumerable<AllowListEntry> AllowLists(PolicyNode node, FrozenDictionary<string, Func<AllowListEntry, PolicyNode, AllowListEntry>> members) =>
        from one in node.Kind == JsonValueKind.Object ? [node] : node.AsItems()
        let list = PolicyFileReader.Object(one, new AllowListEntry(), members)
        select list is { Paths.Count: 0, Expressions.Count: 0, StopWords.Count: 0, NamesCommits: false }
            ? throw one.Error("allows nothing: it has no 'paths', 'regexes' or 'stopwords'")
            : list;

    private static T Known<T>(T entry, object _) => entry;

    private static RuleEntry NotFollowed(RuleEntry rule, string member) => rule with { NotFollowed = [.. rule.NotFollowed, member] };

    private static string Id(PolicyNode node) => node.AsText() is var id && id.Length <= 100 && !id.Any(char.IsControl)
        ? id
        : throw node.Error("must be a name of at most 100 characters on one line");

    private static GoExpression Expression(PolicyNode node)
    {
        try
        {
            return GoExpression.Parse(node.AsText());
        }
        catch (ExpressionException failure)
        {
            throw node.Error($"is no regular expression of Go's language: it {failure.Message}");
        }
    }

    private static string Text(PolicyNode node) => node.Kind == JsonValueKind.String ? node.Text : throw node.Error("must be a string");

    private static IReadOnlyList<string> Texts(PolicyNode node) => [.. node.AsItems().Select(i => i.AsText())];

    private static bool Flag(PolicyNode node) => node.Kind is JsonValueKind.True or JsonValueKind.False ? node.Kind == JsonValueKind.True : throw node.Error("must be true or false");

    private static double Number(PolicyNode node) =>
        node.Kind == JsonValueKind.Number && double.TryParse(node.Text, CultureInfo.InvariantCulture, out double number) && number is >= 0 and <= 1000
            ? number
            : throw node.Error("must be a number from 0 on");

    private static int Group(PolicyNode node) =>
        node.Kind == JsonValueKind.Number && int.TryParse(node.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int group)
            ? group
            : throw node.Error("must be the number of a group");

    private static bool Condition(PolicyNode node) => Text(node).ToUpperInvariant() switch
    {
        "AND" or "&&" => true,
        "" or "OR" or "||" => false,
        _ => throw node.Error("must be \"AND\" or \"OR\""),
    };

    private static FrozenDictionary<string, Func<T, PolicyNode, T>> Table<T>(Dictionary<string, Func<T, PolicyNode, T>> members) =>
        members.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
}
