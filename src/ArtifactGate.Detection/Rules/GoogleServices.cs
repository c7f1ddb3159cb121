namespace ArtifactGate.Detection.Rules;

/// <summary>Credentials of Google Cloud and Firebase that came later or are known by their names.</summary>
internal static class GoogleServices
{
    /// <summary>A version and a structure that always has the same nine characters in its middle.</summary>
    public static readonly TokenRule RefreshToken = new()
    {
        Code = "AG1641",
        Name = "google-refresh-token",
        Title = "Google OAuth refresh token",
        Issuer = "Google",
        Kind = "refresh token",
        Risk = "Makes new access tokens of its user until it is revoked.",
        Revoke = "Revoke the access of the application at myaccount.google.com.",
        Reference = "https://developers.google.com/identity/protocols/oauth2",
        Shape = Shape.Of("1//0{base64url:8-20}CgYIARAAG{base64url:30-160}"),
    };

    /// <summary>The id of the sender and 140 characters.</summary>
    public static readonly TokenRule CloudMessaging = new()
    {
        Code = "AG1643",
        Name = "firebase-server-key",
        Title = "Firebase Cloud Messaging server key",
        Issuer = "Google",
        Kind = "FCM server key",
        Risk = "Sends messages to every device of the project.",
        Revoke = "Delete it in the settings of the project.",
        Reference = "https://firebase.google.com/docs/cloud-messaging/auth-server",
        Shape = Shape.Of("AAAA{base64url:7}:APA91b{base64url:134}"),
    };

    /// <summary>40 characters of base64 behind the access id.</summary>
    public static readonly ContextRule HmacSecret = new()
    {
        Code = "AG1642",
        Name = "gcs-hmac-secret",
        Title = "Google Cloud Storage HMAC key",
        Issuer = "Google",
        Kind = "HMAC secret of Cloud Storage",
        Risk = "Reads and writes what its account may in Cloud Storage.",
        Revoke = "Deactivate and delete it under Interoperability.",
        Reference = "https://cloud.google.com/storage/docs/authentication/hmackeys",
        Keywords = ["goog1"],
        Value = new ValueShape("{base64:40}"),
        MaxDistance = 160,
        MinEntropy = 3.0,
    };

    /// <summary>24 characters under its name.</summary>
    public static readonly ContextRule OAuthSecretOlder = new()
    {
        Code = "AG1644",
        Name = "google-oauth-secret-older",
        Title = "Google OAuth client secret (without a prefix)",
        Issuer = "Google",
        Kind = "OAuth client secret",
        Risk = "Poses as the application when users sign in.",
        Revoke = "Reset it under Credentials.",
        Reference = "https://developers.google.com/identity/protocols/oauth2",
        Keywords = ["google_client_secret", "googleclientsecret", "google_oauth_secret", "google_secret"],
        Value = new ValueShape("{base64url:24}"),
        MinEntropy = 3.3,
    };

    /// <summary>40 characters under its name.</summary>
    public static readonly ContextRule Recaptcha = new()
    {
        Code = "AG1645",
        Name = "recaptcha-secret",
        Title = "reCAPTCHA secret key",
        Issuer = "Google",
        Kind = "reCAPTCHA secret key",
        Risk = "Verifies answers in the name of the site.",
        Revoke = "Make a new key for the site.",
        Reference = "https://developers.google.com/recaptcha/docs/verify",
        Keywords = ["recaptcha"],
        NameWords = ["secret", "private"],
        Value = new ValueShape("6L{base64url:38}"),
        MinEntropy = 3.5,
    };
}
