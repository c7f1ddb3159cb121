using System.Formats.Tar;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Formats;

/// <summary>Tar: ustar, pax, GNU and the old form (POSIX.1-1988 to 2001). Read forward only.</summary>
internal sealed class TarFormat : IArtifactFormat
{
    private const int BlockSize = 512;

    public string Name => "tar";

    public bool NeedsRandomAccess => false;

    public bool KeepsBytes => false;

    public bool JoinsCompressedFile => true;

    public Fit Recognize(ReadOnlySpan<byte> head, ContentNode node) => head.Length >= BlockSize && HasValidChecksum(head[..BlockSize]) ? Fit.Generic : Fit.None;

    public IEnumerable<WalkItem> Open(ContentNode container, Budget budget)
    {
        using var stream = new TailStream(container.Open(), BlockSize);
        using var reader = new TarReader(stream);
        while (reader.GetNextEntry() is { } entry)
        {
            budget.CheckTime();
            string name = Normalize(entry.Name);
            if (entry.DataStream is { } data)
            {
                yield return new WalkItem.Content(new ContentNode(container.Path.Inside(name), () => data) { Length = entry.Length });
            }
            else if (entry.EntryType is TarEntryType.SparseFile or TarEntryType.MultiVolume or TarEntryType.ContiguousFile && entry.Length > 0)
            {
                yield return new WalkItem.Unread(container.Path.Inside(name), UnreadReason.Unsupported, $"tar entry type {entry.EntryType}");
            }
        }

        // Without its end marker nobody can tell how much is missing.
        if (!stream.TailIsZero)
        {
            yield return new WalkItem.Unread(container.Path, UnreadReason.Corrupt, "ends without its end marker");
        }
    }

    private static string Normalize(string name) => name.StartsWith("./", StringComparison.Ordinal) ? name[2..] : name;

    // The checksum is the sum of all bytes of the header with its own eight taken as spaces; old writers sum signed bytes.
    private static bool HasValidChecksum(ReadOnlySpan<byte> header)
    {
        int unsigned = 0, signed = 0;
        for (int i = 0; i < header.Length; i++)
        {
            byte b = i is >= 148 and < 156 ? (byte)' ' : header[i];
            unsigned += b;
            signed += (sbyte)b;
        }

        int stored = 0;
        foreach (byte b in header.Slice(148, 8).TrimStart((byte)' '))
        {
            if (b is < (byte)'0' or > (byte)'7')
            {
                break;
            }

            stored = (stored * 8) + (b - '0');
        }

        // A header without a name is the end marker or no header; text hardly ever has its own sum in the right place.
        return header[0] != 0 && stored > 0 && (stored == unsigned || stored == signed);
    }
}
