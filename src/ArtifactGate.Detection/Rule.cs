namespace ArtifactGate.Detection;

/// <summary>
/// One kind of credential: what it is called, why it matters, and how it is recognised. The data on this type feeds the
/// reports, the rule table and SARIF; the derived types say how a value is found.
/// </summary>
public abstract class Rule
{
    /// <summary>Released codes keep their meaning for ever: <c>AG1xxx</c> tokens, <c>AG2xxx</c> key material, <c>AG3xxx</c> files, <c>AG4xxx</c> generic secrets, <c>AG5xxx</c> known values.</summary>
    public required string Code { get; init; }

    /// <summary>Stable kebab-case name, for example <c>github-pat</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What the credential is, as a noun phrase, for example <c>GitHub personal access token (classic)</c>.</summary>
    public required string Title { get; init; }

    /// <summary>Who issues it, for example <c>GitHub</c>.</summary>
    public required string Issuer { get; init; }

    /// <summary>The issuer's word for it, for example <c>personal access token</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>What somebody who finds it can do, in one sentence.</summary>
    public required string Risk { get; init; }

    /// <summary>How to make it worthless, in one sentence that names the place to go to.</summary>
    public required string Revoke { get; init; }

    /// <summary>The page that documents the format, best the issuer's own.</summary>
    public required string Reference { get; init; }

    /// <summary>The first release of ArtifactGate that has the rule.</summary>
    public string Since { get; init; } = "0.1.0";

    /// <summary>The weakness in the Common Weakness Enumeration that shipping it is; follows from the family of the rule where the rule does not say.</summary>
    public string Cwe
    {
        get => field ?? Weaknesses.CweOf(this);
        init;
    }

    /// <summary>The risks of the OWASP Non-Human Identities Top 10 that it belongs to, for example <c>NHI2:2025</c>.</summary>
    public IReadOnlyList<string> NonHumanIdentityRisks => Weaknesses.NonHumanIdentityRisksOf(this);

    /// <summary>Whether the issuer ends it within a week at most, so that one that was shipped long ago is worth nothing.</summary>
    public bool ShortLived { get; init; }

    /// <summary>What a match without a holding proof is worth.</summary>
    public Evidence Evidence { get; init; } = Evidence.Format;

    /// <summary>
    /// Whether the value could be found by trying (passwords): it then gets no fingerprint of its value without a secret
    /// fingerprint key, no preview and no length.
    /// </summary>
    public bool Guessable { get; init; }

    /// <summary>Breaks ties between rules of equal evidence on the same bytes: the greater is the more specific.</summary>
    public int Specificity { get; init; }
}
