namespace ArtifactGate.Engine;

/// <summary>A policy file that judged the run.</summary>
/// <param name="Path">As found, with <c>/</c>.</param>
/// <param name="Sha256">Of the file, 64 hexadecimal digits.</param>
/// <param name="Role"><c>base</c> or <c>repository</c>.</param>
public sealed record PolicyReference(string Path, string Sha256, string Role)
{
    /// <summary>The role of a policy that nothing else may relax.</summary>
    public const string Base = "base";

    /// <summary>The role of the repository's own policy.</summary>
    public const string Repository = "repository";
}
