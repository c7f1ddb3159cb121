using System.Globalization;
using ArtifactGate.Artifacts.Executables;

namespace ArtifactGate.Artifacts.Formats;

/// <summary>
/// A program with files behind it that only it can unpack: an installer made with NSIS. Archives of other programs behind a program, or behind
/// anything else, are found by their own beginning.
/// </summary>
internal sealed class InstallerFormat : IArtifactFormat
{
    public string Name => "installer";

    public bool NeedsRandomAccess => true;

    // The data is read as bytes of the program.
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
        return Find(stream) is { } offset
            ? [new WalkItem.Unread(container.Path.Inside(string.Create(CultureInfo.InvariantCulture, $"@{offset}")), UnreadReason.Unsupported, "the files of an installer made with NSIS")]
            : [];
    }

    private static long? Find(Stream stream) => NativeImage.Read(stream) is { } image ? InstallerData.Find(stream, image.End) : null;
}
