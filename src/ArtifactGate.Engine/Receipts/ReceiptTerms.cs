namespace ArtifactGate.Engine.Receipts;

/// <summary>
/// The words of a receipt: an in-toto Statement v1 (in-toto attestation framework) whose predicate is a verification summary v1 (SLSA 1.0),
/// in a DSSE envelope when it is signed.
/// </summary>
internal static class ReceiptTerms
{
    public const string PayloadType = "application/vnd.in-toto+json";
    public const string Statement = "https://in-toto.io/Statement/v1";
    public const string AnyStatement = "https://in-toto.io/Statement/";
    public const string Summary = "https://slsa.dev/verification_summary/v1";
    public const string AnySummary = "https://slsa.dev/verification_summary/";
    public const string SlsaVersion = "1.0";

    /// <summary>Who verified. The page of the package is an address that only its owners can give out.</summary>
    public const string Verifier = "https://www.nuget.org/packages/ArtifactGate.Tool";

    /// <summary>The member of the predicate with what the summary has no words for. Another version of it gets another name.</summary>
    public const string Extension = Verifier + "#receipt-v1";

    /// <summary>The policy of a run without a policy file.</summary>
    public const string DefaultPolicy = Verifier + "#default-policy";

    /// <summary>The one level there is; names that begin with SLSA are not ours to give.</summary>
    public const string Level = "ARTIFACTGATE_SCANNED";

    public const string Passed = "PASSED";
    public const string VerdictPassed = "passed";

    public const string Image = "image";
    public const string Folder = "folder";
    public const string File = "file";

    /// <summary>The word for a form.</summary>
    public static string WordOf(ArtifactForm form) => form switch
    {
        ArtifactForm.Image => Image,
        ArtifactForm.Folder => Folder,
        _ => File,
    };
}
