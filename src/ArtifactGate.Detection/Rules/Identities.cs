namespace ArtifactGate.Detection.Rules;

/// <summary>Credentials of services that keep identities and secrets.</summary>
internal static class Identities
{
    /// <summary>35 characters and an equals sign.</summary>
    public static readonly TokenRule StytchSecret = new()
    {
        Code = "AG1847",
        Name = "stytch-secret",
        Title = "Stytch project secret",
        Issuer = "Stytch",
        Kind = "live project secret",
        Risk = "Manages users and sessions of the project.",
        Revoke = "Delete it in the dashboard under API keys.",
        Reference = "https://stytch.com/docs/api/authentication",
        Shape = Shape.Of("secret-live-{base64url:35}"),
        MinEntropy = 3.5,
    };

    /// <summary>36 characters.</summary>
    public static readonly TokenRule JumpcloudKey = new()
    {
        Code = "AG1848",
        Name = "jumpcloud-key",
        Title = "JumpCloud API key",
        Issuer = "JumpCloud",
        Kind = "administrator API key",
        Risk = "Manages users, devices and groups as the administrator.",
        Revoke = "Generate a new one in the admin portal under My API Key.",
        Reference = "https://docs.jumpcloud.com/api/2.0/index.html",
        Shape = Shape.Of("jca_{base62:36}"),
        MinEntropy = 3.5,
    };

    /// <summary>32 characters.</summary>
    public static readonly TokenRule OryToken = new()
    {
        Code = "AG1849",
        Name = "ory-token",
        Title = "Ory Network API key",
        Issuer = "Ory",
        Kind = "project API key",
        Risk = "Manages identities and clients of the project.",
        Revoke = "Delete it in the console under API keys.",
        Reference = "https://www.ory.com/docs/concepts/personal-access-token",
        Shape = Shape.Of("ory_pat_{base62:32}"),
        MinEntropy = 3.5,
    };
}
