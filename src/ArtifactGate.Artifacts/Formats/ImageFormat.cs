using ArtifactGate.Artifacts.Images;
using ArtifactGate.Artifacts.Tar;

namespace ArtifactGate.Artifacts.Formats;

/// <summary>
/// A tar that carries container images: an OCI image layout (OCI image specification 1.1) or what <c>docker save</c> writes (Docker image
/// specification 1.2). Manifests may come last, so it is read in any order.
/// </summary>
internal sealed class ImageFormat : IArtifactFormat
{
    private readonly TarFormat _tar = new();

    public string Name => "image";

    public bool NeedsRandomAccess => true;

    public bool KeepsBytes => false;

    public bool JoinsCompressedFile => true;

    // Which files follow is known only after reading all headers; the first name tells whether that is worth while.
    public Fit Recognize(ReadOnlySpan<byte> head, ContentNode node)
    {
        // A layer may begin like an image, with its own folder. Were it one, it would have to be kept somewhere before it is read.
        if (node.Origin is ImageLayer || _tar.Recognize(head, node) == Fit.None)
        {
            return Fit.None;
        }

        return BeginsImage(TarName.First(head)) ? Fit.Exact : Fit.None;
    }

    public string KindOf(ContentNode node)
    {
        if (!node.RandomAccess)
        {
            return Name;
        }

        try
        {
            var files = TarIndex.Read(node, new Budget(new Limits())).Files;
            return ImageReader.IsOciLayout(files.ContainsKey) ? "oci-image" : ImageReader.HasImages(files.ContainsKey) ? "docker-image" : _tar.Name;
        }
        catch (Exception failure) when (UnreadReasons.Of(failure) is not null)
        {
            // Opening it will say what is wrong.
            return _tar.Name;
        }
    }

    public IEnumerable<WalkItem> Open(ContentNode container, Budget budget)
    {
        TarIndex index;
        try
        {
            index = TarIndex.Read(container, budget);
        }
        catch (Exception failure) when (failure is InvalidDataException or EndOfStreamException)
        {
            // Cut off or damaged: what is left of its files is read as they stand, and the tar says what is missing.
            return _tar.Open(container, budget);
        }

        if (!ImageReader.HasImages(index.Files.ContainsKey))
        {
            return _tar.Open(container, budget);
        }

        return [.. new ImageReader(container.Path, new ImageFiles(index.Files, index.Links)).Open(), .. index.Others];
    }

    private static bool BeginsImage(string name)
    {
        string first = TarName.Normalize(name).Split('/')[0];
        return first is "" or "." or "blobs" or "oci-layout" or "index.json" or "manifest.json" or "repositories" or "VERSION" or "config.json"
            || first.StartsWith("sha256:", StringComparison.Ordinal)
            || (first.Length >= 64 && first[..64].All(char.IsAsciiHexDigitLower));
    }
}
