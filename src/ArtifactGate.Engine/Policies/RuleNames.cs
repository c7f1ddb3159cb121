using ArtifactGate.Detection;
using ArtifactGate.Engine.OwnRules;

namespace ArtifactGate.Engine.Policies;

/// <summary>Refuses severities and allowances of rules that do not exist, or that nothing but a fingerprint accepts: whoever wrote one believes that something is judged by it.</summary>
internal static class RuleNames
{
    // A finding of a rule whose proof is this strong is proven; see the contract.
    private const int ProvenBits = 20;

    /// <summary>Looks at every severity of a file, those of all environments included, and at every allowance.</summary>
    /// <exception cref="GateException">AG0004: a code that no rule has, or a pattern that fits none.</exception>
    public static void Check(PolicyFile file, IReadOnlyCollection<Rule> rules)
    {
        bool hasOwn = rules.Any(RuleBook.IsOwn);
        foreach (RuleSeverity severity in file.Rules.Concat(file.Environments.Values.SelectMany(e => e.Rules)))
        {
            if (!MayBeEmpty(severity.Codes.Pattern, hasOwn) && !rules.Any(r => severity.Codes.IsMatch(r.Code)))
            {
                throw severity.Node.Error(Complaint(severity.Codes.Pattern, severity.IsExact));
            }
        }

        foreach (Allowance allowance in file.Allowances)
        {
            if (allowance.Rule is not { } codes || MayBeEmpty(codes.Pattern, hasOwn))
            {
                continue;
            }

            Rule[] meant = [.. rules.Where(r => codes.IsMatch(r.Code))];
            if (meant.Length == 0)
            {
                throw allowance.Node.Error($"is about '{codes.Pattern}', which {Complaint(codes.Pattern, codes.Pattern.AsSpan().IndexOfAny('*', '?') < 0)}");
            }

            if (meant.All(NeedsFingerprint))
            {
                throw allowance.Node.Error($"accepts '{codes.Pattern}' by a path, and what {(meant.Length == 1 ? "this rule finds is" : "these rules find is")} accepted by its fingerprint alone; 'artifactgate allow' writes that");
            }
        }
    }

    // Rules of the user's own may belong to some runs and not to others; a family of codes means something before it has its first rule.
    private static bool MayBeEmpty(string pattern, bool hasOwn) =>
        IsFamily(pattern) || (!hasOwn && pattern.StartsWith(RuleFiles.CodePrefix, StringComparison.OrdinalIgnoreCase));

    // What only its surroundings make suspicious has no such proof, and neither has a file that must not ship.
    private static bool NeedsFingerprint(Rule rule) => rule switch
    {
        KnownValueRule => true,
        TokenRule token => token.Proof?.Bits >= ProvenBits,
        RunRule run => run.Proof.Bits >= ProvenBits,
        _ => false,
    };

    private static bool IsFamily(string pattern) => pattern is ['A' or 'a', 'G' or 'g', >= '1' and <= '5', '*'];

    private static string Complaint(string pattern, bool isExact) =>
        pattern.StartsWith("AG0", StringComparison.OrdinalIgnoreCase) ? "is about the gate itself and not about a rule; what was not read is judged by 'unread'"
        : isExact ? "is no rule; 'artifactgate rules' lists them"
        : "is a pattern that fits no rule; 'artifactgate rules' lists them";
}
