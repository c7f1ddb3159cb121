namespace ArtifactGate.Detection.Rules;

/// <summary>Credentials of services that keep identities and secrets.</summary>
internal static class Identities
{
    /// <summary>Six groups after the version.</summary>
    public static readonly TokenRule OnepasswordSecretKey = new()
    {
        Code = "AG1845",
        Name = "onepassword-secret-key",
        Title = "1Password secret key",
        Issuer = "1Password",
        Kind = "account secret key",
        Risk = "Opens the account, together with the password.",
        Revoke = "Regenerate it in the account settings under Sign-in.",
        Reference = "https://support.1password.com/secret-key-security/",
        Shape = Shape.Of("A3-{upper36:6}-{upper36:6}-{upper36:5}-{upper36:5}-{upper36:5}-{upper36:5}"),
        MinEntropy = 3.5,
    };

    /// <summary>13 groups of four.</summary>
    public static readonly TokenRule OnepasswordRecoveryCode = new()
    {
        Code = "AG1846",
        Name = "onepassword-recovery-code",
        Title = "1Password recovery code",
        Issuer = "1Password",
        Kind = "recovery code",
        Risk = "Opens the account without password and secret key.",
        Revoke = "Delete it in the account settings under Sign-in.",
        Reference = "https://support.1password.com/recovery-codes/",
        Shape = Shape.Of("1PRK-{upper36:4}-{upper36:4}-{upper36:4}-{upper36:4}-{upper36:4}-{upper36:4}-{upper36:4}-{upper36:4}-{upper36:4}-{upper36:4}-{upper36:4}-{upper36:4}-{upper36:4}"),
        MinEntropy = 3.5,
    };

    /// <summary>36 characters and an equals sign.</summary>
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
        Shape = Shape.Of("secret-live-{base64url:36}"),
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
