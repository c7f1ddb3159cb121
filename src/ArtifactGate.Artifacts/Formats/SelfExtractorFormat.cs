using System.Globalization;
using ArtifactGate.Artifacts.Executables;

namespace ArtifactGate.Artifacts.Formats;

/// <summary>
/// A program with an archive behind it that it unpacks: a 7z archive or a cabinet, for any of the systems. Zip and rar archives look for their own
/// beginning, and need no help.
/// </summary>
internal sealed class SelfExtractorFormat : IArtifactFormat
{
    public string Name => "self-extractor";

    public bool NeedsRandomAccess => true;

    public bool KeepsBytes => true;

    public Fit Recognize(ReadOnlySpan<byte> head, ContentNode node)
    {
        if (!node.RandomAccess || !ImageHead.IsNative(head) || BurnSection.Begins(head))
        {
            return Fit.None;
        }

        using Stream stream = node.Open();
        return Find(stream) is null ? Fit.None : Fit.Exact;
    }

    public IEnumerable<WalkItem> Open(ContentNode container, Budget budget)
    {
        using Stream stream = container.Open();
        if (Find(stream) is not { } part)
        {
            yield break;
        }

        ArtifactPath path = container.Path.Inside(string.Create(CultureInfo.InvariantCulture, $"@{part.Offset}"));
        if (part.Unsupported is { } what)
        {
            // Its bytes are read as bytes of the program.
            yield return new WalkItem.Unread(path, UnreadReason.Unsupported, what);
            yield break;
        }

        long length = stream.Length - part.Offset;
        yield return new WalkItem.HandedOut(part.Offset, length);
        yield return new WalkItem.Content(new ContentNode(path, container, part.Offset, length));
    }

    private static PackedPart? Find(Stream stream) => NativeImage.Read(stream) is { } image ? PackedPart.Find(stream, image.End) : null;
}
