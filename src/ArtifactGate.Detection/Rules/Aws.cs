using ArtifactGate.Detection.Tokens;

namespace ArtifactGate.Detection.Rules;

/// <summary>Credentials of Amazon Web Services.</summary>
internal static class Aws
{
    /// <summary>A secret beside its key id; an id alone is context.</summary>
    public static readonly TokenRule AccessKey = new()
    {
        Code = "AG1101",
        Name = "aws-access-key",
        Title = "AWS access key",
        Issuer = "AWS",
        Kind = "access key",
        Risk = "Acts as the user or role of the account with all its permissions.",
        Revoke = "Deactivate and delete it under Security credentials of the IAM user, or revoke the sessions of the role.",
        Reference = "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html",
        Shape = new AwsKeyShape(),
    };

    /// <summary>Only together with the key it belongs to is it worth anything.</summary>
    public static readonly TokenRule SessionToken = new()
    {
        Code = "AG1103",
        Name = "aws-session-token",
        Title = "AWS session token",
        Issuer = "AWS",
        Kind = "session token",
        Risk = "Together with the temporary access key beside it acts as the role until it expires.",
        Revoke = "Revoke the active sessions of the role in IAM.",
        Reference = "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_use-resources.html",
        ShortLived = true,
        Shape = Shape.Of("IQoJb3JpZ2luX2Vj{base64:100-1800}", "FwoGZXIvYXdzE{base64:100-1800}"),
        Proof = new AwsSessionTokenProof(),
        Evidence = Evidence.Context,
    };

    /// <summary>Base64 of a name that always begins with <c>BedrockAPIKey</c>, a colon and the secret. Four letters alone are in any long base64.</summary>
    public static readonly TokenRule Bedrock = new()
    {
        Code = "AG1102",
        Name = "aws-bedrock-key",
        Title = "Amazon Bedrock API key",
        Issuer = "AWS",
        Kind = "Bedrock API key",
        Risk = "Calls models at the cost of the account until it expires or for ever.",
        Revoke = "Delete the service-specific credential in IAM.",
        Reference = "https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html",
        Shape = Shape.Of("ABSKQmVkcm9ja0FQSUtleS{base64:91-242}"),
    };
}
