using System.Globalization;
using ArtifactGate.Artifacts.Cpio;
using ArtifactGate.Artifacts.Streams;
using ArtifactGate.Artifacts.Tar;

namespace ArtifactGate.Artifacts.Formats;

/// <summary>cpio in all its forms: initial RAM disks, the payload of rpm packages, Solaris and AIX packages. Read forward only.</summary>
internal sealed class CpioFormat : IArtifactFormat
{
    private const int LongestFirstName = 1024;

    public string Name => "cpio";

    public bool NeedsRandomAccess => false;

    public bool KeepsBytes => false;

    public Fit Recognize(ReadOnlySpan<byte> head, ContentNode node)
    {
        int length = CpioHeader.LengthOf(head);
        return length > 0 && head.Length > length && CpioHeader.Parse(head) is { } header && HasName(header, head[length..]) ? Fit.Generic : Fit.None;
    }

    public IEnumerable<WalkItem> Open(ContentNode container, Budget budget)
    {
        using Stream stream = container.Open();
        using var reader = new CpioReader(stream, budget);
        foreach (WalkItem item in Entries(container, stream, reader, budget))
        {
            yield return item;
        }
    }

    /// <summary>The entries of a cpio as content of <paramref name="container"/>, and what follows the last.</summary>
    /// <param name="container">What they are in.</param>
    /// <param name="stream">The cpio.</param>
    /// <param name="reader">Reads it.</param>
    /// <param name="budget">Asked whether to go on.</param>
    /// <param name="check">Verifies the content of an entry, where something else tells what it must be.</param>
    public static IEnumerable<WalkItem> Entries(ContentNode container, Stream stream, CpioReader reader, Budget budget, Func<CpioEntry, Stream, Stream>? check = null)
    {
        while (reader.Next() is { } entry)
        {
            budget.CheckTime();
            if (entry.HiddenName.Length > 0)
            {
                string place = string.Create(CultureInfo.InvariantCulture, $"@{entry.HiddenAt}");
                yield return new WalkItem.Content(new ContentNode(container.Path.Inside(place), () => new MemoryStream(entry.HiddenName, writable: false)) { Length = entry.HiddenName.Length });
            }

            INodeOrigin? origin = container.Origin?.Inside(entry.Name);
            if (entry.IsFile || entry.Length > 0)
            {
                yield return new WalkItem.Content(new ContentNode(container.Path.Inside(entry.Name), () => check is null ? reader.Content : check(entry, reader.Content)) { Length = entry.Length, Origin = origin });
            }
            else
            {
                yield return new WalkItem.Named(container.Path.Inside(entry.Name));
            }
        }

        // Records are filled with zeros; an initial RAM disk is several archives one after the other, most of them compressed.
        if (TarEnd.Find(stream, reader.Position, budget) is { } hidden)
        {
            yield return hidden.In(container, () => new ChainedStream(hidden.Head, stream), length: null);
        }
    }

    // Two bytes of magic are few: the first name ends where the header says, and is one that a file system takes.
    private static bool HasName(CpioHeader header, ReadOnlySpan<byte> rest)
    {
        if (header.NameLength > LongestFirstName)
        {
            return false;
        }

        int length = (int)Math.Min(header.NameLength, rest.Length);
        int end = rest[..length].IndexOf((byte)0);
        ReadOnlySpan<byte> name = end < 0 ? rest[..length] : rest[..end];
        bool ends = length < header.NameLength || rest[length - 1] == 0;
        return ends && !name.IsEmpty && !name.ContainsAnyInRange((byte)0, (byte)0x1F);
    }
}
