namespace ArtifactGate.Detection.Rules;

/// <summary>Values that need no format to be recognised, because the build has them.</summary>
internal static class KnownValues
{
    /// <summary>The value of a secret environment variable, or a secret part of it.</summary>
    public static readonly KnownValueRule EnvironmentVariable = new()
    {
        Code = "AG5001",
        Name = "known-value",
        Title = "Value of a secret environment variable of this build",
        Issuer = "unknown",
        Kind = "secret of the build",
        Risk = "Hands everybody who gets the artifact a secret that this build was trusted with.",
        Revoke = "Replace the value where the build gets it from (the secrets of the pipeline, its variable groups, its vault), and revoke the old one at its issuer.",
        Reference = "https://cwe.mitre.org/data/definitions/798.html",
        Evidence = Evidence.Proven,

        // The exact value: nothing else that matches the same bytes can say more, and it must not be lowered as another rule's finding might.
        Specificity = 1000,
    };
}
