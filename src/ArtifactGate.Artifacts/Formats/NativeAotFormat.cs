using ArtifactGate.Artifacts.Executables;
using ArtifactGate.Artifacts.NativeAot;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Formats;

/// <summary>
/// A program or library compiled by native AOT: its literals stand in pieces among commands, and are put together. They are content of the image
/// itself, at their own place in it.
/// </summary>
internal sealed class NativeAotFormat : IArtifactFormat
{
    /// <summary>A library of this size is none of native AOT, and is not worth a copy to find out.</summary>
    private const long LargestLibrary = 256L << 20;

    public string Name => "native-aot";

    public bool NeedsRandomAccess => true;

    public bool KeepsBytes => true;

    public Fit Recognize(ReadOnlySpan<byte> head, ContentNode node)
    {
        if (!ImageHead.IsNative(head))
        {
            return Fit.None;
        }

        if (!node.RandomAccess)
        {
            return node.Length is > LargestLibrary ? Fit.None : Fit.Perhaps;
        }

        using Stream stream = node.Open();
        return NativeImage.Read(stream) is { } image && DehydratedData.Find(stream, image) is not null ? Fit.Exact : Fit.None;
    }

    public IEnumerable<WalkItem> Open(ContentNode container, Budget budget)
    {
        using Stream stream = container.Open();
        if (NativeImage.Read(stream) is not { } image || DehydratedData.Find(stream, image) is not { } data)
        {
            yield break;
        }

        if (data.Offset > stream.Length || data.Length > stream.Length - data.Offset)
        {
            yield return new WalkItem.Unread(container.Path, UnreadReason.Corrupt, "cut off: its literals are promised behind its end");
            yield break;
        }

        HydratedStream Hydrate() => new(new SubStream(container.Open(), data.Offset, data.Length), data.Offset, data.Length, image.Is64Bit ? 8 : 4);
        using HydratedStream tried = Hydrate();
        if (tried.IsKnown(budget))
        {
            HydratedStream hydrated = Hydrate();
            yield return new WalkItem.HandedOut(data.Offset, data.Length);
            yield return new WalkItem.Content(new ContentNode(container.Path, () => hydrated) { PackedLength = data.Length, OffsetInContainer = hydrated.OriginalOf });
        }
        else
        {
            yield return new WalkItem.Unread(container.Path, UnreadReason.Unsupported, "literals that are stored in pieces in a way that is not known; the pieces were read as bytes");
        }

        foreach (WalkItem item in HiddenBytes.Between(container, stream, image.End, stream.Length, budget))
        {
            yield return item;
        }
    }
}
