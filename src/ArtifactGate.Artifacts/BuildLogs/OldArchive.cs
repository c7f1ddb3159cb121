using ArtifactGate.Artifacts.Streams;
using ArtifactGate.Artifacts.Zip;

namespace ArtifactGate.Artifacts.BuildLogs;

/// <summary>
/// The zip in a build log whose records cannot be told apart. It is the last but one, and the last is a zero; its own end tells where it begins.
/// Strings are read as bytes of the log.
/// </summary>
internal static class OldArchive
{
    private const int EndOfArchive = 22;

    /// <summary>The archive, or that there is none where it must be.</summary>
    public static IEnumerable<WalkItem> Find(ContentNode container, Stream stream, string name, int version)
    {
        long end = stream.Length - 1;
        using var log = new SubStream(container.Open(), 0, Math.Max(0, end));
        if (end > EndOfArchive && ZipDirectory.Find(log) is { Entries: > 0, Shift: var start })
        {
            yield return new WalkItem.HandedOut(start, end - start);
            yield return new WalkItem.Content(new ContentNode(container.Path.Inside(name), container, start, end - start));
        }
        else
        {
            yield return new WalkItem.Unread(container.Path, UnreadReason.Unsupported,
                $"a build log of version {version}, whose project files could not be found; its strings were read as bytes");
        }
    }
}
