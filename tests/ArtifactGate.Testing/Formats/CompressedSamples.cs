using System.Formats.Tar;
using System.IO.Compression;

namespace ArtifactGate.Testing.Formats;

/// <summary>Single compressed files of the rarer kinds.</summary>
public static class CompressedSamples
{
    /// <summary>The samples, see <see cref="FormatSamples.Makers"/>.</summary>
    public static IReadOnlyDictionary<string, Func<string, FormatSample?>> Makers { get; } = new Dictionary<string, Func<string, FormatSample?>>
    {
        ["lzip"] = folder => FormatSamples.ByProgram(folder, "lzip", "canary.txt.lz", "sample", "lzip", "-k", "canary.txt"),
        ["lzma"] = folder => FormatSamples.ByProgram(folder, "lzma", "canary.txt.lzma", "sample", "xz", "-k", "--format=lzma", "canary.txt"),

        // Without a tar in it nobody can tell that it is cut off between two codes.
        ["compress"] = Compress,
        ["zlib"] = _ => new("zlib", Pack(s => new ZLibStream(s, CompressionLevel.Optimal, leaveOpen: true)), "sample"),

        // Brotli is told by its name, which only an entry has here.
        ["brotli"] = _ => new("brotli", InZip("canary.txt.br", Pack(s => new BrotliStream(s, CompressionLevel.Optimal, leaveOpen: true))), "canary.txt.br!canary.txt"),
    };

    private static FormatSample? Compress(string folder)
    {
        File.WriteAllBytes(Path.Combine(folder, "app.tar"), ArchiveSamples.Tar("dir/canary.txt", TarEntryFormat.Ustar));
        return FormatSamples.ByProgram(folder, "compress", "app.tar.Z", "dir/canary.txt", "compress", "-f", "app.tar");
    }

    private static byte[] InZip(string name, byte[] content)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create))
        {
            using Stream entry = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
            entry.Write(content);
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
