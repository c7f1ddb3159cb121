namespace ArtifactGate.Detection.Rules;

/// <summary>Credentials of chat services.</summary>
internal static class Chat
{
    /// <summary>Workspace, bot and random part.</summary>
    public static readonly TokenRule SlackBot = new()
    {
        Code = "AG1301",
        Name = "slack-bot-token",
        Title = "Slack bot token",
        Issuer = "Slack",
        Kind = "bot token",
        Risk = "Reads and writes where the app was invited.",
        Revoke = "Revoke it on the OAuth page of the app.",
        Reference = "https://docs.slack.dev/authentication/tokens/",
        Shape = Shape.Of("xoxb-{digit:10-13}-{digit:10-13}-{base62:24}", "xoxb-{digit:10-13}-{base62:24}"),
    };

    /// <summary>Workspace, user and random part.</summary>
    public static readonly TokenRule SlackUser = new()
    {
        Code = "AG1302",
        Name = "slack-user-token",
        Title = "Slack user token",
        Issuer = "Slack",
        Kind = "user token",
        Risk = "Reads and writes as the user.",
        Revoke = "Revoke it on the OAuth page of the app.",
        Reference = "https://docs.slack.dev/authentication/tokens/",
        Shape = Shape.Of("xoxp-{digit:10-13}-{digit:10-13}-{digit:10-13}-{hex:32}", "xoxe.xoxp-{digit:1}-{base64url:140-180}"),
    };

    /// <summary>App-level.</summary>
    public static readonly TokenRule SlackApp = new()
    {
        Code = "AG1303",
        Name = "slack-app-token",
        Title = "Slack app-level token",
        Issuer = "Slack",
        Kind = "app-level token",
        Risk = "Opens the socket over which the app receives its events.",
        Revoke = "Revoke it under Basic information of the app.",
        Reference = "https://docs.slack.dev/authentication/tokens/",
        Shape = Shape.Of("xapp-{digit:1}-{upper36:9-12}-{digit:10-13}-{hex:64}"),
    };

    /// <summary>Refresh token of token rotation.</summary>
    public static readonly TokenRule SlackRefresh = new()
    {
        Code = "AG1304",
        Name = "slack-refresh-token",
        Title = "Slack refresh token",
        Issuer = "Slack",
        Kind = "refresh token",
        Risk = "Makes new tokens of the app.",
        Revoke = "Revoke the tokens on the OAuth page of the app.",
        Reference = "https://docs.slack.dev/authentication/using-token-rotation/",
        Shape = Shape.Of("xoxe-{digit:1}-{base64url:140-180}"),
    };

    /// <summary>The last part is the secret.</summary>
    public static readonly TokenRule SlackWebhook = new()
    {
        Code = "AG1305",
        Name = "slack-webhook",
        Title = "Slack incoming webhook",
        Issuer = "Slack",
        Kind = "incoming webhook",
        Risk = "Posts into a channel in the name of the app.",
        Revoke = "Remove the webhook on the page of the app.",
        Reference = "https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks/",
        Shape = Shape.Of("hooks.slack.com/services/T{upper36:8-12}/B{upper36:8-12}/{base62:24}"),
    };

    /// <summary>The last part is the secret.</summary>
    public static readonly TokenRule DiscordWebhook = new()
    {
        Code = "AG1307",
        Name = "discord-webhook",
        Title = "Discord webhook",
        Issuer = "Discord",
        Kind = "webhook",
        Risk = "Posts into a channel.",
        Revoke = "Delete the webhook under Integrations of the channel.",
        Reference = "https://discord.com/developers/docs/resources/webhook",
        Shape = Shape.Of("discord.com/api/webhooks/{digit:17-20}/{base64url:68}", "discordapp.com/api/webhooks/{digit:17-20}/{base64url:68}"),
    };
}
