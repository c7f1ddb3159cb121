namespace ArtifactGate.Detection.Rules;

/// <summary>Values that only a common name makes a secret of somebody.</summary>
internal static class GenericSecrets
{
    /// <summary>What a person may have chosen, assigned to a password.</summary>
    public static readonly ContextRule Password = new()
    {
        Code = "AG4001",
        Name = "generic-password",
        Title = "Password",
        Issuer = "unknown",
        Kind = "password",
        Risk = "Logs in wherever the password is used.",
        Revoke = "Change the password there.",
        Reference = "https://cwe.mitre.org/data/definitions/259.html",
        Keywords =
        [
            "password", "passwd", "passphrase", "pgpassword", "mysql_pwd", "sshpass", "db_pass", "dbpass", "db_pwd", "dbpwd", "smtp_pass", "smtppass", "mail_pass", "ftp_pass", "mysql_pass",
            "redis_pass",
        ],
        Value = new ValueShape("{[A-Za-z0-9!#*+.@_~^-]:1}{[A-Za-z0-9!#$%*+./:=?@^_~|-]:7-63}"),
        MaxDistance = 32,
        IsCommonWord = true,
        MinEntropy = 2.75,
        Guessable = true,
        Specificity = -2,
    };

    /// <summary>A random value, assigned to a secret or key.</summary>
    public static readonly ContextRule Secret = new()
    {
        Code = "AG4002",
        Name = "generic-secret",
        Title = "Secret or key of an unknown service",
        Issuer = "unknown",
        Kind = "secret",
        Risk = "Acts in the name of whoever it was made for.",
        Revoke = "Make a new one where it was made, and end this one.",
        Reference = "https://cwe.mitre.org/data/definitions/798.html",
        Keywords =
        [
            "client_secret", "clientsecret", "client-secret", "app_secret", "appsecret", "app-secret", "shared_secret", "sharedsecret", "jwt_secret", "jwtsecret",
            "session_secret", "webhook_secret", "webhooksecret", "secret_key", "secretkey", "secret-key", "signing_key", "signingkey", "signing_secret",
            "signingsecret", "encryption_key", "encryptionkey", "api_key", "apikey", "api-key", "api_secret", "apisecret", "access_token", "accesstoken",
            "access-token", "auth_token", "authtoken", "auth-token", "api_token", "apitoken", "api-token", "secret",
        ],
        Value = new ValueShape("{base64:22}==", "{base64:43}=", "{base64:86}==", "{base64:24-128}", "{base64url:32-128}"),
        MaxDistance = 32,
        IsCommonWord = true,
        MinEntropy = 3.0,
        Specificity = -2,
    };

    /// <summary>What JSON web tokens are signed with, in the settings of the service that makes them: <c>"Jwt": { "Key": "..." }</c>.</summary>
    public static readonly ContextRule TokenSigningKey = new()
    {
        Code = "AG4003",
        Name = "jwt-signing-secret",
        Title = "Secret that JSON web tokens are signed with",
        Issuer = "self-managed",
        Kind = "signing secret",
        Risk = "Makes tokens that the service takes for its own, for any user.",
        Revoke = "Replace it in the service; all tokens end with it.",
        Reference = "https://www.rfc-editor.org/rfc/rfc7518#section-3.2",
        Keywords = ["jwt"],
        NameWords = ["key", "secret"],
        Value = new ValueShape("{[A-Za-z0-9!#$%&*+./=?@^_~-]:32-128}"),
        MaxDistance = 64,
        IsCommonWord = true,
        MinEntropy = 3.0,
        Specificity = -1,
    };
}
