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
}
