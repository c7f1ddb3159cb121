using ArtifactGate.Detection.Tokens;

namespace ArtifactGate.Detection.Rules;

/// <summary>Credentials of Amazon that are not access keys.</summary>
internal static class AmazonServices
{
    /// <summary>A signed address in base64 behind a prefix.</summary>
    public static readonly TokenRule BedrockShortTerm = new()
    {
        Code = "AG1631",
        Name = "aws-bedrock-short-term-key",
        Title = "Amazon Bedrock short-term API key",
        Issuer = "AWS",
        Kind = "short-term Bedrock API key",
        Risk = "Calls models on the account until it expires, within 12 hours.",
        Revoke = "It ends with the session it was made from; revoke that.",
        Reference = "https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html",
        ShortLived = true,
        Shape = Shape.Of("bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t{base64:100-3800}"),
        Proof = new SignedAddressProof("bedrock-api-key-"),
    };

    /// <summary>A UUID behind a prefix.</summary>
    public static readonly TokenRule MarketplaceToken = new()
    {
        Code = "AG1632",
        Name = "amazon-mws-token",
        Title = "Amazon Marketplace Web Service token",
        Issuer = "Amazon",
        Kind = "MWS authorization token",
        Risk = "With the keys of a developer, acts for a seller.",
        Revoke = "Revoke it under Manage your apps.",
        Reference = "https://developer-docs.amazon.com/sp-api/docs",
        Shape = Shape.Of("amzn.mws.{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}"),
    };

    /// <summary>64 hexadecimal digits behind a prefix.</summary>
    public static readonly TokenRule LoginSecret = new()
    {
        Code = "AG1633",
        Name = "amazon-oauth-client-secret",
        Title = "Login with Amazon client secret",
        Issuer = "Amazon",
        Kind = "Login with Amazon client secret",
        Risk = "Poses as the application.",
        Revoke = "Rotate it in the developer console.",
        Reference = "https://developer.amazon.com/docs/login-with-amazon/register-web.html",
        Shape = Shape.Of("amzn1.oa2-cs.v1.{hex:64}"),
    };

    /// <summary>64 hexadecimal digits behind the id of the application: secrets had no prefix at first, and those that nobody rotated still have none.</summary>
    public static readonly TokenRule LoginSecretOlder = new()
    {
        Code = "AG1646",
        Name = "amazon-oauth-client-secret-older",
        Title = "Login with Amazon client secret (without a prefix)",
        Issuer = "Amazon",
        Kind = "Login with Amazon client secret",
        Risk = "Poses as the application.",
        Revoke = "Rotate it in the developer console.",
        Reference = "https://videocentral.amazon.com/support/pt_BR/token-requests",
        Shape = new SecretBesideIdShape(new ValueShape("{hex:32}"), new ValueShape("{hex:64}"), "amzn1.application-oa2-client."),
    };

    /// <summary>JSON in base64 that always begins alike.</summary>
    public static readonly TokenRule RegistryPassword = new()
    {
        Code = "AG1634",
        Name = "aws-ecr-password",
        Title = "Amazon ECR registry password",
        Issuer = "AWS",
        Kind = "ECR authorization token",
        Risk = "Pulls and pushes images for 12 hours.",
        Revoke = "It ends after 12 hours; end the session that made it.",
        Reference = "https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry_auth.html",
        ShortLived = true,
        Shape = Shape.Of("eyJwYXlsb2FkIjoi{base64:400-3600}"),
        Specificity = 1,
    };

    /// <summary>The signature among the parameters of an address.</summary>
    public static readonly TokenRule PresignedAddress = new()
    {
        Code = "AG1635",
        Name = "aws-presigned-url",
        Title = "AWS signed address",
        Issuer = "AWS",
        Kind = "signed address",
        Risk = "Does what the address says until it expires, at most in a week.",
        Revoke = "Deactivate the key it was signed with.",
        Reference = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-presigned-url.html",
        ShortLived = true,
        Shape = Shape.Of("X-Amz-Signature={hex:64}"),
        Evidence = Evidence.Context,
    };

    /// <summary>26 characters behind a prefix.</summary>
    public static readonly TokenRule AppSync = new()
    {
        Code = "AG1636",
        Name = "aws-appsync-key",
        Title = "AWS AppSync API key",
        Issuer = "AWS",
        Kind = "AppSync API key",
        Risk = "Calls the API until it expires, at most in a year.",
        Revoke = "Delete it in the settings of the API.",
        Reference = "https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html",
        Shape = Shape.Of("da2-{lower36:26}"),
        MinEntropy = 3.2,
    };

    /// <summary>40 characters of base64 under the names that tools read.</summary>
    public static readonly ContextRule SecretAlone = new()
    {
        Code = "AG1637",
        Name = "aws-secret-key-named",
        Title = "AWS secret access key without its id",
        Issuer = "AWS",
        Kind = "secret access key",
        Risk = "With the id it belongs to, does what its user may.",
        Revoke = "Deactivate the key of the user in IAM.",
        Reference = "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html",
        Keywords = ["aws_secret", "awssecret", "aws.secret", "secretaccesskey", "secret_access_key"],
        Value = new ValueShape("{base64:40}"),
        MinEntropy = 4.0,
        Specificity = -1,
    };

    /// <summary>The version 4 in one byte and 32 bytes, in base64, under its name.</summary>
    public static readonly ContextRule MailPassword = new()
    {
        Code = "AG1639",
        Name = "aws-ses-smtp-password",
        Title = "Amazon SES SMTP password",
        Issuer = "AWS",
        Kind = "SES SMTP password",
        Risk = "Sends mail in the name of verified domains.",
        Revoke = "Delete the IAM user that it was made from.",
        Reference = "https://docs.aws.amazon.com/ses/latest/dg/smtp-credentials.html",
        Keywords = ["ses_smtp_password", "smtp_password", "smtppassword", "smtppass"],
        Value = new ValueShape("B{[A-P]:1}{base64:42}"),
        MinEntropy = 4.0,
    };

    /// <summary>An encrypted web token whose header is written as CodeArtifact writes it: a version, then the time of issue.</summary>
    public static readonly TokenRule CodeArtifactForm = new()
    {
        Code = "AG1638",
        Name = "aws-codeartifact-jwe",
        Title = "AWS CodeArtifact authorization token (by its form)",
        Issuer = "AWS",
        Kind = "CodeArtifact authorization token",
        Risk = "Reads and publishes packages for at most 12 hours.",
        Revoke = "It ends after 12 hours; end the session that made it.",
        Reference = "https://docs.aws.amazon.com/codeartifact/latest/ug/tokens-authentication.html",
        ShortLived = true,
        Shape = Shape.Of("eyJ2ZXIiOjEsImlzdSI6{base64url:100-240}.{base64url:22}.{base64url:16}.{base64url:100-2000}.{base64url:22}"),
        Specificity = 1,
    };

    /// <summary>An encrypted web token, which says nothing of itself, under the name that the documentation gives it.</summary>
    public static readonly ContextRule CodeArtifact = new()
    {
        Code = "AG1640",
        Name = "aws-codeartifact-token",
        Title = "AWS CodeArtifact authorization token",
        Issuer = "AWS",
        Kind = "CodeArtifact authorization token",
        Risk = "Reads and publishes packages for at most 12 hours.",
        Revoke = "It ends after 12 hours; end the session that made it.",
        Reference = "https://docs.aws.amazon.com/codeartifact/latest/ug/tokens-authentication.html",
        ShortLived = true,
        Keywords = ["codeartifact"],
        NameWords = ["token"],
        Value = new ValueShape("eyJ{base64url:20-600}.{base64url:0-400}.{base64url:10-40}.{base64url:40-2000}.{base64url:16-44}"),
        MinEntropy = 4.0,
    };
}
