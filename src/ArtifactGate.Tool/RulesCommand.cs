using System.CommandLine;
using System.Globalization;
using ArtifactGate.Detection;
using ArtifactGate.Engine;
using ArtifactGate.Engine.OwnRules;

namespace ArtifactGate.Tool;

/// <summary><c>artifactgate rules</c>: what is looked for.</summary>
internal sealed class RulesCommand
{
    private readonly Argument<string?> _rule = new("rule")
    {
        Description = "A code (AG1001) or a name (github-pat); without one all rules are listed.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _test = new("--test") { Description = "Run the rules of a file over the samples that they have in it.", HelpName = "FILE" };

    private readonly Option<string?> _changedSince = new("--changed-since") { Description = "List what came after a version: what an update from it starts to find.", HelpName = "VERSION" };

    private readonly RuleFileOption _rules = new();

    private readonly ToolHost _host;

    public RulesCommand(ToolHost host)
    {
        _host = host;
        Definition = new Command("rules", "List the rules, explain one, or test your own. Exit 1: a sample is not as it should be.") { _rule, _test, _changedSince, _rules.Definition };
        Definition.SetAction(Run);
    }

    /// <summary>The command for the parser.</summary>
    public Command Definition { get; }

    private int Run(ParseResult parsed)
    {
        using var writer = new StreamWriter(_host.Output());
        if (parsed.GetValue(_test) is string file)
        {
            return Test(writer, RuleFiles.Load([file], _host.WorkingDirectory));
        }

        (IReadOnlyList<string> files, IReadOnlyList<string> others) = _rules.Read(parsed);
        RuleBook book = RuleFiles.Load(files, _host.WorkingDirectory).With(RuleBook.Default);
        string? name = parsed.GetValue(_rule) ?? (others.Count > 0 ? others[0] : null);
        if (parsed.GetValue(_changedSince) is string version)
        {
            return name is null ? ListNew(writer, version) : throw new UsageException($"{_changedSince.Name} lists rules, and takes no name of one.");
        }

        if (name is null)
        {
            List(writer, book.Rules);
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{book.Rules.Count} rules, {book.Digest}"));
            return ExitCodes.Passed;
        }

        Explain(writer, book.Find(name) ?? throw new GateException("AG0004", $"There is no rule '{name}'; 'artifactgate rules' lists them."));
        return ExitCodes.Passed;
    }

    // Tells the number of a sample, never its text: what a rule finds may well be a credential.
    private static int Test(StreamWriter writer, RuleFiles files)
    {
        IReadOnlyList<RuleSampleResult> results = files.Test();
        foreach (Notice notice in files.Notices)
        {
            writer.WriteLine($"note: {notice.Message}");
        }

        foreach (RuleSampleResult result in results)
        {
            writer.WriteLine($"{result.Rule.Code}: {Outcome(result)}");
        }

        int wrong = results.Count(r => !r.Passed);
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"\n{results.Count} rules, {results.Sum(r => r.Examples + r.NegativeExamples)} samples, {wrong} rules with samples that are not as they should be"));
        return wrong == 0 ? ExitCodes.Passed : ExitCodes.Blocked;
    }

    private static string Outcome(RuleSampleResult result)
    {
        if (result.Examples + result.NegativeExamples == 0)
        {
            return "has no samples";
        }

        IEnumerable<string> wrong = result.Missed.Select(n => string.Create(CultureInfo.InvariantCulture, $"example {n} is not found"))
            .Concat(result.Mistaken.Select(n => string.Create(CultureInfo.InvariantCulture, $"negative example {n} is found")));
        return result.Passed
            ? string.Create(CultureInfo.InvariantCulture, $"ok, {result.Examples} examples, {result.NegativeExamples} negative examples")
            : string.Join("; ", wrong);
    }

    private static void List(StreamWriter writer, IReadOnlyList<Rule> rules)
    {
        int code = rules.Max(r => r.Code.Length), name = rules.Max(r => r.Name.Length);
        foreach (Rule rule in rules)
        {
            writer.WriteLine($"{rule.Code.PadRight(code)}  {Printed(rule.Name).PadRight(name)}  {Printed(rule.Title)}");
        }
    }

    private int ListNew(StreamWriter writer, string text)
    {
        if (!Version.TryParse(text, out Version? since))
        {
            throw new UsageException($"{_changedSince.Name} takes a version such as 1.4, not '{text}'.");
        }

        Rule[] rules = [.. RuleBook.Default.Rules.Where(r => Full(Version.Parse(r.Since)) > Full(since))];
        if (rules.Length > 0)
        {
            List(writer, rules);
            writer.WriteLine();
        }

        writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{rules.Length} of {RuleBook.Default.Rules.Count} rules came after {since}; 'artifactgate scan --since OLD.json' tells what they find in your artifacts."));
        return ExitCodes.Passed;
    }

    // 1.4 and 1.4.0 are one version.
    private static Version Full(Version version) => new(version.Major, version.Minor, Math.Max(0, version.Build));

    private static string Printed(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));

    private static void Explain(StreamWriter writer, Rule rule)
    {
        writer.WriteLine($"{rule.Code} {rule.Name}: {rule.Title}");
        writer.WriteLine($"  Issuer     {rule.Issuer}, {rule.Kind}");
        writer.WriteLine($"  Evidence   {Worth(rule)}");
        writer.WriteLine($"  Risk       {rule.Risk}");
        writer.WriteLine($"  Revoke     {rule.Revoke}");
        writer.WriteLine($"  Reference  {rule.Reference}");
        writer.WriteLine($"  Weakness   {rule.Cwe}, OWASP {string.Join(", ", rule.NonHumanIdentityRisks)}");
        writer.WriteLine($"  Since      {rule.Since}");
    }

    private static string Worth(Rule rule) => rule switch
    {
        PathRule => "context: warns; a file, by its path",
        FileRule => "context: warns; a file, by its kind",
        TokenRule { Proof.Bits: >= 20 } or RunRule => "proven where its checksum or structure holds",
        { Evidence: Evidence.Context } => "context: warns",
        _ => "format: blocks",
    };
}
