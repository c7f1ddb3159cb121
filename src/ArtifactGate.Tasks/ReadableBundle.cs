using ArtifactGate.Artifacts;

namespace ArtifactGate.Tasks;

/// <summary>Whether a single-file bundle is one that the scan opens. Of what the SDK would put into it, content stays beside it unless the project asks for it.</summary>
internal static class ReadableBundle
{
    private const string Format = "bundle";

    /// <summary>Whether a bundle can be read from its first file to its last, so that what is in it is found in it.</summary>
    public static bool Is(string? bundle)
    {
        if (!File.Exists(bundle))
        {
            return false;
        }

        var node = new ContentNode(new ArtifactPath(Path.GetFileName(bundle)), () => File.OpenRead(bundle)) { Length = new FileInfo(bundle).Length, RandomAccess = true };
        try
        {
            // Asked for its list alone: the scan of the folder reads the files.
            WalkItem[] items = [.. FormatBook.Default.Formats.Single(f => f.Name == Format).Open(node, new Budget(new Limits()))];
            return items.Any(i => i is WalkItem.Content) && !items.Any(i => i is WalkItem.Unread);
        }
        catch (Exception failure) when (UnreadReasons.Of(failure) is not null)
        {
            return false;
        }
    }
}
