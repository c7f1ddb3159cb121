namespace ArtifactGate.Detection.Rules;

/// <summary>More keys of services that carry messages, which only their names tell.</summary>
internal static class MoreNamedMessagingKeys
{
    /// <summary>40 characters under its name.</summary>
    public static readonly ContextRule Plivo = new()
    {
        Code = "AG1727",
        Name = "plivo-token",
        Title = "Plivo auth token",
        Issuer = "Plivo",
        Kind = "auth token",
        Risk = "With its id, sends messages and calls at the cost of the account.",
        Revoke = "Regenerate it in the console.",
        Reference = "https://www.plivo.com/docs/account/api/overview/",
        Keywords = ["plivo"],
        NameWords = ["token"],
        Value = new ValueShape("{base64url:40}"),
        MinEntropy = 3.5,
    };

    /// <summary>A UUID under its name.</summary>
    public static readonly ContextRule Postmark = new()
    {
        Code = "AG1728",
        Name = "postmark-token",
        Title = "Postmark server or account token",
        Issuer = "Postmark",
        Kind = "server or account token",
        Risk = "Sends mail in the name of the server and reads what was sent.",
        Revoke = "Regenerate it under API tokens.",
        Reference = "https://postmarkapp.com/developer/api/overview",
        Keywords = ["postmark"],
        NameWords = ["token", "key"],
        Value = new ValueShape(ContextShapes.Uuid),
    };

    /// <summary>20 hexadecimal digits under its name.</summary>
    public static readonly ContextRule Pusher = new()
    {
        Code = "AG1729",
        Name = "pusher-secret",
        Title = "Pusher app secret",
        Issuer = "Pusher",
        Kind = "app secret",
        Risk = "Publishes on the channels of the app.",
        Revoke = "Delete it in the dashboard under App keys.",
        Reference = "https://pusher.com/docs/channels/library_auth_reference/rest-api/",
        Keywords = ["pusher"],
        NameWords = ["secret"],
        Value = new ValueShape("{hex:20}"),
    };

    /// <summary>16 bytes in base64, or more characters, under its name.</summary>
    public static readonly ContextRule Sinch = new()
    {
        Code = "AG1730",
        Name = "sinch-secret",
        Title = "Sinch key secret",
        Issuer = "Sinch",
        Kind = "key secret",
        Risk = "Sends messages and calls at the cost of the project.",
        Revoke = "Delete the access key in the dashboard.",
        Reference = "https://developers.sinch.com/docs/conversation/api-reference/",
        Keywords = ["sinch"],
        NameWords = ["secret"],
        Value = new ValueShape("{base64:22}==", "{[A-Za-z0-9~._-]:26-36}"),
        MinEntropy = 3.5,
    };

    /// <summary>16 bytes in base64 under the name that the libraries of Sinch give it, where Sinch itself is named far away.</summary>
    public static readonly ContextRule SinchApplication = new()
    {
        Code = "AG1777",
        Name = "sinch-application-secret",
        Title = "Sinch application secret",
        Issuer = "Sinch",
        Kind = "application secret of Voice, Verification or In-app calling",
        Risk = "Calls and verifies numbers at the cost of the project.",
        Revoke = "Make a new one on the page of the application.",
        Reference = "https://developers.sinch.com/docs/voice/api-reference/authentication/",
        Keywords = ["appsecret", "applicationsecret", "application_secret"],
        Value = new ValueShape("{base64:22}=="),
        MinEntropy = 3.5,
    };

    /// <summary>40 hexadecimal digits under its name.</summary>
    public static readonly ContextRule SparkPost = new()
    {
        Code = "AG1731",
        Name = "sparkpost-key",
        Title = "SparkPost API key",
        Issuer = "SparkPost",
        Kind = "API key",
        Risk = "Sends mail in the name of the account.",
        Revoke = "Delete it under Configuration > API keys.",
        Reference = "https://developers.sparkpost.com/api/#header-authentication",
        Keywords = ["sparkpost"],
        NameWords = ["key", "bearer", "authorization"],
        Value = new ValueShape("{hex:40}"),
    };

    /// <summary>32 characters under its name.</summary>
    public static readonly ContextRule Twilio = new()
    {
        Code = "AG1732",
        Name = "twilio-secret",
        Title = "Twilio auth token or API key secret",
        Issuer = "Twilio",
        Kind = "auth token or API key secret",
        Risk = "Sends messages and calls at the cost of the account.",
        Revoke = "Rotate it in the console.",
        Reference = "https://www.twilio.com/docs/iam/api-keys",
        Keywords = ["twilio"],
        NameWords = ["token", "secret", "key"],
        Value = new ValueShape("{base62:32}"),
        MinEntropy = 3.3,
    };

    /// <summary>16 characters under its name.</summary>
    public static readonly ContextRule Vonage = new()
    {
        Code = "AG1733",
        Name = "vonage-secret",
        Title = "Vonage API secret",
        Issuer = "Vonage",
        Kind = "API secret",
        Risk = "Sends messages and calls at the cost of the account.",
        Revoke = "Rotate it in the dashboard under API settings.",
        Reference = "https://developer.vonage.com/en/account/secret-management",
        Keywords = ["vonage", "nexmo"],
        NameWords = ["secret"],
        Value = new ValueShape("{base62:16}"),
    };

    /// <summary>64 characters, the kind of organisation and its UUID.</summary>
    public static readonly TokenRule WebexBot = new()
    {
        Code = "AG1734",
        Name = "webex-token",
        Title = "Webex access token",
        Issuer = "Webex",
        Kind = "bot token",
        Risk = "Acts as the bot or user in every space it joined.",
        Revoke = "Regenerate it in the developer portal.",
        Reference = "https://developer.webex.com/docs/bots",
        Shape = Shape.Of(
            "{base64url:64}_P0A1_" + ContextShapes.Uuid, "{base64url:64}_PF84_" + ContextShapes.Uuid,
            "{base64url:64}_PC75_" + ContextShapes.Uuid, "{base64url:64}_PE93_" + ContextShapes.Uuid),
        MinEntropy = 3.5,
    };

    /// <summary>32 characters under its name.</summary>
    public static readonly ContextRule Zulip = new()
    {
        Code = "AG1735",
        Name = "zulip-key",
        Title = "Zulip API key",
        Issuer = "Zulip",
        Kind = "API key",
        Risk = "Acts as its owner or bot.",
        Revoke = "Regenerate it in the settings.",
        Reference = "https://zulip.com/api/api-keys",
        Keywords = ["zulip"],
        NameWords = ["key", "token"],
        Value = new ValueShape("{base62:32}"),
        MinEntropy = 3.5,
    };
}
