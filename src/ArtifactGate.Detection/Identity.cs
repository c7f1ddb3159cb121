namespace ArtifactGate.Detection;

/// <summary>What a credential authorizes and for whom, as far as it tells offline. Never the secret itself.</summary>
/// <param name="Issuer">Who issued it.</param>
/// <param name="Kind">The issuer's word for the kind of credential.</param>
/// <param name="Account">The account, host or subject, when the credential names one.</param>
/// <param name="Scope">What it may do, when it says so.</param>
/// <param name="Expires">When it ends, when it says so.</param>
public sealed record Identity(string Issuer, string Kind, string? Account = null, string? Scope = null, DateTimeOffset? Expires = null);
