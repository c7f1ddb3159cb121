using System.Formats.Tar;
using System.IO.Compression;
using System.Resources;
using System.Text;
using ArtifactGate.Engine.Tests.Locating;
using ArtifactGate.Testing;
using SharpCompress.Compressors.BZip2;

namespace ArtifactGate.Engine.Tests.Acceptance;

/// <summary>One or more samples of every format, made by libraries and programs that others use too.</summary>
internal static class FormatSamples
{
    /// <summary>The planted credential.</summary>
    public static string Canary { get; } = SampleSecrets.GitHub(77);

    /// <summary>Each makes a sample in the folder it is given; null where the program it needs is missing.</summary>
    public static IReadOnlyDictionary<string, Func<string, FormatSample?>> Makers { get; } = new Dictionary<string, Func<string, FormatSample?>>
    {
        ["zip, deflated"] = _ => new("zip", Zip("dir/canary.txt", CompressionLevel.Optimal), "dir/canary.txt", true),
        ["zip, stored"] = _ => new("zip", Zip("dir/canary.txt", CompressionLevel.NoCompression), "dir/canary.txt", false),
        ["tar, pax"] = _ => new("tar", Tar("dir/canary.txt", TarEntryFormat.Pax), "dir/canary.txt", false),
        ["tar, gnu"] = _ => new("tar", Tar("dir/canary.txt", TarEntryFormat.Gnu), "dir/canary.txt", false),
        ["tar, ustar"] = _ => new("tar", Tar("dir/canary.txt", TarEntryFormat.Ustar), "dir/canary.txt", false),
        ["tar, old"] = _ => new("tar", Tar("dir/canary.txt", TarEntryFormat.V7), "dir/canary.txt", false),
        ["gzip"] = _ => new("gzip", Pack(s => new GZipStream(s, CompressionLevel.Optimal, leaveOpen: true)), "sample", true),
        ["bzip2"] = _ => new("bzip2", Pack(s => BZip2Stream.Create(s, SharpCompress.Compressors.CompressionMode.Compress, decompressConcatenated: false, leaveOpen: true)), "sample", true),
        ["xz"] = folder => Program(folder, "xz", "sample", "xz", "-k", "canary.txt"),
        ["zstd"] = folder => Program(folder, "zst", "sample", "zstd", "-q", "canary.txt"),
        ["7z"] = folder => Program(folder, "7z", "dir/canary.txt", "7z", "a", "-bd", "canary.txt.7z", "dir"),
        ["7z, solid bzip2"] = folder => Program(folder, "7z", "dir/canary.txt", "7z", "a", "-bd", "-m0=bzip2", "canary.txt.7z", "dir"),
        ["assembly"] = folder => new("assembly", Compile(folder, "Lib.dll"), "", false),
        ["assembly with embedded debug information"] = folder => new("assembly", Compile(folder, "Lib.dll", "-debug:embedded"), "", false),
        ["portable PDB with embedded source"] = folder => new("portable-pdb", Compile(folder, "Lib.pdb", "-debug:portable", "-embed"), "sources/*", true),
        ["OCI image"] = _ => new("image", TestImage.TarOf(Image().Layout()), "sha256:*!dir/canary.txt", true),
        ["docker image"] = _ => new("image", TestImage.TarOf(Image().DockerArchive()), "*/layer.tar!dir/canary.txt", true),
        ["resources"] = _ => new("resources", Resources(), "key", false),
    };

    /// <summary>A zip with one entry that holds the credential.</summary>
    public static byte[] Zip(string name, CompressionLevel level)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create))
        {
            using Stream entry = zip.CreateEntry(name, level).Open();
            entry.Write(Text());
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
            entry.DataStream = new MemoryStream(Text());
            tar.WriteEntry(entry);
        }

        return stream.ToArray();
    }

    // The credential stands in the middle of text that hardly compresses, so that cuts and flips hit something.
    private static byte[] Text()
    {
        var random = new Random(3);
        string Noise() => string.Concat(Enumerable.Range(0, 200).Select(_ => $"{random.NextInt64():x}\n"));
        return Encoding.UTF8.GetBytes($"{Noise()}key = {Canary}\n{Noise()}");
    }

    private static TestImage Image()
    {
        var image = new TestImage();
        image.AddLayer("COPY . /dir/ # buildkit", compress: true, ("dir/canary.txt", Text()));
        return image;
    }

    private static byte[] Pack(Func<Stream, Stream> compressor)
    {
        var stream = new MemoryStream();
        using (Stream compressed = compressor(stream))
        {
            compressed.Write(Text());
        }

        return stream.ToArray();
    }

    private static FormatSample? Program(string folder, string ending, string path, string program, params string[] arguments)
    {
        if (ProgramRun.Find(program) is null)
        {
            return null;
        }

        Directory.CreateDirectory(Path.Combine(folder, "dir"));
        File.WriteAllBytes(Path.Combine(folder, "canary.txt"), Text());
        File.WriteAllBytes(Path.Combine(folder, "dir", "canary.txt"), Text());
        ProgramRun run = ProgramRun.Start(program, arguments, folder);
        Assert.True(run.ExitCode == 0, run.Output);
        return new FormatSample(program, File.ReadAllBytes(Path.Combine(folder, "canary.txt." + ending)), path, true);
    }

    private static byte[] Compile(string folder, string result, params string[] options)
    {
        string source = Path.Combine(folder, "Client.cs");
        File.WriteAllText(source, $"class Client {{ string Key() => \"{(result == "Lib.pdb" ? "" : Canary)}\"; /* {(result == "Lib.pdb" ? Canary : "")} {string.Join(' ', Enumerable.Range(0, 500))} */ }}");
        Compiler.Compile(source, Path.Combine(folder, "Lib.dll"), options);
        return File.ReadAllBytes(Path.Combine(folder, result));
    }

    private static byte[] Resources()
    {
        var stream = new MemoryStream();
        using (var writer = new ResourceWriter(stream))
        {
            writer.AddResource("other", Encoding.UTF8.GetString(Text()).Replace(Canary, "", StringComparison.Ordinal));
            writer.AddResource("key", Canary);
            writer.Generate();
        }

        return stream.ToArray();
    }
}
