namespace ArtifactGate.Detection.Rules;

/// <summary>Credentials of services that keep other credentials.</summary>
internal static class SecretStores
{
    /// <summary>A prefix and a long random part.</summary>
    public static readonly TokenRule VaultRecovery = new()
    {
        Code = "AG1562",
        Name = "vault-recovery-token",
        Title = "HashiCorp Vault recovery token",
        Issuer = "HashiCorp",
        Kind = "Vault recovery token",
        Risk = "Reads the raw storage of a server in recovery mode.",
        Revoke = "Restart the server and rekey it.",
        Reference = "https://developer.hashicorp.com/vault/docs/concepts/recovery-mode",
        Shape = Shape.Of("hvr.{base64url:24-130}"),
        MinEntropy = 3.0,
    };

    /// <summary>A letter for the kind, a dot and 24 or more characters, under its name.</summary>
    public static readonly ContextRule VaultOlder = new()
    {
        Code = "AG1561",
        Name = "vault-token-older",
        Title = "HashiCorp Vault token (before 1.10)",
        Issuer = "HashiCorp",
        Kind = "Vault token",
        Risk = "Reads and writes what its policies allow.",
        Revoke = "Revoke it with vault token revoke.",
        Reference = "https://developer.hashicorp.com/vault/docs/concepts/tokens",
        Keywords = ["vault"],
        NameWords = ["token"],
        Value = new ValueShape("s.{base62:24-26}", "b.{base64url:24-300}", "r.{base62:24-130}"),
    };

    /// <summary>32 or 33 bytes in base64 under its name.</summary>
    public static readonly ContextRule VaultUnseal = new()
    {
        Code = "AG1563",
        Name = "vault-unseal-key",
        Title = "HashiCorp Vault unseal key",
        Issuer = "HashiCorp",
        Kind = "Vault unseal key",
        Risk = "With enough of them, opens the whole store.",
        Revoke = "Rekey with vault operator rekey.",
        Reference = "https://developer.hashicorp.com/vault/docs/concepts/seal",
        Keywords = ["unseal"],
        Value = new ValueShape("{base64:44}", "{base64:43}="),
        MinEntropy = 4.0,
    };

    /// <summary>A UUID under its name.</summary>
    public static readonly ContextRule VaultSecretId = new()
    {
        Code = "AG1564",
        Name = "vault-approle-secret-id",
        Title = "HashiCorp Vault AppRole secret id",
        Issuer = "HashiCorp",
        Kind = "Vault AppRole secret id",
        Risk = "With the role id, logs in as an application.",
        Revoke = "Destroy it with vault write auth/approle/role/NAME/secret-id/destroy.",
        Reference = "https://developer.hashicorp.com/vault/docs/auth/approle",
        Keywords = ["secret_id", "vault_secretid"],
        Value = new ValueShape(ContextShapes.Uuid),
    };

    /// <summary>40 to 44 characters.</summary>
    public static readonly TokenRule DopplerOther = new()
    {
        Code = "AG1565",
        Name = "doppler-other-token",
        Title = "Doppler SCIM or audit token",
        Issuer = "Doppler",
        Kind = "SCIM or audit token",
        Risk = "Manages the users of a workplace, or reads its audit log.",
        Revoke = "Revoke it in the settings of the workplace.",
        Reference = "https://docs.doppler.com/reference/auth-token-formats",
        Shape = Shape.Of("dp.scim.{base62:40-44}", "dp.audit.{base62:40-44}"),
    };

    /// <summary>An id, a secret and a key, under its name.</summary>
    public static readonly ContextRule InfisicalService = new()
    {
        Code = "AG1566",
        Name = "infisical-service-token",
        Title = "Infisical service token",
        Issuer = "Infisical",
        Kind = "service token",
        Risk = "Reads the secrets of a project.",
        Revoke = "Delete it under Access control > Service tokens.",
        Reference = "https://infisical.com/docs/internals/service-tokens",
        Keywords = ["infisical"],
        NameWords = ["token"],
        Value = new ValueShape("st.{base64url:3-48}.{base64url:3-48}.{hex:8-64}"),
    };

    /// <summary>64 hexadecimal digits under its name.</summary>
    public static readonly ContextRule InfisicalClient = new()
    {
        Code = "AG1567",
        Name = "infisical-client-secret",
        Title = "Infisical client secret",
        Issuer = "Infisical",
        Kind = "client secret of a machine identity",
        Risk = "Reads the secrets that the identity may see.",
        Revoke = "Revoke it on the page of the identity.",
        Reference = "https://infisical.com/docs/documentation/platform/identities/universal-auth",
        Keywords = ["infisical"],
        NameWords = ["secret"],
        Value = new ValueShape("{hex:64}"),
    };

    /// <summary>A version and six groups of letters and digits.</summary>
    public static readonly TokenRule OnePasswordSecretKey = new()
    {
        Code = "AG1568",
        Name = "onepassword-secret-key",
        Title = "1Password secret key",
        Issuer = "1Password",
        Kind = "secret key of an account",
        Risk = "With the account password, opens the vaults of a person.",
        Revoke = "Regenerate it under My profile.",
        Reference = "https://support.1password.com/secret-key-security/",
        Shape = Shape.Of("A3-{upper36:6}-{upper36:6}-{upper36:5}-{upper36:5}-{upper36:5}-{upper36:5}"),
        MinEntropy = 3.5,
    };

    /// <summary>13 groups of four.</summary>
    public static readonly TokenRule OnePasswordRecovery = new()
    {
        Code = "AG1569",
        Name = "onepassword-recovery-code",
        Title = "1Password recovery code",
        Issuer = "1Password",
        Kind = "recovery code",
        Risk = "Recovers an account without its password.",
        Revoke = "Make a new one in the settings of the account.",
        Reference = "https://support.1password.com/recovery-codes/",
        Shape = Shape.Of("1PRK-{upper36:4}-{upper36:4}-{upper36:4}-{upper36:4}-{upper36:4}-{upper36:4}-{upper36:4}-{upper36:4}-{upper36:4}-{upper36:4}-{upper36:4}-{upper36:4}-{upper36:4}"),
        MinEntropy = 3.5,
    };

    /// <summary>A version, a UUID, 30 characters and 16 bytes in base64, under its name.</summary>
    public static readonly ContextRule BitwardenAccess = new()
    {
        Code = "AG1570",
        Name = "bitwarden-access-token",
        Title = "Bitwarden Secrets Manager access token",
        Issuer = "Bitwarden",
        Kind = "access token of a machine account",
        Risk = "Reads and changes the secrets that the machine account may see.",
        Revoke = "Revoke it on the page of the machine account.",
        Reference = "https://bitwarden.com/help/access-tokens/",
        Keywords = ["bws_access_token", "bitwarden"],
        Value = new ValueShape("0.{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}.{base62:30}:{base64:22}=="),
        MinEntropy = 3.5,
    };

    /// <summary>30 or more characters under its name.</summary>
    public static readonly ContextRule BitwardenClient = new()
    {
        Code = "AG1571",
        Name = "bitwarden-client-secret",
        Title = "Bitwarden API key",
        Issuer = "Bitwarden",
        Kind = "API key client secret",
        Risk = "Signs in as its owner, though the vault stays locked without the password.",
        Revoke = "Rotate it under Security > Keys.",
        Reference = "https://bitwarden.com/help/personal-api-key/",
        Keywords = ["bw_clientsecret", "apikeyclientsecret"],
        Value = new ValueShape("{base62:30-50}"),
        MinEntropy = 3.5,
    };
}
