namespace ArtifactGate.Detection.Rules;

/// <summary>What a request shows a server, in code, scripts, recorded traffic and collections of requests.</summary>
internal static class Headers
{
    /// <summary>User and password in base64.</summary>
    public static readonly ContextRule Basic = new()
    {
        Code = "AG4010",
        Name = "basic-authorization",
        Title = "Login in an authorization header",
        Issuer = "unknown",
        Kind = "user and password",
        Risk = "Logs in wherever the request goes.",
        Revoke = "Change the password there.",
        Reference = "https://www.rfc-editor.org/rfc/rfc7617#section-2",
        Keywords = ["authorization", "authenticationheadervalue"],
        NameWords = ["basic"],
        Value = new ValueShape("{base64:16-400}", "{base64:15-399}=", "{base64:14-398}=="),
        Proof = new BasicLoginProof(),
        MaxDistance = 64,
        Guessable = true,
        Specificity = -1,
    };

    /// <summary>A token that tells nothing of itself.</summary>
    public static readonly ContextRule Bearer = new()
    {
        Code = "AG4011",
        Name = "bearer-authorization",
        Title = "Token in an authorization header",
        Issuer = "unknown",
        Kind = "bearer token",
        Risk = "Acts wherever the request goes as whoever the token was made for.",
        Revoke = "Revoke the token where it was made.",
        Reference = "https://www.rfc-editor.org/rfc/rfc6750#section-2.1",
        Keywords = ["authorization", "authenticationheadervalue"],
        NameWords = ["bearer"],
        Value = new ValueShape("{base64:22}==", "{base64:43}=", "{base64:86}==", "{base64:24-128}", "{base64url:32-128}"),
        MaxDistance = 64,
        IsCommonWord = true,
        MinEntropy = 3.2,
        Specificity = -2,
    };
}
