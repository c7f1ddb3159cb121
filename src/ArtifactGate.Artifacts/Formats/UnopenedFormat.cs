using ArtifactGate.Artifacts.Unopened;

namespace ArtifactGate.Artifacts.Formats;

/// <summary>
/// Containers that are known by their first bytes and not opened: compressed files, disk images and archives that hardly ever ship with .NET.
/// Nothing inside is passed over in silence.
/// </summary>
internal sealed class UnopenedFormat : IArtifactFormat
{
    public string Name => "unopened";

    public bool NeedsRandomAccess => true;

    // What is stored and not compressed is found all the same.
    public bool KeepsBytes => true;

    public Fit Recognize(ReadOnlySpan<byte> head, ContentNode node) => UnopenedKind.Of(head) is null ? Fit.None : Fit.Generic;

    public IEnumerable<WalkItem> Open(ContentNode container, Budget budget)
    {
        byte[] head = new byte[UnopenedKind.Longest];
        using Stream stream = container.Open();
        int length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return UnopenedKind.Of(head.AsSpan(0, length)) is { } kind
            ? [new WalkItem.Unread(container.Path, kind.IsEncrypted ? UnreadReason.Encrypted : UnreadReason.Unsupported, kind.Name)]
            : [];
    }
}
