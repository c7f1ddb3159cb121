namespace ArtifactGate.Detection.Rules;

/// <summary>Credentials of mail and message services.</summary>
internal static class Mail
{
    /// <summary>22 and 43 characters.</summary>
    public static readonly TokenRule SendGrid = new()
    {
        Code = "AG1331",
        Name = "sendgrid-key",
        Title = "SendGrid API key",
        Issuer = "Twilio SendGrid",
        Kind = "API key",
        Risk = "Sends mail in the name of the domain.",
        Revoke = "Delete it under Settings > API Keys.",
        Reference = "https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys",
        Shape = Shape.Of("SG.{base64url:22}.{base64url:43}"),
    };

    /// <summary>32 hexadecimal digits.</summary>
    public static readonly TokenRule MailgunKey = new()
    {
        Code = "AG1332",
        Name = "mailgun-key",
        Title = "Mailgun API key",
        Issuer = "Mailgun",
        Kind = "API key",
        Risk = "Sends mail in the name of the domain and reads its logs.",
        Revoke = "Roll it under API security.",
        Reference = "https://documentation.mailgun.com/docs/mailgun/user-manual/get-started/",
        Shape = Shape.Of("key-{hex:32}"),
        MinEntropy = 3.0,
    };

    /// <summary>64 hexadecimal digits and 16 characters.</summary>
    public static readonly TokenRule Brevo = new()
    {
        Code = "AG1333",
        Name = "brevo-key",
        Title = "Brevo API key",
        Issuer = "Brevo",
        Kind = "API key",
        Risk = "Sends mail and reads the contacts of the account.",
        Revoke = "Delete it under SMTP and API.",
        Reference = "https://developers.brevo.com/docs/getting-started",
        Shape = Shape.Of("xkeysib-{hex:64}-{base62:16}", "xsmtpsib-{hex:64}-{base62:16}"),
    };

    /// <summary>32 hexadecimal digits and a data centre.</summary>
    public static readonly TokenRule Mailchimp = new()
    {
        Code = "AG1334",
        Name = "mailchimp-key",
        Title = "Mailchimp API key",
        Issuer = "Mailchimp",
        Kind = "API key",
        Risk = "Reads and changes audiences and sends campaigns.",
        Revoke = "Revoke it under Extras > API keys.",
        Reference = "https://mailchimp.com/developer/marketing/guides/quick-start/",
        Shape = Shape.Of("{hex:32}-us{digit:1-2}"),
        MinEntropy = 3.0,
    };

    /// <summary>8 and 24 characters.</summary>
    public static readonly TokenRule ResendKey = new()
    {
        Code = "AG1335",
        Name = "resend-key",
        Title = "Resend API key",
        Issuer = "Resend",
        Kind = "API key",
        Risk = "Sends mail in the name of the domains of the account.",
        Revoke = "Delete it in the dashboard under API Keys.",
        Reference = "https://resend.com/docs/api-reference/introduction",
        Shape = Shape.Of("re_{base62:8}_{base62:24}"),
        MinEntropy = 3.5,
    };

    /// <summary>64 hexadecimal digits; others saw letters of either case, and other lengths.</summary>
    public static readonly TokenRule MailersendToken = new()
    {
        Code = "AG1336",
        Name = "mailersend-token",
        Title = "MailerSend API token",
        Issuer = "MailerSend",
        Kind = "API token",
        Risk = "Sends mail in the name of the domain and reads its logs.",
        Revoke = "Delete it on the page of the domain under API tokens.",
        Reference = "https://www.mailersend.com/help/managing-api-tokens",
        Shape = Shape.Of("mlsn.{base62:30-100}"),
        MinEntropy = 3.4,
    };

    /// <summary>Hexadecimal digits and 22 characters.</summary>
    public static readonly TokenRule TelnyxKey = new()
    {
        Code = "AG1337",
        Name = "telnyx-key",
        Title = "Telnyx API key",
        Issuer = "Telnyx",
        Kind = "API key",
        Risk = "Calls and sends messages at the cost of the account.",
        Revoke = "Delete it in the portal under API Keys.",
        Reference = "https://developers.telnyx.com/development/api-fundamentals/authentication",
        Shape = Shape.Of("KEY0{HEX:31}_{base62:22}"),
    };

    /// <summary>24 to 28 characters.</summary>
    public static readonly TokenRule CourierKey = new()
    {
        Code = "AG1338",
        Name = "courier-key",
        Title = "Courier API key",
        Issuer = "Courier",
        Kind = "API key",
        Risk = "Sends messages to everybody the account has as a recipient.",
        Revoke = "Rotate it in the settings under API Keys.",
        Reference = "https://www.courier.com/docs/platform/workspaces/environments-api-keys",
        Shape = Shape.Of("pk_prod_{base62:24-28}", "dk_prod_{base62:24-28}", "dk_test_{base62:24-28}"),
        MinEntropy = 3.5,
    };

    /// <summary>34 hexadecimal digits, in newer ones behind the account.</summary>
    public static readonly TokenRule KlaviyoKey = new()
    {
        Code = "AG1339",
        Name = "klaviyo-key",
        Title = "Klaviyo private API key",
        Issuer = "Klaviyo",
        Kind = "private API key",
        Risk = "Reads profiles and sends campaigns of the account.",
        Revoke = "Delete it in the settings under API keys.",
        Reference = "https://developers.klaviyo.com/en/docs/authenticate_",
        Shape = Shape.Of("pk_{hex:34}", "pk_{base62:6}_{hex:34}"),
        MinEntropy = 3.0,
    };
}
