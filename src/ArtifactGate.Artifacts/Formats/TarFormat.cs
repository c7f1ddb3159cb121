using System.Formats.Tar;
using ArtifactGate.Artifacts.Streams;
using ArtifactGate.Artifacts.Tar;

namespace ArtifactGate.Artifacts.Formats;

/// <summary>Tar: ustar, pax, GNU and the old form (POSIX.1-1988 to 2001), sparse files among them. Read forward only.</summary>
internal sealed class TarFormat : IArtifactFormat
{
    public string Name => "tar";

    public bool NeedsRandomAccess => false;

    public bool KeepsBytes => false;

    public bool JoinsCompressedFile => true;

    public Fit Recognize(ReadOnlySpan<byte> head, ContentNode node) =>
        head.Length >= TarEnd.BlockSize && TarHeader.IsValid(head[..TarEnd.BlockSize]) ? Fit.Generic : Fit.None;

    public IEnumerable<WalkItem> Open(ContentNode container, Budget budget)
    {
        var filling = new HiddenParts();
        using var headers = new SparseHeaders(TarLongHeaders.Guard(container.Open()), filling);
        using var stream = new TailStream(headers, TarEnd.BlockSize);
        using var entries = new TarEntries(stream);
        while (entries.Next() is { } entry)
        {
            budget.CheckTime();
            foreach (WalkItem item in filling.Take(container))
            {
                yield return item;
            }

            string name = TarName.Normalize(SparseFile.NameOf(entry));

            foreach (ContentNode attribute in TarAttributes.Of(entry, container, name))
            {
                yield return new WalkItem.Content(attribute);
            }

            // Also of folders, links and empty files: in an image layer they may hide what stands below them.
            INodeOrigin? origin = container.Origin?.Inside(name);
            if (entry.DataStream is { } data)
            {
                (byte[] taken, bool isMap) = SparseFile.TakeMap(entry, data, headers.MapLength, budget);
                if (isMap)
                {
                    // Apart from the file, which may be of any format, but read: numbers need not be all that is in it.
                    yield return new WalkItem.Content(new ContentNode(container.Path.Inside(name), () => new MemoryStream(taken)) { Length = taken.Length, Origin = origin });
                }

                Stream content = taken.Length > 0 && !isMap ? new ChainedStream(taken, data) : data;
                yield return new WalkItem.Content(new ContentNode(container.Path.Inside(name), () => content)
                {
                    Length = entry.Length - (isMap ? taken.Length : 0),
                    Origin = origin,
                });
            }
            else if (entry.EntryType is TarEntryType.SparseFile or TarEntryType.MultiVolume or TarEntryType.ContiguousFile && entry.Length > 0)
            {
                yield return new WalkItem.Unread(container.Path.Inside(name), UnreadReason.Unsupported, $"tar entry type {entry.EntryType}");
            }
            else if (entry is not PaxGlobalExtendedAttributesTarEntry)
            {
                yield return new WalkItem.Named(container.Path.Inside(name), entry.LinkName is { Length: > 0 } target ? target : null);
            }
        }

        foreach (WalkItem item in filling.Take(container).Concat(filling.Rest(container)))
        {
            yield return item;
        }

        if (!stream.TailIsZero)
        {
            yield return TarEnd.Missing(container);
        }
        else if (TarEnd.Find(stream, stream.Position, budget) is { } hidden)
        {
            yield return hidden.In(container, () => new ChainedStream(hidden.Head, stream), length: null);
        }
    }
}
