using System.Formats.Tar;
using System.Text;

namespace ArtifactGate.Artifacts.Tar;

/// <summary>The attributes of an entry (pax extended headers) that say something of their own, and not what the entry is: comments, and any other name.</summary>
internal static class TarAttributes
{
    // What is shorter holds no credential.
    private const int Shortest = 16;

    // Of POSIX; they are read as what they say.
    private static readonly HashSet<string> Usual = new(StringComparer.Ordinal)
    {
        "path", "linkpath", "size", "uid", "gid", "uname", "gname", "mtime", "atime", "ctime", "charset", "hdrcharset",
    };

    /// <summary>Each as text that is labelled with its name, at the place of the entry.</summary>
    /// <param name="entry">The entry; one that holds for all that follow counts too.</param>
    /// <param name="container">The tar.</param>
    /// <param name="name">The name of the entry.</param>
    public static IEnumerable<ContentNode> Of(TarEntry entry, ContentNode container, string name)
    {
        IReadOnlyDictionary<string, string>? attributes = entry switch
        {
            PaxTarEntry pax => pax.ExtendedAttributes,
            PaxGlobalExtendedAttributesTarEntry all => all.GlobalExtendedAttributes,
            _ => null,
        };
        ArtifactPath path = entry is PaxGlobalExtendedAttributesTarEntry ? container.Path : container.Path.Inside(name);
        foreach ((string key, string value) in attributes ?? new Dictionary<string, string>())
        {
            if (value.Length >= Shortest && !Usual.Contains(key) && !key.StartsWith("GNU.sparse.", StringComparison.Ordinal))
            {
                byte[] bytes = Encoding.UTF8.GetBytes(value);
                yield return new ContentNode(path, () => new MemoryStream(bytes, writable: false)) { Length = bytes.Length, RandomAccess = true, Label = key, Member = key };
            }
        }
    }
}
