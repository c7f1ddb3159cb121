using ArtifactGate.Artifacts.Memory;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Formats;

/// <summary>
/// A single compressed file: one node inside, named as it was stored, else like the file without the suffix. A tar inside is one hop.
/// </summary>
internal abstract class CompressedFileFormat(string name, params string[] suffixes) : IArtifactFormat
{
    // What is shorter holds no credential.
    private const int ShortestHidden = 16;

    public string Name => name;

    public bool NeedsRandomAccess => false;

    public bool KeepsBytes => false;

    public virtual Fit Recognize(ReadOnlySpan<byte> head, ContentNode node) => HasMagic(head) ? Fit.Generic : Fit.None;

    public IEnumerable<WalkItem> Open(ContentNode container, Budget budget)
    {
        var packed = new TailStream(container.Open(), 0);
        (Stream content, string? stored) = Decompress(packed, budget.Memory);
        if (Hidden(content) is { Bytes.Length: >= ShortestHidden } hidden)
        {
            yield return new WalkItem.Content(new ContentNode(container.Path.Inside($"@{hidden.Offset}"), () => new MemoryStream(hidden.Bytes, writable: false))
            {
                Length = hidden.Bytes.Length,
                RandomAccess = true,
                Origin = container.Origin,
            });
        }

        yield return new WalkItem.Content(new ContentNode(container.Path.Inside(stored ?? WithoutSuffix(container.Path.Name)), () => content)
        {
            PackedLength = container.Length,
            PackedSoFar = () => packed.Position,
            TarPath = container.Path,
            Origin = container.Origin,
        });
    }

    /// <summary>The content, for a container that has a compressed file inside and knows what is in that; null when the head begins otherwise.</summary>
    public Stream? TryDecompress(ReadOnlySpan<byte> head, Stream packed, MemoryAccount memory) => HasMagic(head) ? Decompress(packed, memory).Content : null;

    /// <summary>What a header has besides a name that unpacking does not show, and where it stands; known before anything is read.</summary>
    protected virtual (int Offset, byte[] Bytes) Hidden(Stream content) => (0, []);

    /// <summary>Whether the head begins like this format, certain enough that chance bytes do not.</summary>
    protected abstract bool HasMagic(ReadOnlySpan<byte> head);

    /// <summary>The content, and the name that was stored with it, if any.</summary>
    protected abstract (Stream Content, string? StoredName) Decompress(Stream packed, MemoryAccount memory);

    private string WithoutSuffix(string file)
    {
        foreach (string suffix in suffixes)
        {
            (string from, string to) = suffix.Split('>') is [var short_, var long_] ? (short_, long_) : (suffix, "");
            if (file.Length > from.Length && file.EndsWith(from, StringComparison.OrdinalIgnoreCase))
            {
                return Path.GetFileName(file[..^from.Length] + to);
            }
        }

        return Path.GetFileName(file);
    }
}
