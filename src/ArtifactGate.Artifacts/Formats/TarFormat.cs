using System.Formats.Tar;
using ArtifactGate.Artifacts.Streams;
using ArtifactGate.Artifacts.Tar;

namespace ArtifactGate.Artifacts.Formats;

/// <summary>Tar: ustar, pax, GNU and the old form (POSIX.1-1988 to 2001). Read forward only.</summary>
internal sealed class TarFormat : IArtifactFormat
{
    public string Name => "tar";

    public bool NeedsRandomAccess => false;

    public bool KeepsBytes => false;

    public bool JoinsCompressedFile => true;

    public Fit Recognize(ReadOnlySpan<byte> head, ContentNode node) => head.Length >= TarEnd.BlockSize && HasValidChecksum(head[..TarEnd.BlockSize]) ? Fit.Generic : Fit.None;

    public IEnumerable<WalkItem> Open(ContentNode container, Budget budget)
    {
        using var stream = new TailStream(TarLongHeaders.Guard(container.Open()), TarEnd.BlockSize);
        using var reader = new TarReader(stream);
        while (TarEntries.Next(reader) is { } entry)
        {
            budget.CheckTime();
            string name = TarName.Normalize(entry.Name);

            // Also of folders, links and empty files: in an image layer they may hide what stands below them.
            INodeOrigin? origin = container.Origin?.Inside(name);
            if (entry.DataStream is { } data)
            {
                yield return new WalkItem.Content(new ContentNode(container.Path.Inside(name), () => data) { Length = entry.Length, Origin = origin });
            }
            else if (entry.EntryType is TarEntryType.SparseFile or TarEntryType.MultiVolume or TarEntryType.ContiguousFile && entry.Length > 0)
            {
                yield return new WalkItem.Unread(container.Path.Inside(name), UnreadReason.Unsupported, $"tar entry type {entry.EntryType}");
            }
        }

        if (!stream.TailIsZero)
        {
            yield return TarEnd.Missing(container);
        }
        else if (TarEnd.Find(stream, stream.Position, budget) is { } hidden)
        {
            yield return hidden.In(container, () => new ChainedStream(hidden.Head, stream), randomAccess: false);
        }
    }

    // The checksum is the sum of all bytes of the header with its own eight taken as spaces; old writers sum signed bytes.
    private static bool HasValidChecksum(ReadOnlySpan<byte> header)
    {
        // A header without a name is the end marker or no header; text hardly ever has its own sum in the right place.
        ReadOnlySpan<byte> field = header.Slice(148, 8);
        int stored = header[0] != 0 && IsNumber(field) ? TarName.Octal(field) : 0;
        if (stored <= 0)
        {
            return false;
        }

        int unsigned = 0, signed = 0;
        for (int i = 0; i < header.Length; i++)
        {
            byte b = i is >= 148 and < 156 ? (byte)' ' : header[i];
            unsigned += b;
            signed += (sbyte)b;
        }

        return stored == unsigned || stored == signed;
    }

    // Digits with spaces before them and spaces or zeros behind; without that, a file of many zeros is now and then its own sum.
    private static bool IsNumber(ReadOnlySpan<byte> field) =>
        !field.TrimStart((byte)' ').TrimEnd(" \0"u8).ContainsAnyExceptInRange((byte)'0', (byte)'7');
}
