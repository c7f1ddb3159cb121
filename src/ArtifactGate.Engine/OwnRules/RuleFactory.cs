using System.Text;
using ArtifactGate.Detection;

namespace ArtifactGate.Engine.OwnRules;

/// <summary>Makes the rule of an entry.</summary>
internal static class RuleFactory
{
    private const string Issuer = "own rule";

    /// <summary>Makes a <see cref="PatternRule"/> of an entry with an expression, and a <see cref="PathRule"/> of one that has only a path.</summary>
    /// <exception cref="GateException">AG0004: it could never find what it says.</exception>
    public static Rule Make(RuleEntry entry, RuleFileReader file)
    {
        AllowList[] lists = [.. from list in entry.AllowLists.Concat(file.AllowLists.Where(l => l.Rules.Count == 0 || l.Rules.Any(r => r.Text == entry.Id)))
                                where list.List is not null
                                select list.List];
        string title = Printable.Line(entry.Description ?? entry.Id);
        if (entry.Expression is not { } expression)
        {
            return new PathRule
            {
                Code = CodeOf(entry.Id),
                Name = entry.Id,
                Title = title,
                Issuer = Issuer,
                Kind = "file",
                Risk = "A rule of your own says that this file must not ship.",
                Revoke = "Leave the file out of the artifact, and revoke what it holds.",
                Reference = Path.GetFileName(entry.Node.File),
                Path = entry.Path!,
                AllowLists = lists,
                Tags = entry.Tags,
                Definition = file.Digest,
            };
        }

        Check(entry, expression);
        return new PatternRule
        {
            Code = CodeOf(entry.Id),
            Name = entry.Id,
            Title = title,
            Issuer = Issuer,
            Kind = "value",
            Risk = "A rule of your own says that this value must not ship.",
            Revoke = "Revoke it where it was issued.",
            Reference = Path.GetFileName(entry.Node.File),
            Expression = expression,
            SecretGroup = entry.SecretGroup,
            EntropyOver = entry.Entropy,
            Keywords = entry.Keywords,
            Path = entry.Path,
            AllowLists = lists,
            Tags = entry.Tags,
            Definition = file.Digest,
        };
    }

    private static void Check(RuleEntry entry, GoExpression expression)
    {
        if (entry.SecretGroup > expression.Groups)
        {
            throw entry.SecretGroupNode!.Error($"is {entry.SecretGroup}, but the 'regex' has {(expression.Groups == 1 ? "1 group" : $"{expression.Groups} groups")}");
        }

        if (expression.LeastLength > PatternRule.MostAfter)
        {
            throw entry.ExpressionNode!.Error($"matches no less than {expression.LeastLength} characters; a match may have {PatternRule.MostAfter}");
        }

        if (expression.LeastLength == 0)
        {
            throw entry.ExpressionNode!.Error("matches a text of no characters, so it says nothing of a value");
        }
    }

    // Codes stand in log lines, file formats and patterns of the policy.
    private static string CodeOf(string id)
    {
        var code = new StringBuilder(RuleFiles.CodePrefix);
        foreach (char c in id)
        {
            code.Append(char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '-');
        }

        return code.ToString();
    }
}
