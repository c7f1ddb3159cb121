using System.Formats.Tar;
using System.IO.Compression;
using SharpCompress.Compressors.BZip2;

namespace ArtifactGate.Testing.Formats;

/// <summary>Archives and compressed files that come from everywhere.</summary>
public static class ArchiveSamples
{
    /// <summary>The samples, see <see cref="FormatSamples.Makers"/>.</summary>
    public static IReadOnlyDictionary<string, Func<string, FormatSample?>> Makers { get; } = new Dictionary<string, Func<string, FormatSample?>>
    {
        ["zip, deflated"] = _ => new("zip", Zip("dir/canary.txt", CompressionLevel.Optimal), "dir/canary.txt"),
        ["zip, stored"] = _ => new("zip", Zip("dir/canary.txt", CompressionLevel.NoCompression), "dir/canary.txt"),
        ["tar, pax"] = _ => new("tar", Tar("dir/canary.txt", TarEntryFormat.Pax), "dir/canary.txt"),
        ["tar, gnu"] = _ => new("tar", Tar("dir/canary.txt", TarEntryFormat.Gnu), "dir/canary.txt"),
        ["tar, ustar"] = _ => new("tar", Tar("dir/canary.txt", TarEntryFormat.Ustar), "dir/canary.txt"),
        ["tar, old"] = _ => new("tar", Tar("dir/canary.txt", TarEntryFormat.V7), "dir/canary.txt"),
        ["gzip"] = _ => new("gzip", Pack(s => new GZipStream(s, CompressionLevel.Optimal, leaveOpen: true)), "sample"),
        ["bzip2"] = _ => new("bzip2", Pack(s => BZip2Stream.Create(s, SharpCompress.Compressors.CompressionMode.Compress, decompressConcatenated: false, leaveOpen: true)), "sample"),
        ["xz"] = folder => FormatSamples.ByProgram(folder, "xz", "canary.txt.xz", "sample", "xz", "-k", "canary.txt"),
        ["zstd"] = folder => FormatSamples.ByProgram(folder, "zstd", "canary.txt.zst", "sample", "zstd", "-q", "canary.txt"),
        ["7z"] = folder => FormatSamples.ByProgram(folder, "7z", "canary.txt.7z", "dir/canary.txt", "7z", "a", "-bd", "canary.txt.7z", "dir"),
        ["7z, solid bzip2"] = folder => FormatSamples.ByProgram(folder, "7z", "canary.txt.7z", "dir/canary.txt", "7z", "a", "-bd", "-m0=bzip2", "canary.txt.7z", "dir"),
    };

    /// <summary>A zip with one entry that holds the credential.</summary>
    public static byte[] Zip(string name, CompressionLevel level) => Zip(name, level, FormatSamples.Text());

    /// <summary>A zip with one entry.</summary>
    public static byte[] Zip(string name, CompressionLevel level, byte[] content)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create))
        {
            using Stream entry = zip.CreateEntry(name, level).Open();
            entry.Write(content);
        }

        return stream.ToArray();
    }

    /// <summary>A tar with one entry that holds the credential.</summary>
    public static byte[] Tar(string name, TarEntryFormat format)
    {
        var stream = new MemoryStream();
        using (var tar = new TarWriter(stream, format))
        {
            TarEntryType type = format == TarEntryFormat.V7 ? TarEntryType.V7RegularFile : TarEntryType.RegularFile;
            TarEntry entry = format switch
            {
                TarEntryFormat.V7 => new V7TarEntry(type, name),
                TarEntryFormat.Ustar => new UstarTarEntry(type, name),
                TarEntryFormat.Gnu => new GnuTarEntry(type, name),
                _ => new PaxTarEntry(type, name),
            };
            entry.DataStream = new MemoryStream(FormatSamples.Text());
            tar.WriteEntry(entry);
        }

        return stream.ToArray();
    }

    private static byte[] Pack(Func<Stream, Stream> compressor)
    {
        var stream = new MemoryStream();
        using (Stream compressed = compressor(stream))
        {
            compressed.Write(FormatSamples.Text());
        }

        return stream.ToArray();
    }
}
