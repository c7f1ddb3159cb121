using ArtifactGate.Artifacts.Memory;
using ArtifactGate.Artifacts.Streams;
using ArtifactGate.Artifacts.Zip;
using NuGet.Packaging;
using NuGet.Packaging.Core;

namespace ArtifactGate.Artifacts.Formats;

/// <summary>
/// Zip and everything that is one inside: nupkg, snupkg, vsix, jar, whl. Read by its central directory; the length and checksum of each
/// entry are verified.
/// </summary>
internal sealed class ZipFormat : IArtifactFormat
{
    private const long LargestNuspec = 1 << 20;

    // Bytes of extra fields that most local headers stay below.
    private const int LocalExtra = 64;

    public string Name => "zip";

    public bool NeedsRandomAccess => true;

    public bool KeepsBytes => false;

    public Fit Recognize(ReadOnlySpan<byte> head, ContentNode node)
    {
        if (ZipHead.Begins(head) || ZipHead.BeginsExtension(head, node.Length))
        {
            return Fit.Generic;
        }

        // A script or a stub may stand before the archive; then only its end tells.
        if (!node.RandomAccess || node.Length is not >= 64)
        {
            // Scripts are small, and what stands behind one is meant to be there; so is an entry that begins within the first bytes.
            return !node.RandomAccess && (head is [(byte)'#', (byte)'!', ..] || ZipHead.HasEntry(head)) ? Fit.Perhaps : Fit.None;
        }

        using Stream stream = node.Open();
        Span<byte> end = stackalloc byte[22];
        stream.Position = stream.Length - end.Length;
        stream.ReadExactly(end);

        // A comment may follow the end record; it is looked for where programs are that unpack themselves.
        return (end is [(byte)'P', (byte)'K', 5, 6, ..] || ZipHead.MayPrecede(head)) && ZipDirectory.Find(stream) is { Entries: > 0 } place && !(place.Shift < 0 && IsRemnant(node))
            ? Fit.Generic
            : Fit.None;
    }

    public bool IsEnd(ReadOnlySpan<byte> tail, long length) => ZipDirectory.MayEnd(tail, length);

    // What an archive has between others: the end of one of them, whose entries were found before it.
    private static bool IsRemnant(ContentNode node) => node.Path.Name.StartsWith('@');

    public string KindOf(ContentNode node)
    {
        using Stream stream = node.Open();
        if (ZipDirectory.Find(stream) is not { } place)
        {
            return Name;
        }

        try
        {
            foreach (ZipEntryHeader entry in ZipDirectory.Read(node.Open(), place))
            {
                if (entry.Name.EndsWith(".nuspec", StringComparison.OrdinalIgnoreCase) && !entry.Name.Contains('/', StringComparison.Ordinal))
                {
                    return IsSymbols(node, entry) ? "snupkg" : "nupkg";
                }

                if (entry.Name == "extension.vsixmanifest")
                {
                    return "vsix";
                }
            }
        }
        catch (Exception failure) when (UnreadReasons.Of(failure) is not null)
        {
            // Opening it will say what is wrong; until then it is a zip.
            return Name;
        }

        return Name;
    }

    public IEnumerable<WalkItem> Open(ContentNode container, Budget budget)
    {
        using Stream stream = container.Open();
        bool encrypted = false;
        if ((ZipDirectory.Find(stream) ?? ZipDirectory.FindBefore(stream, ZipHead.Lead(stream), budget)) is not { } place)
        {
            // Whoever reads forward unpacks its entries all the same.
            place = ZipDirectory.Place.None(stream.Length);
            encrypted = ZipHead.HidesDirectory(stream);
            yield return encrypted
                ? new WalkItem.Unread(container.Path, UnreadReason.Encrypted, "encrypted archive")
                : new WalkItem.Unread(container.Path, UnreadReason.Corrupt, "has no central directory: cut off, or one part of several");
        }

        if (place.IsPart)
        {
            yield return new WalkItem.Unread(container.Path, UnreadReason.Corrupt, "one part of several: its directory names what stands in other files");
        }

        ContentNode? Sibling(string name)
        {
            using Stream again = container.Open();
            ZipEntryHeader found = ZipDirectory.Read(again, place).FirstOrDefault(e => e.Name == name);
            return found.Name is null || found.IsEncrypted || !ZipMethods.CanDecompress(found.Method) ? null : Node(container, found, container.Path.Inside(found.Name), budget.Memory, new HiddenParts(), null);
        }

        WalkItem Item(ZipEntryHeader entry, ArtifactPath path, HiddenParts hidden) => entry.Disk != place.Disk || entry.HeaderOffset < 0
            ? new WalkItem.Unread(path, UnreadReason.Corrupt, "stands in another file: one part of several")
            : entry.IsEncrypted ? new WalkItem.Unread(path, UnreadReason.Encrypted, "encrypted entry")
            : ZipMethods.CanDecompress(entry.Method) ? new WalkItem.Content(Node(container, entry, path, budget.Memory, hidden, Sibling))
            : new WalkItem.Unread(path, UnreadReason.Unsupported, $"compression method {entry.Method}");

        // What stands behind the end of the data of an entry is known when that was read.
        IEnumerable<WalkItem> Items(ZipEntryHeader entry, ArtifactPath path)
        {
            var hidden = new HiddenParts();
            yield return Item(entry, path, hidden);
            foreach (WalkItem item in hidden.End is long end ? Behind(container, entry, end, budget) : [])
            {
                yield return item;
            }
        }

        ZipGaps gaps = ZipGaps.Of(container, place, budget);
        if (gaps.HasShared)
        {
            yield return new WalkItem.Unread(container.Path, UnreadReason.Corrupt, "entries share bytes with each other, as no packer writes them; each such byte is unpacked once");
        }

        long index = 0;
        foreach (ZipEntryHeader entry in ZipDirectory.Read(stream, place))
        {
            budget.CheckTime();
            if (!gaps.IsShared(index++))
            {
                ArtifactPath path = container.Path.Inside(entry.Name);
                foreach (WalkItem item in entry.IsFolder ? [new WalkItem.Named(path)] : Items(entry, path))
                {
                    yield return item;
                }
            }
        }

        foreach (WalkItem item in encrypted ? [] : gaps.Items(Items))
        {
            yield return item;
        }
    }

    private static IEnumerable<WalkItem> Behind(ContentNode container, ZipEntryHeader entry, long end, Budget budget)
    {
        using Stream stream = container.Open();
        long start = ZipLocalHeader.Of(stream, entry).ContentOffset;
        foreach (WalkItem item in HiddenBytes.Between(container, stream, start + end, start + entry.PackedLength, budget))
        {
            yield return item;
        }
    }

    private static ContentNode Node(
        ContentNode container, ZipEntryHeader entry, ArtifactPath path, MemoryAccount memory, HiddenParts hidden, Func<string, ContentNode?>? sibling) =>
        new(path, () => OpenEntry(container, entry, memory, hidden))
        {
            Length = entry.Length,
            PackedLength = entry.Method == 0 ? null : entry.PackedLength,
            Sibling = sibling,
            Reopens = true,
        };

    private static ChecksumStream OpenEntry(ContentNode container, ZipEntryHeader entry, MemoryAccount memory, HiddenParts hidden)
    {
        Stream stream = container.Open();
        try
        {
            if (stream is HandleStream file)
            {
                file.Position = Math.Max(0, entry.HeaderOffset);
                file.Expect(ZipLocalHeader.FixedLength + entry.Name.Length + LocalExtra + Math.Max(0, entry.PackedLength));
            }

            ZipLocalHeader header = ZipLocalHeader.Of(stream, entry);
            bool agrees = entry.Name.Length == 0 || header.Agrees(entry, stream);
            var packed = new SubStream(stream, header.ContentOffset, entry.PackedLength);
            return new ChecksumStream(ZipMethods.Decompress(entry, packed, memory, hidden), entry.Length, entry.Crc, agrees);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    private static bool IsSymbols(ContentNode node, ZipEntryHeader nuspec)
    {
        if (nuspec.IsEncrypted || !ZipMethods.CanDecompress(nuspec.Method) || nuspec.Length > LargestNuspec)
        {
            return false;
        }

        using ChecksumStream stream = OpenEntry(node, nuspec, new Budget(new Limits()).Memory, new HiddenParts());
        try
        {
            return new NuspecReader(stream).GetPackageTypes()
                .Any(t => t.Name.Equals("SymbolsPackage", StringComparison.OrdinalIgnoreCase));
        }
        catch (Exception failure) when (failure is System.Xml.XmlException or PackagingException or InvalidDataException)
        {
            // A nuspec nobody can read still makes it a package; its content is scanned like any other.
            return false;
        }
    }
}
