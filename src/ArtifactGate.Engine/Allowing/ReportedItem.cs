using ArtifactGate.Detection;

namespace ArtifactGate.Engine.Allowing;

/// <summary>A finding or an unread item as a report has it.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Evidence">Of a finding; null for something unread.</param>
/// <param name="Fingerprint">Of a finding.</param>
/// <param name="Sha256">Of something unread, if known.</param>
/// <param name="Artifact">The artifact.</param>
/// <param name="Path">The path in it.</param>
/// <param name="Title">What it is.</param>
/// <param name="IsAllowed">Whether it is accepted already.</param>
internal sealed record ReportedItem(string Code, Evidence? Evidence, string? Fingerprint, string? Sha256, string Artifact, string Path, string Title, bool IsAllowed)
{
    /// <summary>Whether it was not read.</summary>
    public bool IsUnread => Evidence is null;

    /// <summary>Artifact and path, for people.</summary>
    public string Place => Path.Length == 0 ? Artifact : $"{Artifact} at {Path}";
}
