using ArtifactGate.Artifacts.Memory;
using ArtifactGate.Artifacts.Streams;
using ArtifactGate.Artifacts.Tar;

namespace ArtifactGate.Artifacts.Formats;

/// <summary>
/// A single compressed file: one node inside, named as it was stored, else like the file without the suffix. A tar inside is one hop.
/// </summary>
internal abstract class CompressedFileFormat(string name, params string[] suffixes) : IArtifactFormat
{
    public string Name => name;

    public bool NeedsRandomAccess => false;

    public bool KeepsBytes => false;

    public virtual Fit Recognize(ReadOnlySpan<byte> head, ContentNode node) => HasMagic(head) ? Fit.Generic : Fit.None;

    public IEnumerable<WalkItem> Open(ContentNode container, Budget budget)
    {
        using Stream file = container.Open();
        var packed = new PackedFile(file);
        var hidden = new HiddenParts();
        (Stream content, string? stored) = Decompress(packed, budget.Memory, hidden);
        foreach (WalkItem item in hidden.Take(container))
        {
            yield return item;
        }

        yield return new WalkItem.Content(new ContentNode(container.Path.Inside(stored ?? WithoutSuffix(container.Path.Name)), () => content)
        {
            PackedLength = container.Length,
            PackedSoFar = () => packed.Position,
            TarPath = container.Path,
            Origin = container.Origin,
        });

        // Headers and frames that stand behind the first are met on the way.
        foreach (WalkItem item in hidden.Take(container).Concat(hidden.Rest(container)).Concat(Behind(container, packed, hidden.End, budget)))
        {
            yield return item;
        }

        packed.Clear();
    }

    /// <summary>The content, for a container that has a compressed file inside and knows what is in that; null when the head begins otherwise.</summary>
    public Stream? TryDecompress(ReadOnlySpan<byte> head, Stream packed, MemoryAccount memory) => HasMagic(head) ? Decompress(packed, memory, new HiddenParts()).Content : null;

    /// <summary>Whether the head begins like this format, certain enough that chance bytes do not.</summary>
    protected abstract bool HasMagic(ReadOnlySpan<byte> head);

    /// <summary>The content, and the name that was stored with it, if any.</summary>
    /// <param name="packed">The file; owned.</param>
    /// <param name="memory">Lends what decompressing takes.</param>
    /// <param name="hidden">Receives what unpacking does not show.</param>
    protected abstract (Stream Content, string? StoredName) Decompress(Stream packed, MemoryAccount memory, HiddenParts hidden);

    // What decompresses says that something else follows; this is what.
    private static IEnumerable<WalkItem> Behind(ContentNode container, PackedFile packed, long? end, Budget budget)
    {
        if (end is not long start)
        {
            yield break;
        }

        if (container.RandomAccess)
        {
            using Stream whole = container.Open();
            foreach (WalkItem item in HiddenBytes.Between(container, whole, start, whole.Length, budget))
            {
                yield return item;
            }
        }
        else if (packed.From(start) is var rest && TarEnd.Find(rest, start, budget) is { } hidden)
        {
            yield return hidden.In(container, () => new ChainedStream(hidden.Head, rest), length: null);
        }
    }

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
