using System.Security.Cryptography;
using System.Text.Json;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Images;

/// <summary>The files that carry one or more images, of an archive or of a folder, and which of them were handed out already.</summary>
/// <param name="files">The files by name, with <c>/</c> between folders; all can be read in any order.</param>
/// <param name="links">For names that are links to another file, what they lead to: the content is handed out once.</param>
internal sealed class ImageFiles(IReadOnlyDictionary<string, ContentNode> files, IReadOnlyDictionary<string, string> links)
{
    /// <summary>Manifests, indexes and configurations are small; a larger one is read as any other content, but not understood.</summary>
    private const int LargestDocument = 16 * 1024 * 1024;

    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>Whether there is a file of this name.</summary>
    public bool Has(string name) => files.ContainsKey(name);

    /// <summary>The file, which will not be among <see cref="Rest"/>; null when there is none, or when it was taken before.</summary>
    public ContentNode? Take(string name) => files.TryGetValue(name, out ContentNode? file) && _taken.Add(links.GetValueOrDefault(name, name)) ? file : null;

    /// <summary>What nobody took.</summary>
    public IEnumerable<ContentNode> Rest() => files.Where(f => !links.ContainsKey(f.Key) && !_taken.Contains(f.Key)).OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => f.Value);

    /// <summary>Reads a JSON document.</summary>
    /// <exception cref="InvalidDataException">It is too large, no JSON, or not what its digest says.</exception>
    public JsonElement ReadJson(string name, ImageDigest? digest = null)
    {
        ContentNode file = files[name];
        if (file.Length is not <= LargestDocument)
        {
            throw new InvalidDataException("too large for a manifest");
        }

        byte[] bytes = new byte[file.Length.Value];
        using (Stream stream = file.Open())
        {
            stream.ReadExactly(bytes);
        }

        if (digest is not null && !CryptographicOperations.HashData(digest.Algorithm, bytes).AsSpan().SequenceEqual(digest.Value))
        {
            throw new InvalidDataException("another digest than its name says");
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw new InvalidDataException("no JSON");
        }
    }

    /// <summary>The content of a blob under its digest, verified when it is read to its end.</summary>
    public static ContentNode Verified(ContentNode file, ImageDigest digest, ArtifactPath path) =>
        file.With(() => new DigestStream(file.Open(), file.Length!.Value, digest.Algorithm, digest.Value), file.Length, randomAccess: false, path);
}
