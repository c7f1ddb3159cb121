using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace ArtifactGate.Artifacts.Images;

/// <summary>
/// One layer, and what the walk has seen in it. Every file of every layer ships, also one that a later layer deletes or replaces; that a layer
/// hides a file shows in the names of its entries: <c>.wh.name</c> deletes <c>name</c>, and <c>.wh..wh..opq</c> all that lower layers have in
/// its folder (OCI image specification, layer, whiteouts).
/// </summary>
/// <param name="name">How the report calls the layer: its digest, or its path in the archive.</param>
internal sealed class ImageLayer(string name) : INodeOrigin
{
    private const string Whiteout = ".wh.";
    private const string Opaque = ".wh..wh..opq";

    private readonly List<LayerPlace> _places = [];

    // An image may have a million files, and nearly no finding: hashes of the names do.
    private readonly HashSet<ulong> _entries = [];
    private readonly HashSet<ulong> _deleted = [];
    private readonly HashSet<ulong> _opaque = [];

    /// <summary>How the report calls it.</summary>
    public string Name => name;

    /// <summary>Says that an image has the layer.</summary>
    public void AddPlace(LayerPlace place) => _places.Add(place);

    /// <inheritdoc/>
    public INodeOrigin Inside(string entry)
    {
        string path = Tar.TarName.Resolve(entry);
        string file = path[(path.LastIndexOf('/') + 1)..];
        string folder = path[..Math.Max(0, path.Length - file.Length - 1)];
        if (file == Opaque)
        {
            _opaque.Add(Hash(folder));
        }
        else if (file.StartsWith(Whiteout, StringComparison.Ordinal))
        {
            _deleted.Add(Hash(folder.Length == 0 ? file[Whiteout.Length..] : $"{folder}/{file[Whiteout.Length..]}"));
        }
        else
        {
            _entries.Add(Hash(path));
        }

        return new LayerFile(this, path);
    }

    /// <inheritdoc/>
    public IReadOnlyList<KeyValuePair<string, string>> Explain() => Explain(null);

    /// <summary>What is known of a file of this layer, or of the layer itself.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Explain(string? path)
    {
        var details = new List<KeyValuePair<string, string>> { new("layer", name) };
        if (_places.Count == 0)
        {
            return details;
        }

        LayerPlace place = _places[0];
        details.Add(new("layerIndex", place.Position));
        AddKnown("image", place.Image.Name);
        AddKnown("instruction", place.Instruction);

        // One image in which the file is still to be seen is enough for it to be no deleted file.
        (string Kind, LayerPlace By)?[] hidden = path is null ? [] : [.. _places.Select(p => p.HiddenBy(path))];
        if (hidden.Length > 0 && hidden.All(h => h is not null) && hidden[0] is { } by)
        {
            details.Add(new(by.Kind, by.By.Describe()));
        }

        return details;

        void AddKnown(string key, string? value)
        {
            if (value is not null)
            {
                details.Add(new(key, value));
            }
        }
    }

    /// <summary>How this layer hides a file of a lower one: <c>deletedIn</c>, <c>overwrittenIn</c>, or null when it does not.</summary>
    public string? Hides(string path)
    {
        if (_deleted.Contains(Hash(path)))
        {
            return "deletedIn";
        }

        for (int slash = path.LastIndexOf('/'); ; slash = slash <= 0 ? -1 : path.LastIndexOf('/', slash - 1))
        {
            string folder = slash < 0 ? "" : path[..slash];
            if (_opaque.Contains(Hash(folder)) || (slash >= 0 && _deleted.Contains(Hash(folder))))
            {
                return "deletedIn";
            }

            if (slash < 0)
            {
                return _entries.Contains(Hash(path)) ? "overwrittenIn" : null;
            }
        }
    }

    private static ulong Hash(string path) => XxHash3.HashToUInt64(MemoryMarshal.AsBytes(path.AsSpan()));

    private sealed class LayerFile(ImageLayer layer, string path) : INodeOrigin
    {
        public IReadOnlyList<KeyValuePair<string, string>> Explain() => layer.Explain(path);
    }
}
