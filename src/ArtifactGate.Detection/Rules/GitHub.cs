using ArtifactGate.Detection.Tokens;

namespace ArtifactGate.Detection.Rules;

/// <summary>Credentials that GitHub issues.</summary>
internal static class GitHub
{
    /// <summary>30 base62 characters and their CRC-32 in 6.</summary>
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

    /// <summary>Eight characters near the end begin the SHA-256 of what is before them.</summary>
    public static readonly TokenRule FineGrainedToken = new()
    {
        Code = "AG1002",
        Name = "github-fine-grained-pat",
        Title = "GitHub fine-grained personal access token",
        Issuer = "GitHub",
        Kind = "fine-grained personal access token",
        Risk = "Acts on the repositories it was made for with the permissions it was given, push and workflows often among them.",
        Revoke = "Delete it under Settings > Developer settings > Fine-grained tokens.",
        Reference = "https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/",
        Shape = Shape.Of("github_pat_{base62:22}_{base62:59}"),
        Proof = new GitHubFineGrainedProof(),
    };

    /// <summary>30 base62 characters and their CRC-32 in 6.</summary>
    public static readonly TokenRule OAuthToken = new()
    {
        Code = "AG1003",
        Name = "github-oauth",
        Title = "GitHub OAuth access token",
        Issuer = "GitHub",
        Kind = "OAuth access token",
        Risk = "Acts for the user who authorized the application, within the scopes that were granted.",
        Revoke = "Revoke the application under Settings > Applications, or the token through the API.",
        Reference = "https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/",
        Shape = Shape.Of("gho_{base62:36}"),
        Proof = new Crc32Base62Proof(bodyStart: 4, checkLength: 6),
    };

    /// <summary>30 base62 characters and their CRC-32 in 6.</summary>
    public static readonly TokenRule UserToServerToken = new()
    {
        Code = "AG1004",
        Name = "github-user-to-server",
        Title = "GitHub App user access token",
        Issuer = "GitHub",
        Kind = "user access token",
        Risk = "Acts for a user through a GitHub App until it expires.",
        Revoke = "Revoke the authorization of the app under Settings > Applications.",
        Reference = "https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/",
        ShortLived = true,
        Shape = Shape.Of("ghu_{base62:36}"),
        Proof = new Crc32Base62Proof(bodyStart: 4, checkLength: 6),
    };

    /// <summary>30 base62 characters and their CRC-32 in 6.</summary>
    public static readonly TokenRule InstallationToken = new()
    {
        Code = "AG1005",
        Name = "github-installation",
        Title = "GitHub App installation token",
        Issuer = "GitHub",
        Kind = "installation access token",
        Risk = "Acts as the app or the workflow run on the repositories of the installation until it expires.",
        Revoke = "It ends with its run, at the latest after an hour; make the job stop writing it to files.",
        Reference = "https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/",
        ShortLived = true,
        Shape = Shape.Of("ghs_{base62:36}"),
        Proof = new Crc32Base62Proof(bodyStart: 4, checkLength: 6),
    };

    /// <summary>The number of the app and a JSON web token, which is longer than the plain form and has dots and hyphens in it.</summary>
    public static readonly TokenRule StatelessInstallationToken = new()
    {
        Code = "AG1007",
        Name = "github-installation-stateless",
        Title = "GitHub App installation token (stateless)",
        Issuer = "GitHub",
        Kind = "installation access token",
        Risk = "Acts as the app or the workflow run on the repositories of the installation until it expires.",
        Revoke = "It ends with its run, at the latest after an hour; make the job stop writing it to files.",
        Reference = "https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/authenticating-as-a-github-app-installation",
        ShortLived = true,
        Shape = new GitHubStatelessShape(),
        Proof = new JsonWebTokenProof(prefix: "ghs_"),
        // More than a JSON web token, and in the file that a checkout leaves behind more than that file: it tells app and expiry.
        Specificity = 30,
    };

    /// <summary>70 base62 characters and their CRC-32 in 6.</summary>
    public static readonly TokenRule RefreshToken = new()
    {
        Code = "AG1006",
        Name = "github-refresh",
        Title = "GitHub App refresh token",
        Issuer = "GitHub",
        Kind = "refresh token",
        Risk = "Makes new user tokens for months.",
        Revoke = "Revoke the authorization of the app under Settings > Applications.",
        Reference = "https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/",
        Shape = Shape.Of("ghr_{base62:76}"),
        Proof = new Crc32Base62Proof(bodyStart: 4, checkLength: 6),
    };
}
