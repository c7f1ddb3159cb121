namespace ArtifactGate.Detection.Rules;

/// <summary>Credentials that GitHub issues.</summary>
internal static class GitHub
{
    /// <summary>30 base62 characters and their CRC-32 in 6; GitHub's engineering blog, "Behind GitHub's new authentication token formats".</summary>
    public static readonly TokenRule ClassicToken = new()
    {
        Code = "AG1001",
        Name = "github-pat",
        Title = "GitHub personal access token (classic)",
        Issuer = "GitHub",
        Kind = "personal access token",
        Risk = "Acts as its owner on every repository and organisation the scopes allow, often with push and package rights.",
        Revoke = "Delete it under Settings > Developer settings > Personal access tokens.",
        Reference = "https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/",
        Shape = Shape.Of("ghp_{base62:36}"),
        Proof = new Crc32Base62Proof(bodyStart: 4, checkLength: 6),
    };
}
