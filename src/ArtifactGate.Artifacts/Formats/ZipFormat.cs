using ArtifactGate.Artifacts.Deflate;
using ArtifactGate.Artifacts.Streams;
using ArtifactGate.Artifacts.Zip;
using NuGet.Packaging;
using NuGet.Packaging.Core;
using SharpCompress.Common;
using SharpCompress.Providers;

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

    /// <summary>Methods beside stored and deflate that SharpCompress decompresses (APPNOTE 4.4.5).</summary>
    private static readonly Dictionary<ushort, CompressionType> Methods = new()
    {
        [9] = CompressionType.Deflate64,
        [12] = CompressionType.BZip2,
        [93] = CompressionType.ZStandard,
        [95] = CompressionType.Xz,
    };

    public string Name => "zip";

    public bool NeedsRandomAccess => true;

    public bool KeepsBytes => false;

    public Fit Recognize(ReadOnlySpan<byte> head, ContentNode node)
    {
        if (head is [(byte)'P', (byte)'K', 3, 4, ..] or [(byte)'P', (byte)'K', 5, 6, ..])
        {
            return Fit.Generic;
        }

        // A script or a stub may stand before the archive; then only its end tells.
        if (!node.RandomAccess || node.Length is not >= 64)
        {
            return Fit.None;
        }

        using Stream stream = node.Open();
        Span<byte> end = stackalloc byte[22];
        stream.Position = stream.Length - end.Length;
        stream.ReadExactly(end);
        return end is [(byte)'P', (byte)'K', 5, 6, ..] && ZipDirectory.Find(stream) is { Entries: > 0 } ? Fit.Generic : Fit.None;
    }

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
        if (ZipDirectory.Find(stream) is not { } place)
        {
            yield return new WalkItem.Unread(container.Path, UnreadReason.Corrupt, "has no central directory: cut off, or one part of several");
            yield break;
        }

        ContentNode? Sibling(string name)
        {
            using Stream again = container.Open();
            ZipEntryHeader found = ZipDirectory.Read(again, place).FirstOrDefault(e => e.Name == name);
            return found.Name is null || found.IsEncrypted || !CanDecompress(found.Method) ? null : Node(container, found, container.Path.Inside(found.Name), null);
        }

        WalkItem Item(ZipEntryHeader entry, ArtifactPath path) => entry.IsEncrypted
            ? new WalkItem.Unread(path, UnreadReason.Encrypted, "encrypted entry")
            : CanDecompress(entry.Method) ? new WalkItem.Content(Node(container, entry, path, Sibling))
            : new WalkItem.Unread(path, UnreadReason.Unsupported, $"compression method {entry.Method}");

        var gaps = new ZipGaps(container, place);
        foreach (ZipEntryHeader entry in ZipDirectory.Read(stream, place))
        {
            budget.CheckTime();
            gaps.Add(entry);
            if (!entry.IsFolder)
            {
                yield return Item(entry, container.Path.Inside(entry.Name));
            }
        }

        foreach (WalkItem item in gaps.Items(Item))
        {
            yield return item;
        }
    }

    private static bool CanDecompress(ushort method) => method is 0 or 8 || Methods.ContainsKey(method);

    private static ContentNode Node(ContentNode container, ZipEntryHeader entry, ArtifactPath path, Func<string, ContentNode?>? sibling) =>
        new(path, () => OpenEntry(container, entry))
        {
            Length = entry.Length,
            PackedLength = entry.Method == 0 ? null : entry.PackedLength,
            Sibling = sibling,
        };

    private static ChecksumStream OpenEntry(ContentNode container, ZipEntryHeader entry)
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
            Stream content = entry.Method switch
            {
                0 => packed,
                8 => new InflateStream(packed, entry.PackedLength, entry.Length),
                _ => new ForeignStream(packed, () => CompressionProviderRegistry.Default.CreateDecompressStream(Methods[entry.Method], packed)),
            };
            return new ChecksumStream(content, entry.Length, entry.Crc, agrees);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    private static bool IsSymbols(ContentNode node, ZipEntryHeader nuspec)
    {
        if (nuspec.IsEncrypted || !CanDecompress(nuspec.Method) || nuspec.Length > LargestNuspec)
        {
            return false;
        }

        using ChecksumStream stream = OpenEntry(node, nuspec);
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
