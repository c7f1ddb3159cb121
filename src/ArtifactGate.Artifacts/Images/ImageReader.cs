using System.Text.Json;

namespace ArtifactGate.Artifacts.Images;

/// <summary>
/// Opens the images that a set of files carries: an OCI image layout (<c>oci-layout</c>, <c>index.json</c>, <c>blobs/</c>) or what
/// <c>docker save</c> writes (<c>manifest.json</c>). Every image of every platform, every layer once, and every other file too.
/// </summary>
/// <param name="root">Where the images hang.</param>
/// <param name="names">The files.</param>
internal sealed class ImageReader(ArtifactPath root, ImageFiles names)
{
    private const int DeepestIndex = 16;

    private readonly Dictionary<string, ImageLayer> _layers = new(StringComparer.Ordinal);
    private readonly List<WalkItem> _items = [];

    // An index may name another one many times, and that one a third: each is followed once, and not without end.
    private readonly HashSet<string> _opened = new(StringComparer.Ordinal);
    private int _depth;

    /// <summary>Whether these files are an OCI image layout.</summary>
    public static bool IsOciLayout(Func<string, bool> has) => has("oci-layout") && has("index.json");

    /// <summary>Whether these files carry images.</summary>
    public static bool HasImages(Func<string, bool> has) => IsOciLayout(has) || has("manifest.json");

    /// <summary>Everything, with what is missing or not what it should be as unread. Reads no layer.</summary>
    public IReadOnlyList<WalkItem> Open()
    {
        if (IsOciLayout(names.Has))
        {
            OpenDocument("index.json", null, index => OpenIndex(index, null));
        }
        else
        {
            OpenDocument("manifest.json", null, OpenDockerManifest);
        }

        _items.AddRange(names.Rest().Select(f => new WalkItem.Content(f)));
        return _items;
    }

    /// <summary>Opens the image or index of a digest, which need not be named by any file; everything, as <see cref="Open"/>.</summary>
    /// <param name="digest">The manifest or index.</param>
    /// <param name="name">What the image goes by.</param>
    public IReadOnlyList<WalkItem> OpenOne(ImageDigest digest, string name)
    {
        OpenDocument(digest.BlobName, digest, d => OpenManifest(d, name));
        _items.AddRange(names.Rest().Select(f => new WalkItem.Content(f)));
        return _items;
    }

    // The document itself is content too: annotations are text that whoever builds the image chose.
    private void OpenDocument(string name, ImageDigest? digest, Action<JsonElement> open)
    {
        if (names.Take(name) is { } file)
        {
            ArtifactPath path = digest is null ? file.Path : root.Inside(digest.Text);
            _items.Add(new WalkItem.Content(file.With(file.Open, file.Length, file.RandomAccess, path)));
        }

        if (!_opened.Add(name))
        {
            return;
        }

        if (_depth == DeepestIndex)
        {
            _items.Add(new WalkItem.Unread(root.Inside(digest?.Text ?? name), UnreadReason.Depth, $"more than {DeepestIndex} indexes in each other"));
            return;
        }

        _depth++;
        try
        {
            open(names.ReadJson(name, digest));
        }
        catch (Exception failure) when (failure is InvalidDataException or InvalidOperationException or KeyNotFoundException)
        {
            // A member of another kind than the specification says is no manifest either.
            _items.Add(new WalkItem.Unread(root.Inside(digest?.Text ?? name), UnreadReason.Corrupt, "is no manifest that can be followed"));
        }
        finally
        {
            _depth--;
        }
    }

    private void OpenIndex(JsonElement index, string? name)
    {
        foreach (JsonElement descriptor in index.GetProperty("manifests").EnumerateArray())
        {
            string? called = NameOf(descriptor) ?? name;
            if (DigestOf(descriptor) is not { } digest)
            {
                continue;
            }

            if (names.Has(digest.BlobName))
            {
                OpenDocument(digest.BlobName, digest, d => OpenManifest(d, called));
            }
            else
            {
                // Indexes name more platforms than were copied. What is not there does not ship, but nobody looked at it either.
                _items.Add(new WalkItem.Unread(root.Inside(digest.Text), UnreadReason.Unsupported, $"the manifest of {called ?? "an image"} is not here"));
            }
        }
    }

    private void OpenManifest(JsonElement manifest, string? name)
    {
        if (manifest.TryGetProperty("manifests", out _))
        {
            OpenIndex(manifest, name);
            return;
        }

        ImageConfig? config = manifest.TryGetProperty("config", out JsonElement descriptor) && DigestOf(descriptor) is { } digest
            ? OpenConfig(digest.BlobName, digest) : null;
        if (manifest.TryGetProperty("layers", out JsonElement layers))
        {
            AddImage(name, [.. layers.EnumerateArray().Select(LayerOf).OfType<ImageLayer>()], config);
        }
    }

    private void OpenDockerManifest(JsonElement manifest)
    {
        foreach (JsonElement image in manifest.EnumerateArray())
        {
            string? tags = image.TryGetProperty("RepoTags", out JsonElement list) && list.ValueKind == JsonValueKind.Array
                ? string.Join(", ", list.EnumerateArray().Select(t => t.GetString())) : null;
            ImageConfig? config = OpenConfig(FileOf(image.GetProperty("Config")), null);
            AddImage(string.IsNullOrEmpty(tags) ? null : tags, [.. image.GetProperty("Layers").EnumerateArray().Select(l => FileLayer(FileOf(l))).OfType<ImageLayer>()], config);
        }
    }

    private static void AddImage(string? name, IReadOnlyList<ImageLayer> layers, ImageConfig? config)
    {
        IReadOnlyList<string> instructions = config?.Instructions ?? [];

        // A history that does not fit the layers says of none of them what made it.
        new Image(name, layers).Place(instructions.Count == layers.Count ? instructions : []);
    }

    private ImageConfig? OpenConfig(string file, ImageDigest? digest)
    {
        if (!names.Has(file))
        {
            _items.Add(new WalkItem.Unread(root.Inside("config"), UnreadReason.Corrupt, "the configuration is not here"));
            return null;
        }

        try
        {
            var config = new ImageConfig(names.ReadJson(file, digest));
            if (names.Take(file) is not null)
            {
                _items.AddRange(config.Fragments(root.Inside("config")).Select(f => new WalkItem.Content(f)));
            }

            return config;
        }
        catch (InvalidDataException)
        {
            // No configuration of an image: other artifacts keep what they like here. It is read as the content it is.
            if (names.Take(file) is { } content)
            {
                ArtifactPath path = root.Inside(digest?.Text ?? file);
                _items.Add(new WalkItem.Content(digest is null ? content : ImageFiles.Verified(content, digest, path)));
            }

            return null;
        }
    }

    private ImageLayer? LayerOf(JsonElement descriptor)
    {
        if (DigestOf(descriptor) is not { } digest)
        {
            return null;
        }

        if (!names.Has(digest.BlobName))
        {
            bool foreign = descriptor.TryGetProperty("urls", out _);
            _items.Add(new WalkItem.Unread(root.Inside(digest.Text), foreign ? UnreadReason.Unsupported : UnreadReason.Corrupt,
                foreign ? "the layer is kept elsewhere, and not here" : "the layer is not here"));
        }

        if (descriptor.TryGetProperty("mediaType", out JsonElement kind) && kind.ValueKind == JsonValueKind.String && kind.GetString()!.EndsWith("+encrypted", StringComparison.Ordinal))
        {
            _items.Add(new WalkItem.Unread(root.Inside(digest.Text), UnreadReason.Encrypted, "an encrypted layer"));
        }

        return Layer(digest.Text, digest.BlobName, file => ImageFiles.Verified(file, digest, root.Inside(digest.Text)));
    }

    private ImageLayer? FileLayer(string name)
    {
        if (!names.Has(name))
        {
            _items.Add(new WalkItem.Unread(root.Inside(name), UnreadReason.Corrupt, "the layer is not here"));
        }

        return Layer(name, name, file => file);
    }

    private ImageLayer Layer(string name, string file, Func<ContentNode, ContentNode> open)
    {
        if (_layers.TryGetValue(name, out ImageLayer? known))
        {
            return known;
        }

        var layer = new ImageLayer(name);
        _layers.Add(name, layer);
        if (names.Take(file) is { } content)
        {
            ContentNode node = open(content);
            _items.Add(new WalkItem.Content(node.With(node.Open, node.Length, node.RandomAccess, origin: layer)));
        }

        return layer;
    }

    private ImageDigest? DigestOf(JsonElement descriptor)
    {
        if (ImageDigest.Parse(descriptor.GetProperty("digest").GetString()) is { } digest)
        {
            return digest;
        }

        _items.Add(new WalkItem.Unread(root, UnreadReason.Unsupported, "a digest that is neither sha256 nor sha512"));
        return null;
    }

    private static string FileOf(JsonElement name) => name.GetString() ?? throw new InvalidDataException("no file name");

    private static string? NameOf(JsonElement descriptor)
    {
        if (descriptor.TryGetProperty("annotations", out JsonElement annotations)
            && annotations.TryGetProperty("org.opencontainers.image.ref.name", out JsonElement reference))
        {
            return reference.GetString();
        }

        return descriptor.TryGetProperty("platform", out JsonElement platform)
            ? $"{platform.GetProperty("os").GetString()}/{platform.GetProperty("architecture").GetString()}" : null;
    }
}
