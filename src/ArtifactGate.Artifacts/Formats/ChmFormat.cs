using System.Globalization;
using ArtifactGate.Artifacts.Chm;

namespace ArtifactGate.Artifacts.Formats;

/// <summary>
/// An HTML help file of Windows (CHM), see <see cref="ChmDirectory"/>. Header and directory stay bytes of the file; what the compressed section unpacks to
/// and no file claims is content too.
/// </summary>
internal sealed class ChmFormat : IArtifactFormat
{
    // Files in the compressed section beyond which is not kept in mind what they leave.
    private const int MostFiles = 1_000_000;

    public string Name => "chm";

    public bool NeedsRandomAccess => true;

    public bool KeepsBytes => true;

    public Fit Recognize(ReadOnlySpan<byte> head, ContentNode node) => ChmDirectory.Begins(head) ? Fit.Exact : Fit.None;

    public IEnumerable<WalkItem> Open(ContentNode container, Budget budget)
    {
        using Stream stream = container.Open();
        var directory = ChmDirectory.Read(stream);
        if (directory.IsCutOff)
        {
            yield return new WalkItem.Unread(container.Path, UnreadReason.Corrupt, "cut off within its directory");
        }

        ChmSection? section = Section(stream, directory, budget);
        long length = stream.Length;
        var claimed = new List<(long Start, long End)>();
        foreach (ChmEntry entry in directory.Entries(budget))
        {
            if (entry.Section == 1 && section is not null && entry.IsInside(section.Length) && claimed.Count < MostFiles)
            {
                claimed.Add((entry.Offset, entry.Offset + entry.Length));
            }

            foreach (WalkItem item in Items(container, directory.ContentAt, section, length, entry))
            {
                yield return item;
            }
        }

        foreach (WalkItem item in section is null ? [] : Unclaimed(container, section, claimed))
        {
            yield return item;
        }
    }

    private static ChmSection? Section(Stream stream, ChmDirectory directory, Budget budget)
    {
        ChmEntry content = default, control = default, table = default;
        foreach (ChmEntry entry in directory.Entries(budget).Where(e => e.Section == 0))
        {
            switch (entry.Name)
            {
                case ChmSection.ContentName:
                    content = entry;
                    break;
                case ChmSection.ControlName:
                    control = entry;
                    break;
                case ChmSection.TableName:
                    table = entry;
                    break;
            }
        }

        return content.Name is null ? null : ChmSection.Read(stream, directory.ContentAt, content, control, table);
    }

    private static IEnumerable<WalkItem> Items(ContentNode container, long contentAt, ChmSection? section, long length, ChmEntry entry)
    {
        ArtifactPath path = container.Path.Inside(entry.Path);
        if (entry.Length == 0)
        {
            return entry.Path.Length > 0 ? [new WalkItem.Named(path)] : [];
        }

        if (entry.Section == 0 && (entry with { Offset = contentAt + entry.Offset }).IsInside(length))
        {
            var handedOut = new WalkItem.HandedOut(contentAt + entry.Offset, entry.Length);
            return entry.Name == ChmSection.ContentName ? [handedOut] : [handedOut, new WalkItem.Content(new ContentNode(path, container, contentAt + entry.Offset, entry.Length))];
        }

        return entry.Section == 1 && section is not null && entry.IsInside(section.Length)
            ? [new WalkItem.Content(Packed(container, path, section, entry.Offset, entry.Length))]
            : [new WalkItem.Unread(path, UnreadReason.Corrupt, "cut off, or where the file has nothing")];
    }

    private static IEnumerable<WalkItem> Unclaimed(ContentNode container, ChmSection section, List<(long Start, long End)> claimed)
    {
        claimed.Sort();
        claimed.Add((section.Length, section.Length));
        long end = 0;
        foreach ((long start, long next) in claimed)
        {
            if (start > end)
            {
                // The place is told by the frame that it begins in.
                string place = string.Create(CultureInfo.InvariantCulture, $"@{section.Frame(end / ChmSection.FrameLength).Start}");
                yield return new WalkItem.Content(Packed(container, container.Path.Inside(place), section, end, start - end));
            }

            end = Math.Max(end, next);
        }
    }

    private static ContentNode Packed(ContentNode container, ArtifactPath path, ChmSection section, long start, long length) =>
        new(path, () => new ChmSectionStream(container.Open(), section, start, length)) { Length = length, PackedLength = section.PackedLength, Reopens = true };
}
