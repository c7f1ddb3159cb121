namespace ArtifactGate.Detection.Rules;

/// <summary>Credentials of social networks and maps.</summary>
internal static class SocialNetworks
{
    /// <summary>Base64 in which letters stand for the signs.</summary>
    public static readonly TokenRule FacebookAccessToken = new()
    {
        Code = "AG1880",
        Name = "facebook-access-token",
        Title = "Facebook access token",
        Issuer = "Facebook",
        Kind = "access token",
        Risk = "Reads and posts as the user or page within its permissions.",
        Revoke = "Remove the app in the settings, or reset the password.",
        Reference = "https://developers.facebook.com/docs/facebook-login/guides/access-tokens/",
        Shape = Shape.Of("EAA{base62:80-300}ZD"),
        MinEntropy = 4.0,
    };

    /// <summary>Zeros, a number and a random part, percent-encoded.</summary>
    public static readonly TokenRule XBearerToken = new()
    {
        Code = "AG1881",
        Name = "x-bearer-token",
        Title = "X bearer token",
        Issuer = "X",
        Kind = "app-only bearer token",
        Risk = "Calls the API in the name of the app.",
        Revoke = "Regenerate it in the developer portal under Keys and tokens.",
        Reference = "https://developer.x.com/en/docs/authentication/oauth-2-0/application-only",
        Shape = Shape.Of("AAAAAAAAAAAAAAAAAAAAA{[0-9A-Za-z%]:25-45}%3D{base62:50}"),
        MinEntropy = 4.0,
    };

    /// <summary>16 characters and a few more.</summary>
    public static readonly TokenRule LinkedinClientSecret = new()
    {
        Code = "AG1882",
        Name = "linkedin-client-secret",
        Title = "LinkedIn client secret",
        Issuer = "LinkedIn",
        Kind = "client secret",
        Risk = "Makes tokens in the name of the application.",
        Revoke = "Generate a new one in the developer portal under Auth.",
        Reference = "https://learn.microsoft.com/en-us/linkedin/shared/authentication/authentication",
        Shape = Shape.Of("WPL_AP1.{base62:16}.{base64:6-10}"),
        MinEntropy = 3.3,
    };

    /// <summary>The user in JSON, and 22 characters.</summary>
    public static readonly TokenRule MapboxSecretToken = new()
    {
        Code = "AG1883",
        Name = "mapbox-secret-token",
        Title = "Mapbox secret token",
        Issuer = "Mapbox",
        Kind = "secret or temporary token",
        Risk = "Reads and changes maps, uploads and tokens of the account.",
        Revoke = "Delete it on the account page under Access tokens.",
        Reference = "https://docs.mapbox.com/api/accounts/tokens/",
        Shape = Shape.Of("sk.eyJ{base64url:40-200}.{base64url:22}", "tk.eyJ{base64url:40-200}.{base64url:22}"),
        Proof = new JsonPayloadProof(3, '.', "u", "a") { Account = "u" },
        MinEntropy = 3.5,
    };

    /// <summary>30 characters behind the word with which chat servers tell a token from a password.</summary>
    public static readonly TokenRule TwitchChatPassword = new()
    {
        Code = "AG1884",
        Name = "twitch-chat-password",
        Title = "Twitch chat password",
        Issuer = "Twitch",
        Kind = "access token",
        Risk = "Reads and writes chat as its user, and whatever else it was granted.",
        Revoke = "Disconnect the application in the settings under Connections.",
        Reference = "https://dev.twitch.tv/docs/chat/irc/",
        Shape = Shape.Of("oauth:{lower36:30}"),
        MinEntropy = 3.7,
    };
}
