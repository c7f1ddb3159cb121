using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ArtifactGate.Testing;

/// <summary>Builds a container image in memory, as an OCI image layout or as <c>docker save</c> would write it.</summary>
public sealed class TestImage
{
    private readonly List<(byte[] Blob, string Unpacked, string MediaType, string? Instruction)> _layers = [];
    private readonly List<string> _environment = [];
    private Func<byte[], byte[]> _change = config => config;

    /// <summary>An image without anything in it.</summary>
    public TestImage()
    {
    }

    private TestImage(TestImage other)
    {
        Name = other.Name;
        _layers.AddRange(other._layers);
        _environment.AddRange(other._environment);
    }

    /// <summary>The name that the image goes by.</summary>
    public string Name { get; init; } = "app";

    /// <summary>Adds a layer of files; a name that ends in <c>/</c> is a folder.</summary>
    /// <param name="instruction">What the history says made it.</param>
    /// <param name="compress">Whether it is a compressed tar.</param>
    /// <param name="files">Names and contents.</param>
    /// <returns>How the report calls the layer in an OCI image.</returns>
    public string AddLayer(string? instruction, bool compress, params ReadOnlySpan<(string Name, byte[] Content)> files)
    {
        byte[] tar = TarOf(files);
        byte[] blob = compress ? Gzip(tar) : tar;
        _layers.Add((blob, Digest(tar), "application/vnd.oci.image.layer.v1.tar" + (compress ? "+gzip" : ""), instruction));
        return Digest(blob);
    }

    /// <summary>Adds a layer that only who has a key can read.</summary>
    /// <param name="blob">What it looks like.</param>
    public void AddEncryptedLayer(byte[] blob) => _layers.Add((blob, Digest(blob), "application/vnd.oci.image.layer.v1.tar+gzip+encrypted", null));

    /// <summary>Adds a variable to the environment of the container.</summary>
    public TestImage AddEnvironment(string variable)
    {
        _environment.Add(variable);
        return this;
    }

    /// <summary>The files of an OCI image layout.</summary>
    public IReadOnlyDictionary<string, byte[]> Layout() => Layout(this);

    /// <summary>The files of an OCI image layout whose configuration was changed.</summary>
    /// <param name="change">Gets the configuration and gives the one to ship.</param>
    public IReadOnlyDictionary<string, byte[]> LayoutWith(Func<byte[], byte[]> change) => Layout(new TestImage(this) { _change = change });

    /// <summary>The files of an OCI image layout with several images.</summary>
    public static IReadOnlyDictionary<string, byte[]> Layout(params IReadOnlyList<TestImage> images)
    {
        var files = new Dictionary<string, byte[]> { ["oci-layout"] = "{\"imageLayoutVersion\":\"1.0.0\"}"u8.ToArray() };
        object Add(byte[] blob, string mediaType)
        {
            files["blobs/" + Digest(blob).Replace(':', '/')] = blob;
            return new { mediaType, digest = Digest(blob), size = blob.Length };
        }

        var manifests = new List<object>();
        foreach (TestImage image in images)
        {
            object config = Add(image.Config(), "application/vnd.oci.image.config.v1+json");
            object[] layers = [.. image._layers.Select(l => Add(l.Blob, l.MediaType))];
            byte[] manifest = Json(new { schemaVersion = 2, config, layers });
            Add(manifest, "application/vnd.oci.image.manifest.v1+json");
            manifests.Add(new
            {
                mediaType = "application/vnd.oci.image.manifest.v1+json",
                digest = Digest(manifest),
                size = manifest.Length,
                annotations = new Dictionary<string, string> { ["org.opencontainers.image.ref.name"] = image.Name },
            });
        }

        files["index.json"] = Json(new { schemaVersion = 2, manifests });
        return files;
    }

    /// <summary>The files of <c>docker save</c>, the manifest last.</summary>
    public IReadOnlyDictionary<string, byte[]> DockerArchive()
    {
        string id = Digest(Config())[7..];
        var files = new Dictionary<string, byte[]>();
        var names = new List<string>();
        foreach ((byte[] blob, _, _, _) in _layers)
        {
            names.Add($"{Digest(blob)[7..]}/layer.tar");
            files[names[^1]] = blob;
        }

        files[id + ".json"] = Config();
        files["manifest.json"] = Json(new[] { new { Config = id + ".json", RepoTags = new[] { Name + ":latest" }, Layers = names } });
        return files;
    }

    /// <summary>A tar of files.</summary>
    public static byte[] TarOf(IReadOnlyDictionary<string, byte[]> files) => TarOf([.. files.Select(f => (f.Key, f.Value))]);

    /// <summary>A tar of files and folders.</summary>
    public static byte[] TarOf(params ReadOnlySpan<(string Name, byte[] Content)> files)
    {
        var stream = new MemoryStream();
        using (var tar = new TarWriter(stream))
        {
            foreach ((string name, byte[] content) in files)
            {
                // A fixed time, so that the same files make the same layer.
                bool isFolder = name.EndsWith('/');
                var entry = new PaxTarEntry(isFolder ? TarEntryType.Directory : TarEntryType.RegularFile, name) { ModificationTime = DateTimeOffset.UnixEpoch };
                if (!isFolder)
                {
                    entry.DataStream = new MemoryStream(content);
                }

                tar.WriteEntry(entry);
            }
        }

        return stream.ToArray();
    }

    /// <summary>Content, compressed.</summary>
    public static byte[] Gzip(byte[] content)
    {
        var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Optimal))
        {
            gzip.Write(content);
        }

        return stream.ToArray();
    }

    /// <summary><c>sha256:</c> and the digest of a blob.</summary>
    public static string Digest(byte[] blob) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(blob));

    private byte[] Config() => _change(Json(new
    {
        architecture = "amd64",
        os = "linux",
        config = new { Env = _environment, Cmd = new[] { "/app/run" } },
        rootfs = new { type = "layers", diff_ids = _layers.Select(l => l.Unpacked) },
        history = _layers.Select(l => new { created_by = l.Instruction ?? "" })
            .Concat<object>(_environment.Select(e => new { created_by = $"ENV {e}", empty_layer = true })),
    }));

    private static byte[] Json(object value) => Encoding.UTF8.GetBytes(JsonSerializer.Serialize(value));
}
