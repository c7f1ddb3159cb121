using ArtifactGate.Artifacts.Unopened;

namespace ArtifactGate.Artifacts.Formats;

/// <summary>
/// Containers that are known by their first or last bytes and not opened: compressed files, disk images and archives that hardly ever ship with .NET, and
/// what only its name tells of.
/// Nothing inside is passed over in silence.
/// </summary>
internal sealed class UnopenedFormat : IArtifactFormat
{
    public string Name => "unopened";

    // A policy may accept exactly these bytes: for their digest they are read once more.
    public bool NeedsRandomAccess => true;

    // What is stored and not compressed is found all the same.
    public bool KeepsBytes => true;

    public Fit Recognize(ReadOnlySpan<byte> head, ContentNode node) =>
        (UnopenedKind.Of(head) ?? ByEnd(node)) is not null ? Fit.Generic : UnopenedName.Of(node.Path.Name, head) is null ? Fit.None
            // Its end may tell that it is something else.
            : node.RandomAccess ? Fit.Named : Fit.Perhaps;

    public bool IsEnd(ReadOnlySpan<byte> tail, long length) => UnopenedKind.OfEnd(tail) is not null;

    public IEnumerable<WalkItem> Open(ContentNode container, Budget budget)
    {
        byte[] head = new byte[UnopenedKind.HeadLength];
        using Stream stream = container.Open();
        int length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return (UnopenedKind.Of(head.AsSpan(0, length)) ?? ByEnd(container) ?? UnopenedName.Of(container.Path.Name, head.AsSpan(0, length))) is { } kind
            ? [new WalkItem.Unread(container.Path, kind.IsEncrypted ? UnreadReason.Encrypted : kind.IsDamaged ? UnreadReason.Corrupt : UnreadReason.Unsupported, kind.Name)]
            : [];
    }

    private static UnopenedKind? ByEnd(ContentNode node)
    {
        if (!node.RandomAccess || node.Length is not > UnopenedKind.TailLength)
        {
            return null;
        }

        using Stream stream = node.Open();
        Span<byte> tail = stackalloc byte[UnopenedKind.TailLength];
        stream.Position = Math.Max(0, stream.Length - tail.Length);
        return stream.ReadAtLeast(tail, tail.Length, throwOnEndOfStream: false) == tail.Length ? UnopenedKind.OfEnd(tail) : null;
    }
}
