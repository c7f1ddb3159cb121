using System.Formats.Tar;
using System.IO.Compression;
using SharpCompress.Compressors.BZip2;

namespace ArtifactGate.Testing.Formats;

/// <summary>Single compressed files.</summary>
public static class CompressedSamples
{
    /// <summary>The makers, see <see cref="FormatSamples.Makers"/>.</summary>
    public static IReadOnlyDictionary<string, FormatMaker> Makers { get; } = new Dictionary<string, FormatMaker>
    {
        ["gzip"] = ByLibrary("gzip", ".gz", s => new GZipStream(s, CompressionLevel.Optimal, leaveOpen: true)),
        ["bzip2"] = ByLibrary("bzip2", ".bz2", s => BZip2Stream.Create(s, SharpCompress.Compressors.CompressionMode.Compress, decompressConcatenated: false, leaveOpen: true)),
        ["zlib"] = ByLibrary("zlib", ".zz", s => new ZLibStream(s, CompressionLevel.Optimal, leaveOpen: true)),
        ["android-assembly"] = new(Carries.File, (_, items) => new("android-assembly", AndroidAssembly.Pack(items.Single().Content), item => item.Name) { FileName = items.Single().Name }),
        ["xz"] = ByProgram("xz", ".xz", "xz", "-kf"),
        ["zstd"] = ByProgram("zstd", ".zst", "zstd", "-qf"),
        ["lzip"] = ByProgram("lzip", ".lz", "lzip", "-kf"),
        ["lzma"] = ByProgram("lzma", ".lzma", "xz", "-kf", "--format=lzma"),

        // Without a tar in it nobody can tell that it is cut off between two codes.
        ["compress"] = new(Carries.Tree, Compress),

        // These are told by their names, which only an entry has here.
        ["brotli"] = Named("brotli", ".br", s => new BrotliStream(s, CompressionLevel.Optimal, leaveOpen: true)),
        ["deflate"] = Named("deflate", ".compressed", s => new DeflateStream(s, CompressionLevel.Optimal, leaveOpen: true)),
    };

    // Its name is its own without the suffix; without a suffix, its own.
    private static FormatMaker ByLibrary(string format, string suffix, Func<Stream, Stream> compressor) =>
        new(Carries.File, (_, items) => new(format, Pack(items.Single().Content, compressor), item => item.Name) { FileName = items.Single().Name + suffix });

    private static FormatMaker ByProgram(string format, string suffix, string program, params string[] options) => new(Carries.File, (folder, items) =>
        FormatSamples.ByProgram(format, folder, items, item => item.Name, items.Single().Name + suffix, program, [.. options, items.Single().Name]) is { } made
            ? made with { FileName = items.Single().Name + suffix } : null);

    private static FormatSample? Compress(string folder, IReadOnlyList<PayloadItem> items)
    {
        File.WriteAllBytes(Path.Combine(folder, "app.tar"), ArchiveSamples.Tar(items, TarEntryFormat.Ustar));
        return FormatSamples.ByProgram(folder, "app.tar.Z", "compress", "-f", "app.tar") is { } made ? new("compress", made, FormatSamples.AtItsName) : null;
    }

    private static FormatMaker Named(string format, string suffix, Func<Stream, Stream> compressor) => new(Carries.Tree, (_, items) => new(
        format,
        ArchiveSamples.Zip([.. items.Select(i => new PayloadItem(i.Name + suffix, Pack(i.Content, compressor)))], CompressionLevel.NoCompression),
        item => $"{item.Name}{suffix}!{Path.GetFileName(item.Name)}"));

    private static byte[] Pack(byte[] content, Func<Stream, Stream> compressor)
    {
        var stream = new MemoryStream();
        using (Stream compressed = compressor(stream))
        {
            compressed.Write(content);
        }

        return stream.ToArray();
    }
}
