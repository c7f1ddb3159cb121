namespace ArtifactGate.Detection.Rules;

/// <summary>Credentials of Amazon Web Services.</summary>
internal static class Aws
{
    /// <summary>A base64 form that always begins like this.</summary>
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
        Shape = Shape.Of("ABSK{base64:109-260}"),
    };
}
