namespace ArtifactGate.Detection.Rules;

/// <summary>Credentials of Google Cloud and Firebase.</summary>
internal static class GoogleCloud
{
    /// <summary>39 characters.</summary>
    public static readonly TokenRule ApiKey = new()
    {
        Code = "AG1111",
        Name = "google-api-key",
        Title = "Google API key",
        Issuer = "Google",
        Kind = "API key",
        Risk = "Calls the services the key is allowed for, at the cost of the project.",
        Revoke = "Delete or restrict it under APIs and services > Credentials.",
        Reference = "https://cloud.google.com/docs/authentication/api-keys",
        Shape = Shape.Of("AIza{base64url:35}"),
    };

    /// <summary>28 characters.</summary>
    public static readonly TokenRule OAuthSecret = new()
    {
        Code = "AG1112",
        Name = "google-oauth-secret",
        Title = "Google OAuth client secret",
        Issuer = "Google",
        Kind = "OAuth client secret",
        Risk = "Poses as the application when users sign in.",
        Revoke = "Reset the secret under APIs and services > Credentials.",
        Reference = "https://developers.google.com/identity/protocols/oauth2",
        Shape = Shape.Of("GOCSPX-{base64url:28}"),
    };

    /// <summary>Valid for an hour; those of service accounts have a letter before.</summary>
    public static readonly TokenRule AccessToken = new()
    {
        Code = "AG1113",
        Name = "google-access-token",
        Title = "Google OAuth access token",
        Issuer = "Google",
        Kind = "access token",
        Risk = "Acts as the user or service account until it expires.",
        Revoke = "It ends after an hour; revoke the grant it came from.",
        Reference = "https://developers.google.com/identity/protocols/oauth2",
        ShortLived = true,
        Shape = Shape.Of("ya29.{base64url:60-1500}", "ya29.c.{base64url:60-1500}", "ya29.d.{base64url:60-1500}"),
    };

    /// <summary>53 characters: what Google AI Studio makes since 2026 in place of the older keys, each bound to a service account.</summary>
    public static readonly TokenRule AuthorizationKey = new()
    {
        Code = "AG1647",
        Name = "google-authorization-key",
        Title = "Google authorization key",
        Issuer = "Google",
        Kind = "authorization API key",
        Risk = "Calls Gemini as the service account the key is bound to, at the cost of the project.",
        Revoke = "Delete it in Google AI Studio, or under APIs and services > Credentials.",
        Reference = "https://ai.google.dev/gemini-api/docs/api-key",
        Shape = Shape.Of("AQ.Ab{base64url:48}"),
        MinEntropy = 4.0,
    };
}
