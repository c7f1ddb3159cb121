namespace ArtifactGate.Detection;

/// <summary>
/// What the catalogues of weaknesses call a shipped credential, by the family of its rule: the Common Weakness Enumeration (MITRE) and the Top 10 of
/// Non-Human Identities (OWASP, 2025). A rule overrides <see cref="Rule.Cwe"/> where its family does not tell.
/// </summary>
internal static class Weaknesses
{
    private const string HardCodedCredentials = "CWE-798";
    private const string HardCodedPassword = "CWE-259";
    private const string HardCodedKey = "CWE-321";
    private const string PasswordInConfigurationFile = "CWE-260";

    private static readonly string[] Leaked = ["NHI2:2025"];
    private static readonly string[] LeakedAndLongLived = ["NHI2:2025", "NHI7:2025"];

    /// <summary>CWE-798 or the one of its siblings that says more.</summary>
    public static string CweOf(Rule rule) => rule switch
    {
        ContentRule when rule.Code.StartsWith("AG3", StringComparison.Ordinal) => PasswordInConfigurationFile,
        _ when rule.Code.StartsWith("AG2", StringComparison.Ordinal) => HardCodedKey,
        { Guessable: true } => HardCodedPassword,
        _ => HardCodedCredentials,
    };

    /// <summary>Secret leakage, and long-lived secrets unless the issuer ends it soon.</summary>
    public static IReadOnlyList<string> NonHumanIdentityRisksOf(Rule rule) => rule.ShortLived ? Leaked : LeakedAndLongLived;
}
