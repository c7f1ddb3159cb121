using System.CommandLine;
using System.Globalization;
using ArtifactGate.Detection;
using ArtifactGate.Engine;

namespace ArtifactGate.Tool;

/// <summary><c>artifactgate rules</c>: what is looked for.</summary>
internal sealed class RulesCommand
{
    private readonly Argument<string?> _rule = new("rule")
    {
        Description = "A code (AG1001) or a name (github-pat); without one all rules are listed.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly ToolHost _host;

    public RulesCommand(ToolHost host)
    {
        _host = host;
        Definition = new Command("rules", "List the rules, or explain one.") { _rule };
        Definition.SetAction(Run);
    }

    /// <summary>The command for the parser.</summary>
    public Command Definition { get; }

    private int Run(ParseResult parsed)
    {
        using var writer = new StreamWriter(_host.Output());
        if (parsed.GetValue(_rule) is not string name)
        {
            List(writer);
            return ExitCodes.Passed;
        }

        Explain(writer, RuleBook.Default.Find(name)
            ?? throw new GateException("AG0004", $"There is no rule '{name}'; 'artifactgate rules' lists them."));
        return ExitCodes.Passed;
    }

    private static void List(StreamWriter writer)
    {
        IReadOnlyList<Rule> rules = RuleBook.Default.Rules;
        int width = rules.Max(r => r.Name.Length);
        foreach (Rule rule in rules)
        {
            writer.WriteLine($"{rule.Code}  {rule.Name.PadRight(width)}  {rule.Title}");
        }

        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{rules.Count} rules, {RuleBook.Default.Digest}"));
    }

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
        TokenRule { Proof.Bits: >= 20 } or RunRule => "proven where its checksum or structure holds",
        { Evidence: Evidence.Context } => "context: warns",
        _ => "format: blocks",
    };
}
