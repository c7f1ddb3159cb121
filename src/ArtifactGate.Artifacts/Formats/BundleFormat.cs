using ArtifactGate.Artifacts.Bundles;
using ArtifactGate.Artifacts.Executables;

namespace ArtifactGate.Artifacts.Formats;

/// <summary>
/// A single-file .NET application: a host with the files it starts behind it, some of them compressed with deflate. The host itself and
/// what no entry covers stay bytes of the bundle.
/// </summary>
internal sealed class BundleFormat : IArtifactFormat
{
    public string Name => "bundle";

    public bool NeedsRandomAccess => true;

    public bool KeepsBytes => true;

    public Fit Recognize(ReadOnlySpan<byte> head, ContentNode node)
    {
        if (!ImageHead.IsProgram(head))
        {
            return Fit.None;
        }

        if (!node.RandomAccess)
        {
            return Fit.Perhaps;
        }

        using Stream stream = node.Open();
        return Marker(stream, out _) is null ? Fit.None : Fit.Exact;
    }

    public IEnumerable<WalkItem> Open(ContentNode container, Budget budget)
    {
        using Stream stream = container.Open();
        if (Marker(stream, out NativeImage? image) is not { } marker)
        {
            return [];
        }

        BundleManifest manifest = BundleManifest.Read(stream, marker.HeaderOffset, budget);
        var items = new List<WalkItem>();
        if (manifest.Problem is string problem)
        {
            items.Add(new WalkItem.Unread(container.Path, manifest.IsNewer ? UnreadReason.Unsupported : UnreadReason.Corrupt, problem));
        }

        var layout = new BundleLayout(container, manifest, stream, marker.Offset + BundleMarker.Length, image!.End);
        items.AddRange(layout.Items(budget));
        return items;
    }

    private static BundleMarker? Marker(Stream stream, out NativeImage? image)
    {
        image = NativeImage.Read(stream);
        return image is null ? null : BundleMarker.Find(stream, image);
    }
}
