namespace ArtifactGate.Detection.Matching;

/// <summary>Collects what one content rule reports of one node.</summary>
internal sealed class ContentFindings : IContentFindings
{
    public List<ContentFinding> Found { get; } = [];

    public List<string> NotUnderstood { get; } = [];

    public void Add(int start, int length, TextForm form, ProofResult found, Evidence evidence) =>
        Found.Add(new ContentFinding(start, length, form, found, evidence));

    public void Unread(string detail) => NotUnderstood.Add(detail);
}
