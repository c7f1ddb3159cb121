namespace ArtifactGate.Detection.Rules;

/// <summary>Keys of services that carry messages, which only their names tell.</summary>
internal static class NamedMessagingKeys
{
    /// <summary>The app, the key and its secret, under its name.</summary>
    public static readonly ContextRule Ably = new()
    {
        Code = "AG1718",
        Name = "ably-key",
        Title = "Ably API key",
        Issuer = "Ably",
        Kind = "API key",
        Risk = "Publishes and reads on the channels of the app.",
        Revoke = "Revoke it in the dashboard of the app.",
        Reference = "https://ably.com/docs/auth/basic",
        Keywords = ["ably"],
        NameWords = ["key", "rest", "realtime"],
        Value = new ValueShape("{base64url:6}.{base64url:5-6}:{base64url:16-43}"),
        MinEntropy = 3.5,
    };

    /// <summary>32 hexadecimal digits under its name.</summary>
    public static readonly ContextRule Agora = new()
    {
        Code = "AG1719",
        Name = "agora-certificate",
        Title = "Agora app certificate",
        Issuer = "Agora",
        Kind = "app certificate",
        Risk = "Makes tokens for every channel of the app.",
        Revoke = "Disable the certificate in the console.",
        Reference = "https://docs.agora.io/en/video-calling/get-started/manage-agora-account",
        Keywords = ["agora"],
        NameWords = ["certificate", "secret"],
        Value = new ValueShape("{hex:32}"),
    };

    /// <summary>20 or 32 hexadecimal digits under its name.</summary>
    public static readonly ContextRule CustomerIo = new()
    {
        Code = "AG1720",
        Name = "customer-io-key",
        Title = "Customer.io API key",
        Issuer = "Customer.io",
        Kind = "API key",
        Risk = "Reads and changes people and sends them messages.",
        Revoke = "Delete it in the settings under API credentials.",
        Reference = "https://docs.customer.io/accounts-and-workspaces/managing-credentials/",
        Keywords = ["customerio", "customer.io", "customer_io"],
        NameWords = ["key"],
        Value = new ValueShape("{hex:32}", "{hex:20}"),
    };

    /// <summary>Three parts under its name.</summary>
    public static readonly ContextRule DiscordBot = new()
    {
        Code = "AG1721",
        Name = "discord-bot-token",
        Title = "Discord bot token",
        Issuer = "Discord",
        Kind = "bot token",
        Risk = "Acts as the bot in every server that it joined.",
        Revoke = "Reset it in the developer portal under Bot.",
        Reference = "https://discord.com/developers/docs/reference#authentication",
        Keywords = ["discord", "bot_token"],
        Value = new ValueShape("{[MNO]:1}{base64url:23-27}.{base64url:6}.{base64url:27-38}"),
        MinEntropy = 4.0,
    };

    /// <summary>40 characters under its name.</summary>
    public static readonly ContextRule Expo = new()
    {
        Code = "AG1722",
        Name = "expo-token",
        Title = "Expo access token",
        Issuer = "Expo",
        Kind = "access token",
        Risk = "Builds and publishes as its owner.",
        Revoke = "Delete it in the account settings under Access tokens.",
        Reference = "https://docs.expo.dev/accounts/programmatic-access/",
        Keywords = ["expo_token", "expo_access_token"],
        Value = new ValueShape("{base64url:40}"),
        MinEntropy = 4.0,
    };

    /// <summary>32 hexadecimal digits under its name.</summary>
    public static readonly ContextRule Mailjet = new()
    {
        Code = "AG1723",
        Name = "mailjet-key",
        Title = "Mailjet API key or secret",
        Issuer = "Mailjet",
        Kind = "API key and secret",
        Risk = "Sends mail in the name of the account.",
        Revoke = "Regenerate it in the account under API key management.",
        Reference = "https://dev.mailjet.com/email/guides/",
        Keywords = ["mailjet", "mj_apikey"],
        NameWords = ["key", "secret", "private"],
        Value = new ValueShape("{hex:32}"),
    };

    /// <summary>22 characters under its name.</summary>
    public static readonly ContextRule Mandrill = new()
    {
        Code = "AG1724",
        Name = "mandrill-key",
        Title = "Mandrill API key",
        Issuer = "Mandrill",
        Kind = "API key",
        Risk = "Sends mail in the name of the account.",
        Revoke = "Delete it in the settings under API keys.",
        Reference = "https://mailchimp.com/developer/transactional/guides/quick-start/",
        Keywords = ["mandrill"],
        NameWords = ["key", "token"],
        Value = new ValueShape("{base64url:22}"),
        MinEntropy = 3.5,
    };

    /// <summary>26 characters under its name.</summary>
    public static readonly ContextRule Mattermost = new()
    {
        Code = "AG1725",
        Name = "mattermost-token",
        Title = "Mattermost personal access token",
        Issuer = "Mattermost",
        Kind = "personal access token",
        Risk = "Acts as its owner on the server.",
        Revoke = "Revoke it on the profile under Security.",
        Reference = "https://developers.mattermost.com/integrate/reference/personal-access-token/",
        Keywords = ["mattermost"],
        NameWords = ["token", "key"],
        Value = new ValueShape("{lower36:26}"),
        MinEntropy = 3.5,
    };

    /// <summary>25 characters under its name.</summary>
    public static readonly ContextRule MessageBird = new()
    {
        Code = "AG1726",
        Name = "messagebird-key",
        Title = "MessageBird access key",
        Issuer = "MessageBird",
        Kind = "access key",
        Risk = "Sends messages and calls at the cost of the account.",
        Revoke = "Delete it in the dashboard under Developers.",
        Reference = "https://developers.messagebird.com/api/#authentication",
        Keywords = ["messagebird"],
        NameWords = ["key", "token"],
        Value = new ValueShape("{base62:25}"),
        MinEntropy = 3.5,
    };
}
