namespace ArtifactGate.Detection.Tokens;

/// <summary>
/// Reads what a token says of itself. That header and claims are JSON is what the shape found it by, and the signature needs a key to check,
/// so this proves nothing: 0 bits.
/// </summary>
/// <param name="prefix">What stands before the token, followed by a number and an underscore; or empty.</param>
internal sealed class JsonWebTokenProof(string prefix = "") : Proof
{
    public override int Bits => 0;

    public override bool Rejects => false;

    public override bool ReadsStructure => true;

    public override ProofResult Check(ReadOnlySpan<char> value)
    {
        int start = prefix.Length == 0 || value.Length < prefix.Length ? 0 : prefix.Length + value[prefix.Length..].IndexOf('_') + 1;
        if (JsonWebToken.Read(value[start..], out _, out _, anySignature: prefix.Length > 0) is not { } token)
        {
            return ProofResult.Nothing;
        }

        List<KeyValuePair<string, string>> details = [new("algorithm", PlainAlgorithm(token))];
        if (token.Claims.Subject is not null)
        {
            details.Add(new("subject", token.Claims.Subject));
        }

        if (token.Claims.Audience is not null && token.Claims.Scope is not null)
        {
            details.Add(new("audience", token.Claims.Audience));
        }

        // Without a signature it convinces nobody, and some are made for every browser to have. One that names nobody and nothing, and one that
        // only its receiver can read, may be no more than the sample of a manual.
        bool isPublic = token.Claims.Scope == "anon";
        bool authorizes = token.IsSigned && !token.IsEncrypted && !isPublic && (token.IsCutOff || token.Claims.NamesAnything);
        return ProofResult.Held with
        {
            Account = token.Claims.Issuer,
            Scope = token.Claims.Scope ?? token.Claims.Audience,
            Expires = token.Claims.Expires,
            Details = details,
            Evidence = authorizes ? null : Evidence.Context,
        };
    }

    public override string Complete(string sample, Random random) => sample;

    private static string PlainAlgorithm(JsonWebToken token) =>
        token.Algorithm.Length <= 20 && token.Algorithm.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '+') ? token.Algorithm : "unknown";
}
