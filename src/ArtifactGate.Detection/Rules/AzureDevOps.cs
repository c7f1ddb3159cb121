namespace ArtifactGate.Detection.Rules;

/// <summary>Credentials of Azure DevOps.</summary>
internal static class AzureDevOps
{
    /// <summary>84 characters: random, a fixed mark, when and where it was made, the signature of the service, a checksum.</summary>
    public static readonly TokenRule PersonalToken = new()
    {
        Code = "AG1031",
        Name = "azure-devops-pat",
        Title = "Azure DevOps personal access token",
        Issuer = "Azure DevOps",
        Kind = "personal access token",
        Risk = "Acts as its owner: pushes code, changes pipelines, publishes to feeds.",
        Revoke = "Revoke it under User settings > Personal access tokens.",
        Reference = "https://learn.microsoft.com/en-us/azure/devops/organizations/accounts/use-personal-access-tokens-to-authenticate",
        Shape = Shape.Of("{base62:52}JQQJ9{[9DH]:1}{base62:1}{[A-L]:1}{base62:16}AZDO{base62:4}"),
        Proof = new CommonAnnotatedKeyProof(),
        Specificity = 1,
    };

    /// <summary>52 base32 digits without any literal; the CRC-32 in them is all there is to know one by.</summary>
    public static readonly RunRule OlderPersonalToken = new()
    {
        Code = "AG1032",
        Name = "azure-devops-pat-older",
        Title = "Azure DevOps personal access token (52 characters)",
        Issuer = "Azure DevOps",
        Kind = "personal access token",
        Risk = "Acts as its owner: pushes code, changes pipelines, publishes to feeds.",
        Revoke = "Revoke it under User settings > Personal access tokens.",
        Reference = "https://learn.microsoft.com/en-us/azure/devops/organizations/accounts/use-personal-access-tokens-to-authenticate",
        Alphabet = Alphabet.Get("base32"),
        Length = 52,
        Proof = new AzureDevOpsTokenProof(),
    };
}
