using ArtifactGate.Detection.Tokens;

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
        Shape = Shape.Of("xoxb-{digit:10-13}-{digit:10-13}-{base62:24}", "xoxb-{digit:10-13}-{base62:24}", "xoxe.xoxb-{digit:1}-{base64url:140-180}"),
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

    /// <summary>What the browser of a signed-in user holds.</summary>
    public static readonly TokenRule SlackSessionToken = new()
    {
        Code = "AG1308",
        Name = "slack-session-token",
        Title = "Slack session token",
        Issuer = "Slack",
        Kind = "session token",
        Risk = "Acts as the signed-in user, together with the session cookie.",
        Revoke = "Sign the user out of all sessions in the account settings.",
        Reference = "https://slack.engineering/catching-compromised-cookies/",
        Shape = Shape.Of("xoxc-{digit:9-15}-{digit:9-15}-{digit:9-15}-{hex:64}"),
    };

    /// <summary>Often percent-encoded.</summary>
    public static readonly TokenRule SlackSessionCookie = new()
    {
        Code = "AG1309",
        Name = "slack-session-cookie",
        Title = "Slack session cookie",
        Issuer = "Slack",
        Kind = "session cookie",
        Risk = "Opens the session of the signed-in user from anywhere.",
        Revoke = "Sign the user out of all sessions in the account settings.",
        Reference = "https://slack.engineering/catching-compromised-cookies/",
        Shape = Shape.Of("xoxd-{[A-Za-z0-9+/%_-]:100-400}"),
        MinEntropy = 3.5,
    };

    /// <summary>Three numbers and hexadecimal digits.</summary>
    public static readonly TokenRule SlackLegacyToken = new()
    {
        Code = "AG1310",
        Name = "slack-legacy-token",
        Title = "Slack legacy token",
        Issuer = "Slack",
        Kind = "legacy token",
        Risk = "Reads and writes as the user, without an app that could be removed.",
        Revoke = "Revoke it with the method auth.revoke or on the page of legacy tokens.",
        Reference = "https://docs.slack.dev/authentication/tokens/",
        Shape = Shape.Of("xoxs-{digit:9-13}-{digit:9-13}-{digit:9-13}-{hex:10-64}", "xoxo-{digit:9-13}-{digit:9-13}-{digit:9-13}-{hex:10-64}"),
    };

    /// <summary>The last part is the secret.</summary>
    public static readonly TokenRule SlackWorkflowWebhook = new()
    {
        Code = "AG1311",
        Name = "slack-workflow-webhook",
        Title = "Slack workflow webhook",
        Issuer = "Slack",
        Kind = "workflow webhook",
        Risk = "Starts the workflow with any input.",
        Revoke = "Remove the webhook trigger in Workflow Builder.",
        Reference = "https://slack.com/help/articles/360041352714",
        Shape = Shape.Of(
            "hooks.slack.com/workflows/T{upper36:8-12}/A{upper36:8-12}/{digit:15-20}/{base62:24}",
            "hooks.slack.com/triggers/{upper36:9-13}/{digit:10-15}/{hex:32}"),
    };

    /// <summary>Group, tenant, a random part and the user who made it.</summary>
    public static readonly TokenRule TeamsWebhook = new()
    {
        Code = "AG1312",
        Name = "teams-webhook",
        Title = "Microsoft Teams incoming webhook",
        Issuer = "Microsoft Teams",
        Kind = "incoming webhook",
        Risk = "Posts into the channel.",
        Revoke = "Remove the connector from the channel.",
        Reference = "https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook",
        Shape = Shape.Of(
            "/webhook/{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}@{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}/IncomingWebhook/{hex:32}/{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}",
            "/webhookb2/{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}@{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}/IncomingWebhook/{hex:32}/{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}"),
    };

    /// <summary>The number of the bot and 35 characters.</summary>
    public static readonly TokenRule TelegramBotToken = new()
    {
        Code = "AG1313",
        Name = "telegram-bot-token",
        Title = "Telegram bot token",
        Issuer = "Telegram",
        Kind = "bot token",
        Risk = "Reads and writes as the bot.",
        Revoke = "Revoke it in the chat with BotFather.",
        Reference = "https://core.telegram.org/bots/api#authorizing-your-bot",
        Shape = new TelegramTokenShape(),
        MinEntropy = 3.5,
    };

    /// <summary>A key and a token in the address.</summary>
    public static readonly TokenRule GoogleChatWebhook = new()
    {
        Code = "AG1314",
        Name = "google-chat-webhook",
        Title = "Google Chat webhook",
        Issuer = "Google Chat",
        Kind = "incoming webhook",
        Risk = "Posts into the space.",
        Revoke = "Delete the webhook in the settings of the space under Apps & integrations.",
        Reference = "https://developers.google.com/workspace/chat/quickstart/webhooks",
        Shape = Shape.Of("chat.googleapis.com/v1/spaces/{base64url:8-16}/messages?key=AIza{base64url:35}&token={base64url:43}"),
    };

    /// <summary>64 hexadecimal digits.</summary>
    public static readonly TokenRule DingtalkWebhook = new()
    {
        Code = "AG1315",
        Name = "dingtalk-webhook",
        Title = "DingTalk robot webhook",
        Issuer = "DingTalk",
        Kind = "robot webhook",
        Risk = "Posts into the group in the name of the robot.",
        Revoke = "Reset the webhook in the settings of the robot.",
        Reference = "https://open.dingtalk.com/document/robots/custom-robot-access",
        Shape = Shape.Of("oapi.dingtalk.com/robot/send?access_token={hex:64}"),
    };

    /// <summary>A UUID.</summary>
    public static readonly TokenRule FeishuWebhook = new()
    {
        Code = "AG1316",
        Name = "feishu-webhook",
        Title = "Feishu or Lark bot webhook",
        Issuer = "Feishu",
        Kind = "bot webhook",
        Risk = "Posts into the group in the name of the bot.",
        Revoke = "Remove the bot from the group.",
        Reference = "https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot",
        Shape = Shape.Of(
            "open.feishu.cn/open-apis/bot/v2/hook/{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}",
            "open.larksuite.com/open-apis/bot/v2/hook/{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}"),
    };

    /// <summary>A UUID.</summary>
    public static readonly TokenRule WecomWebhook = new()
    {
        Code = "AG1317",
        Name = "wecom-webhook",
        Title = "WeCom group robot webhook",
        Issuer = "WeCom",
        Kind = "group robot webhook",
        Risk = "Posts into the group in the name of the robot.",
        Revoke = "Delete the robot from the group.",
        Reference = "https://developer.work.weixin.qq.com/document/path/91770",
        Shape = Shape.Of("qyapi.weixin.qq.com/cgi-bin/webhook/send?key={hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}"),
    };
}
