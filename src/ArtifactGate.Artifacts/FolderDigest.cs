using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ArtifactGate.Artifacts;

/// <summary>What a folder contains, in one digest.</summary>
/// <param name="Sha256">SHA-256 over the sorted lines <c>sha256 size relative/path</c>, each ended by a line feed; 64 hexadecimal digits.</param>
/// <param name="Size">Bytes of all files.</param>
public sealed record FolderDigest(string Sha256, long Size)
{
    /// <summary>Reads every file below <paramref name="directory"/>.</summary>
    /// <exception cref="IOException">A file or folder cannot be read.</exception>
    public static FolderDigest Of(string directory)
    {
        var lines = new List<string>();
        long total = 0;
        foreach ((string relative, string path) in FolderSource.Files(directory))
        {
            using var file = new ArtifactFile(path);
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{file.Sha256()} {file.Length} {relative}\n"));
            total += file.Length;
        }

        lines.Sort(StringComparer.Ordinal);
        return new FolderDigest(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines)))), total);
    }
}
