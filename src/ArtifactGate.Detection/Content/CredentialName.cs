namespace ArtifactGate.Detection.Content;

/// <summary>Whether a setting is a credential because its name says so.</summary>
internal static class CredentialName
{
    private const int LeastLength = 6;

    private static readonly string[] Words =
    [
        "TOKEN", "SECRET", "PASSWORD", "PASSWD", "PASSPHRASE", "PWD", "API_KEY", "APIKEY", "PRIVATE_KEY", "ACCESS_KEY", "ENCRYPTION_KEY", "SIGNING_KEY",
        "CREDENTIAL", "CONNECTIONSTRING", "CONNECTION_STRING", "AUTH_KEY", "ACCOUNT_KEY", "CLIENT_KEY", "APP_KEY",
    ];

    // Names that speak of a credential without being one.
    private static readonly string[] Endings =
    [
        "_ID", "_NAME", "_PATH", "_FILE", "_URL", "_URI", "_HOST", "_PORT", "_USER", "_ENDPOINT", "_ISSUER", "_AUDIENCE", "_EXPIRY", "_EXPIRES", "_EXPIRES_IN",
        "_TTL", "_LENGTH", "_TYPE", "_ENABLED", "_REQUIRED", "_ALGORITHM", "_LIFETIME", "_MINUTES", "_SECONDS", "_DAYS", "_HEADER", "_FIELD", "_POLICY",
    ];

    /// <summary>Whether a name says that its value is a credential, and the value can be one.</summary>
    /// <param name="name">The name, of any case, its parts with <c>_</c> between them.</param>
    /// <param name="value">The value.</param>
    public static bool IsCredential(string name, string value)
    {
        string upper = name.ToUpperInvariant();
        return (upper.EndsWith("_PAT", StringComparison.Ordinal) || Words.Any(w => upper.Contains(w, StringComparison.Ordinal)))
            && !Endings.Any(e => upper.EndsWith(e, StringComparison.Ordinal)) && IsValue(value);
    }

    /// <summary>Whether a value can be a credential: no placeholder, path, address or number.</summary>
    public static bool IsValue(string value) => value.Length >= LeastLength && !FilePlaceholders.Matches(value)
        && !value.StartsWith('/') && !value.Contains("://", StringComparison.Ordinal) && !double.TryParse(value, out _);
}
