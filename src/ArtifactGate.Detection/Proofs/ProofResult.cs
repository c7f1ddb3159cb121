namespace ArtifactGate.Detection;

/// <summary>What a proof found out about a candidate. Holds no part of the secret.</summary>
/// <param name="Outcome">Whether the check held.</param>
public sealed record ProofResult(ProofOutcome Outcome)
{
    /// <summary>A check that held and revealed nothing more.</summary>
    public static ProofResult Held { get; } = new(ProofOutcome.Holds);

    /// <summary>A check that failed.</summary>
    public static ProofResult Failed { get; } = new(ProofOutcome.Fails);

    /// <summary>Nothing could be checked.</summary>
    public static ProofResult Nothing { get; } = new(ProofOutcome.Unknown);

    /// <summary>The identity behind the credential; a null account, scope or expiry means that it does not tell.</summary>
    public string? Account { get; init; }

    /// <summary>What the credential may do, when it says so.</summary>
    public string? Scope { get; init; }

    /// <summary>When it ends, when it says so.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>Members for <c>details</c> of the report: what was checked and with what result.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Details { get; init; } = [];

    /// <summary>
    /// What the fingerprint is computed over when it is not the value as it stands: for a private key its
    /// SubjectPublicKeyInfo, so that PEM, DER, PFX and JKS of one key agree. Public information only, or null.
    /// </summary>
    public byte[]? Canonical { get; init; }

    /// <summary>
    /// The private key is encrypted with a password that is neither empty nor common: its verdict is lowered by one step.
    /// </summary>
    public bool Encrypted { get; init; }

    /// <summary>Signing key material in clear: its verdict is never lowered.</summary>
    public bool SigningKey { get; init; }

    /// <summary>The value is one that could be found by trying, whatever the rule says of its other values.</summary>
    public bool Guessable { get; init; }

    /// <summary>What the file calls the value (a key, a path of members), so that two values of one file are told apart; or null.</summary>
    public string? Member { get; init; }

    /// <summary>What the value is worth when it does not prove itself, where that is less than the rule says; else null.</summary>
    internal Evidence? Evidence { get; init; }

    /// <summary>The match ended at a limit before its end was found.</summary>
    public bool Truncated { get; init; }
}
