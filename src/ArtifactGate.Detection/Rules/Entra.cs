namespace ArtifactGate.Detection.Rules;

/// <summary>Credentials of Microsoft Entra.</summary>
internal static class Entra
{
    /// <summary>40 characters with a mark at the fourth and a short checksum at the end.</summary>
    public static readonly TokenRule ClientSecret = new()
    {
        Code = "AG1141",
        Name = "entra-client-secret",
        Title = "Microsoft Entra client secret",
        Issuer = "Microsoft Entra",
        Kind = "client secret",
        Risk = "Signs in as the application, with all it may do: sign code, read vaults, deploy.",
        Revoke = "Delete it under App registrations > Certificates & secrets of the application.",
        Reference = "https://learn.microsoft.com/en-us/entra/identity-platform/how-to-add-credentials",
        Shape = Shape.Of("{[A-Za-z0-9._~-]:3}8Q~{[A-Za-z0-9._~-]:34}"),
        Proof = new EntraSecretProof(),
        MinEntropy = 3.5,
        Specificity = 1,
    };

    /// <summary>The generation before: 37 characters, a mark at the fourth, no checksum.</summary>
    public static readonly TokenRule OlderClientSecret = new()
    {
        Code = "AG1142",
        Name = "entra-client-secret-older",
        Title = "Microsoft Entra client secret (older form)",
        Issuer = "Microsoft Entra",
        Kind = "client secret",
        Risk = "Signs in as the application, with all it may do: sign code, read vaults, deploy.",
        Revoke = "Delete it under App registrations > Certificates & secrets of the application.",
        Reference = "https://learn.microsoft.com/en-us/entra/identity-platform/how-to-add-credentials",
        Shape = Shape.Of("{[A-Za-z0-9._~-]:3}7Q~{[A-Za-z0-9._~-]:31}"),
        MinEntropy = 3.5,
    };
}
