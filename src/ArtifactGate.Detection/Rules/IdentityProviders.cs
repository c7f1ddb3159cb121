namespace ArtifactGate.Detection.Rules;

/// <summary>Credentials of services that sign people in.</summary>
internal static class IdentityProviders
{
    /// <summary>42 characters that begin with two zeros, under its name or behind the name of the scheme.</summary>
    public static readonly ContextRule Okta = new()
    {
        Code = "AG1651",
        Name = "okta-api-token",
        Title = "Okta API token",
        Issuer = "Okta",
        Kind = "API token",
        Risk = "Manages users and applications as its owner.",
        Revoke = "Revoke it under Security > API > Tokens.",
        Reference = "https://developer.okta.com/docs/guides/create-an-api-token/main/",
        Keywords = ["okta", "ssws"],
        Value = new ValueShape("00{base64url:40}"),
        MinEntropy = 3.5,
    };

    /// <summary>64 characters under its name.</summary>
    public static readonly ContextRule Auth0 = new()
    {
        Code = "AG1652",
        Name = "auth0-client-secret",
        Title = "Auth0 client secret",
        Issuer = "Auth0",
        Kind = "client secret",
        Risk = "Poses as the application; a machine application calls its APIs.",
        Revoke = "Rotate it in the settings of the application.",
        Reference = "https://auth0.com/docs/get-started/applications/rotate-client-secret",
        Keywords = ["auth0"],
        NameWords = ["secret"],
        Value = new ValueShape("{base64url:64}"),
        MinEntropy = 3.8,
    };

    /// <summary>32 characters or a UUID under its name.</summary>
    public static readonly ContextRule Keycloak = new()
    {
        Code = "AG1653",
        Name = "keycloak-client-secret",
        Title = "Keycloak client secret",
        Issuer = "Keycloak",
        Kind = "client secret",
        Risk = "Poses as the client; a service account calls its APIs.",
        Revoke = "Regenerate it under Credentials of the client.",
        Reference = "https://www.keycloak.org/docs/latest/server_admin/",
        Keywords = ["keycloak"],
        NameWords = ["secret"],
        Value = new ValueShape("{base62:32}", ContextShapes.Uuid),
    };

    /// <summary>64 characters under its name.</summary>
    public static readonly ContextRule OneLogin = new()
    {
        Code = "AG1654",
        Name = "onelogin-client-secret",
        Title = "OneLogin API secret",
        Issuer = "OneLogin",
        Kind = "API credential secret",
        Risk = "Manages users and applications.",
        Revoke = "Delete it under Developers > API credentials.",
        Reference = "https://developers.onelogin.com/api-docs/2/getting-started/working-with-api-credentials",
        Keywords = ["onelogin"],
        NameWords = ["secret", "key"],
        Value = new ValueShape("{lower36:64}"),
    };

    /// <summary>40 characters under its name.</summary>
    public static readonly ContextRule JumpCloud = new()
    {
        Code = "AG1655",
        Name = "jumpcloud-api-key",
        Title = "JumpCloud API key",
        Issuer = "JumpCloud",
        Kind = "API key",
        Risk = "Manages users and devices as its owner.",
        Revoke = "Generate a new one under My API key.",
        Reference = "https://jumpcloud.com/support/jumpcloud-apis1",
        Keywords = ["jumpcloud"],
        NameWords = ["key", "token", "secret"],
        Value = new ValueShape("{base62:40}"),
    };
}
