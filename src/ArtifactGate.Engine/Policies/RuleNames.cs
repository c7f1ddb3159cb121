using ArtifactGate.Detection;
using ArtifactGate.Engine.OwnRules;

namespace ArtifactGate.Engine.Policies;

/// <summary>Refuses severities of rules that do not exist: whoever wrote one believes that something is judged by it.</summary>
internal static class RuleNames
{
    /// <summary>Looks at every severity of a file, those of all environments included.</summary>
    /// <exception cref="GateException">AG0004: a code that no rule has, or a pattern that fits none.</exception>
    public static void Check(PolicyFile file, IReadOnlyCollection<Rule> rules)
    {
        bool hasOwn = rules.Any(RuleBook.IsOwn);
        foreach (RuleSeverity severity in file.Rules.Concat(file.Environments.Values.SelectMany(e => e.Rules)))
        {
            // Rules of the user's own may belong to some runs and not to others; a family of codes means something before it has its first rule.
            bool mayBeEmpty = IsFamily(severity.Codes.Pattern) || (!hasOwn && severity.Codes.Pattern.StartsWith(RuleFiles.CodePrefix, StringComparison.OrdinalIgnoreCase));
            if (!mayBeEmpty && !rules.Any(r => severity.Codes.IsMatch(r.Code)))
            {
                throw severity.Node.Error(Complaint(severity));
            }
        }
    }

    private static bool IsFamily(string pattern) => pattern is ['A' or 'a', 'G' or 'g', >= '1' and <= '5', '*'];

    private static string Complaint(RuleSeverity severity) =>
        severity.Codes.Pattern.StartsWith("AG0", StringComparison.OrdinalIgnoreCase) ? "is about the gate itself and not about a rule; what was not read is judged by 'unread'"
        : severity.IsExact ? "is no rule; 'artifactgate rules' lists them"
        : "is a pattern that fits no rule; 'artifactgate rules' lists them";
}
