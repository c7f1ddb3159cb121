using ArtifactGate.Detection.Tokens;

namespace ArtifactGate.Detection.Rules;

/// <summary>Tokens of a common form that many services issue.</summary>
internal static class WebTokens
{
    /// <summary>Header, claims and signature; what is expired or unsigned counts for less.</summary>
    public static readonly TokenRule JsonWebToken = new()
    {
        Code = "AG1201",
        Name = "json-web-token",
        Title = "JSON web token",
        Issuer = "unknown",
        Kind = "JSON web token",
        Risk = "Whoever has it acts as its subject until it expires.",
        Revoke = "End the session or rotate the signing key at the issuer that the token names.",
        Reference = "https://www.rfc-editor.org/rfc/rfc7519",
        Shape = new JsonWebTokenShape(),
        Proof = new JsonWebTokenProof(),
    };
}
