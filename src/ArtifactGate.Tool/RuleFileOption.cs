using System.CommandLine;
using System.CommandLine.Parsing;

namespace ArtifactGate.Tool;

/// <summary>
/// <c>--rules FILE...</c>. It takes several files, and an artifact may follow them: what stands right behind the option is a rule file whatever its name, and of what
/// follows only what is called <c>.toml</c>. So neither order of files and artifacts loses one in silence.
/// </summary>
internal sealed class RuleFileOption
{
    /// <summary>The option for the parser.</summary>
    public Option<string[]> Definition { get; } = new("--rules")
    {
        Description = "Files with rules of your own, in the format of gitleaks and betterleaks (TOML).",
        HelpName = "FILE...",
        AllowMultipleArgumentsPerToken = true,
    };

    /// <summary>The rule files, and what stands behind them and is none.</summary>
    public (IReadOnlyList<string> Files, IReadOnlyList<string> Others) Read(ParseResult parsed)
    {
        if (parsed.GetResult(Definition) is not { } result)
        {
            return ([], []);
        }

        var files = new List<string>();
        var others = new List<string>();
        bool first = false;
        foreach (Token token in parsed.Tokens)
        {
            if (token.Type == TokenType.Option)
            {
                first = token.Value == Definition.Name;
            }
            else if (token.Type == TokenType.Argument && result.Tokens.Contains(token))
            {
                (first || token.Value.EndsWith(".toml", StringComparison.OrdinalIgnoreCase) ? files : others).Add(token.Value);
                first = false;
            }
        }

        return (files, others);
    }
}
