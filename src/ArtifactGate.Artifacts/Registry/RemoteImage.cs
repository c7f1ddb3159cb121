using System.Security.Cryptography;
using System.Text.Json;
using ArtifactGate.Artifacts.Images;

namespace ArtifactGate.Artifacts.Registry;

/// <summary>An image in a registry, for every platform that it is made for. Its digest is resolved once; layers come while they are read.</summary>
public sealed class RemoteImage : IDisposable
{
    /// <summary>Registries must take manifests of 4 MiB; a larger one is none.</summary>
    private const int LargestManifest = 16 * 1024 * 1024;

    private const int MostManifests = 10_000;

    private static readonly string[] ManifestTypes =
    [
        "application/vnd.oci.image.index.v1+json", "application/vnd.oci.image.manifest.v1+json",
        "application/vnd.docker.distribution.manifest.list.v2+json", "application/vnd.docker.distribution.manifest.v2+json",
    ];

    private readonly ImageReference _reference;
    private readonly RegistryClient _client;
    private readonly ImageDigest _digest;
    private readonly byte[] _root;
    private Dictionary<string, ContentNode>? _files;

    private RemoteImage(ImageReference reference, RegistryClient client, byte[] root)
    {
        (_reference, _client, _root) = (reference, client, root);
        _digest = ImageDigest.Parse("sha256:" + Convert.ToHexStringLower(SHA256.HashData(root)))!;
    }

    /// <summary>The SHA-256 of the manifest or index that the reference means, 64 hexadecimal digits.</summary>
    public string Sha256 => _digest.Text["sha256:".Length..];

    /// <summary>Bytes of all that the image consists of, each once. Known when <see cref="Open"/> was called.</summary>
    public long Size { get; private set; }

    /// <summary>Asks the registry which image the reference means.</summary>
    /// <param name="reference">The image.</param>
    /// <param name="login">What to log in with, or null.</param>
    /// <param name="version">The version of this program, which the registry is told.</param>
    /// <param name="cancellation">Ends every wait, also while layers are read.</param>
    /// <exception cref="RegistryException">There is no such image, or the registry does not give it.</exception>
    public static RemoteImage Resolve(ImageReference reference, RegistryLogin? login, string version, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(reference);
        var client = new RegistryClient(reference, login, version, cancellation);
        try
        {
            byte[] root = Manifest(client, reference.Reference) ?? throw new RegistryException($"{reference.Registry} has no {reference.Repository} with {(reference.Digest is null ? "the tag" : "the digest")} {reference.Reference}");
            return reference.Digest is { } wanted && !CryptographicOperations.HashData(wanted.Algorithm, root).AsSpan().SequenceEqual(wanted.Value)
                ? throw new RegistryException($"{reference.Registry} gave another manifest than that with the digest {wanted.Text}")
                : new RemoteImage(reference, client, root);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>Everything the image consists of, with what is missing or not what its digest says as unread. Reads no layer.</summary>
    /// <param name="root">Where the image hangs.</param>
    /// <exception cref="RegistryException">The registry does not give a manifest that it has.</exception>
    public IReadOnlyList<WalkItem> Open(ArtifactPath root)
    {
        _files = new Dictionary<string, ContentNode>(StringComparer.Ordinal);
        AddDocument(root, _digest, _root);
        Size = _files.Values.Sum(f => f.Length ?? 0);
        return new ImageReader(root, new ImageFiles(_files, new Dictionary<string, string>())).OpenOne(_digest, _reference.Tag ?? _reference.Repository);
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private void AddDocument(ArtifactPath root, ImageDigest digest, byte[] bytes)
    {
        var pending = new Queue<(ImageDigest Digest, byte[] Bytes)>([(digest, bytes)]);
        while (pending.TryDequeue(out var next))
        {
            _files![next.Digest.BlobName] = InMemory(root, next.Digest, next.Bytes);
            foreach (JsonElement descriptor in Descriptors(next.Bytes, "manifests"))
            {
                if (Named(descriptor) is { } named && !_files.ContainsKey(named.BlobName) && Manifest(_client, named.Text) is { } manifest)
                {
                    if (_files.Count == MostManifests)
                    {
                        throw new RegistryException($"the image has more than {MostManifests} manifests");
                    }

                    _files[named.BlobName] = InMemory(root, named, manifest);
                    pending.Enqueue((named, manifest));
                }
            }

            foreach (JsonElement descriptor in Descriptors(next.Bytes, "layers"))
            {
                AddBlob(root, descriptor, inMemory: false);
            }

            foreach (JsonElement descriptor in Descriptors(next.Bytes, "config"))
            {
                AddBlob(root, descriptor, inMemory: true);
            }
        }
    }

    // Layers whose bytes are somewhere else (Windows base images were) are no part of the repository, unless it has them all the same.
    private void AddBlob(ArtifactPath root, JsonElement descriptor, bool inMemory)
    {
        if (Named(descriptor) is not { } digest || _files!.ContainsKey(digest.BlobName))
        {
            return;
        }

        string path = "blobs/" + digest.Text;
        long? length = descriptor.TryGetProperty("size", out JsonElement size) && size.TryGetInt64(out long bytes) && bytes >= 0 ? bytes : null;
        if (length is null || (descriptor.TryGetProperty("urls", out _) && !Has(path, digest.Text)))
        {
            return;
        }

        _files[digest.BlobName] = inMemory && length <= LargestManifest
            ? InMemory(root, digest, Download(_client, path, digest.Text) ?? throw new RegistryException($"the registry does not have {digest.Text}"))
            : new ContentNode(root.Inside(digest.Text), () => new BlobStream(_client, path, digest.Text)) { Length = length };
    }

    private bool Has(string path, string name)
    {
        using var content = new BlobStream(_client, path, name);
        return content.Exists();
    }

    private static ContentNode InMemory(ArtifactPath root, ImageDigest digest, byte[] bytes) =>
        new(root.Inside(digest.Text), () => new MemoryStream(bytes, writable: false)) { Length = bytes.Length, RandomAccess = true };

    private static byte[]? Manifest(RegistryClient client, string reference) => Download(client, "manifests/" + reference, reference, ManifestTypes);

    private static byte[]? Download(RegistryClient client, string path, string name, IReadOnlyList<string>? accept = null)
    {
        using var content = new BlobStream(client, path, name, accept);
        if (!content.Exists())
        {
            return null;
        }

        var bytes = new MemoryStream();
        byte[] buffer = new byte[64 * 1024];
        for (int read = content.Read(buffer); read > 0; read = content.Read(buffer))
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > LargestManifest)
            {
                throw new RegistryException($"{name} is too large for a manifest");
            }
        }

        return bytes.ToArray();
    }

    private static ImageDigest? Named(JsonElement descriptor) => descriptor.ValueKind == JsonValueKind.Object
        && descriptor.TryGetProperty("digest", out JsonElement digest) && digest.ValueKind == JsonValueKind.String ? ImageDigest.Parse(digest.GetString()) : null;

    // Whoever opens the document says what is wrong with it; here only what it names is looked up.
    private static IReadOnlyList<JsonElement> Descriptors(byte[] document, string member)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(document);
            return json.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty(member, out JsonElement value) ? []
                : value.ValueKind == JsonValueKind.Array ? [.. value.Clone().EnumerateArray()]
                : value.ValueKind == JsonValueKind.Object ? [value.Clone()] : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
