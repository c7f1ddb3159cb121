namespace ArtifactGate.Detection;

/// <summary>Where a <see cref="ContentRule"/> puts what it found.</summary>
public interface IContentFindings
{
    /// <summary>Reports a credential.</summary>
    /// <param name="start">Its first byte in the content.</param>
    /// <param name="length">Its bytes.</param>
    /// <param name="form">How these bytes encode it.</param>
    /// <param name="found">What it is; <see cref="ProofResult.Canonical"/> feeds the fingerprint, else the bytes themselves do.</param>
    /// <param name="evidence">What it is worth when <paramref name="found"/> does not hold.</param>
    void Add(int start, int length, TextForm form, ProofResult found, Evidence evidence);

    /// <summary>Reports that part of the content could not be understood.</summary>
    void Unread(string detail);
}
