using System.Formats.Tar;
using System.IO.Compression;

namespace ArtifactGate.Testing.Formats;

/// <summary>Archives that come from everywhere.</summary>
public static class ArchiveSamples
{
    /// <summary>The makers, see <see cref="FormatSamples.Makers"/>.</summary>
    public static IReadOnlyDictionary<string, FormatMaker> Makers { get; } = new Dictionary<string, FormatMaker>
    {
        ["zip, deflated"] = Tree((_, items) => new("zip", Zip(items, CompressionLevel.Optimal), FormatSamples.AtItsName)),
        ["zip, stored"] = Tree((_, items) => new("zip", Zip(items, CompressionLevel.NoCompression), FormatSamples.AtItsName)),
        ["tar, pax"] = Tree((_, items) => new("tar", Tar(items, TarEntryFormat.Pax), FormatSamples.AtItsName)),
        ["tar, gnu"] = Tree((_, items) => new("tar", Tar(items, TarEntryFormat.Gnu), FormatSamples.AtItsName)),
        ["tar, ustar"] = Tree((_, items) => new("tar", Tar(items, TarEntryFormat.Ustar), FormatSamples.AtItsName)),
        ["tar, old"] = Tree((_, items) => new("tar", Tar(items, TarEntryFormat.V7), FormatSamples.AtItsName)),
        ["7z"] = Tree((folder, items) => SevenZip(folder, items)),
        ["7z, solid bzip2"] = Tree((folder, items) => SevenZip(folder, items, "-m0=bzip2")),
    };

    /// <summary>A zip with one entry that holds the canary.</summary>
    public static byte[] Zip(string name, CompressionLevel level) => Zip(name, level, FormatSamples.Text());

    /// <summary>A zip with one entry.</summary>
    public static byte[] Zip(string name, CompressionLevel level, byte[] content) => Zip([new(name, content)], level);

    /// <summary>A zip.</summary>
    public static byte[] Zip(IReadOnlyList<PayloadItem> items, CompressionLevel level)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create))
        {
            foreach (PayloadItem item in items)
            {
                using Stream entry = zip.CreateEntry(item.Name, level).Open();
                entry.Write(item.Content);
            }
        }

        return stream.ToArray();
    }

    /// <summary>A tar with one entry that holds the canary.</summary>
    public static byte[] Tar(string name, TarEntryFormat format) => Tar([new(name, FormatSamples.Text())], format);

    /// <summary>A tar.</summary>
    public static byte[] Tar(IReadOnlyList<PayloadItem> items, TarEntryFormat format)
    {
        var stream = new MemoryStream();
        using (var tar = new TarWriter(stream, format))
        {
            foreach (PayloadItem item in items)
            {
                TarEntryType type = format == TarEntryFormat.V7 ? TarEntryType.V7RegularFile : TarEntryType.RegularFile;
                TarEntry entry = format switch
                {
                    TarEntryFormat.V7 => new V7TarEntry(type, item.Name),
                    TarEntryFormat.Ustar => new UstarTarEntry(type, item.Name),
                    TarEntryFormat.Gnu => new GnuTarEntry(type, item.Name),
                    _ => new PaxTarEntry(type, item.Name),
                };
                entry.DataStream = new MemoryStream(item.Content);
                tar.WriteEntry(entry);
            }
        }

        return stream.ToArray();
    }

    private static FormatMaker Tree(Func<string, IReadOnlyList<PayloadItem>, FormatSample?> make) => new(Carries.Tree, make);

    private static FormatSample? SevenZip(string folder, IReadOnlyList<PayloadItem> items, params string[] options) =>
        FormatSamples.ByProgram("7z", folder, items, FormatSamples.AtItsName, "made.7z", "7z", ["a", "-bd", .. options, "made.7z", "dir"]);
}
