using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts;

/// <summary>
/// Watches a folder while its files are read, so that its digest is that of the bytes that were looked at, and not of those that somebody put
/// in their place afterwards. A file that is read from its first byte to its last is hashed on the way. One that is read here and there (an
/// archive, an assembly) is hashed at the end, and must then have the length and the time that it had when it was found.
/// </summary>
/// <param name="directory">The folder.</param>
internal sealed class FolderReading(string directory)
{
    private readonly ConcurrentDictionary<string, Watched> _files = new(StringComparer.Ordinal);
    private bool _all;

    /// <summary>Remembers a file as it was found.</summary>
    public void Note(string relative, FileInfo file) => _files.TryAdd(relative, new Watched(file.Length, file.LastWriteTimeUtc));

    /// <summary>Says that every file there is has been noted: one that turns up later was not looked at.</summary>
    public void NotedAll() => _all = true;

    /// <summary>The content of a file that was noted, hashed as far as it is read in one go.</summary>
    public Stream Watch(string relative, Stream content) => new WitnessStream(content, sha256 => _files[relative].Saw(sha256));

    /// <summary>The digest of what was read, and the files that were not the same all the time.</summary>
    /// <param name="again">Whether every file is hashed once more, because length and time, which anybody can set back, are not enough.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="IOException">A file or folder cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public FolderDigest Digest(bool again = false, CancellationToken cancellation = default)
    {
        var lines = new List<string>();
        var changed = new SortedSet<string>(_files.Keys, StringComparer.Ordinal);
        long total = 0;
        foreach ((string relative, string path) in FolderSource.Files(directory))
        {
            Watched? watched = _files.GetValueOrDefault(relative);
            using var file = new ArtifactFile(path);
            if (again)
            {
                watched?.Saw(file.Sha256(cancellation));
            }

            lines.Add(Line(watched?.Sha256 ?? file.Sha256(cancellation), file.Length, relative));
            total += file.Length;
            if (watched is null && _all)
            {
                changed.Add(relative);
            }
            else if (watched is null || watched.Is(Target(path)))
            {
                changed.Remove(relative);
            }
        }

        lines.Sort(StringComparer.Ordinal);
        return new FolderDigest(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines)))), total) { Changed = [.. changed] };
    }

    /// <summary>The file that a path means, which may be a link.</summary>
    public static FileInfo Target(string path)
    {
        var file = new FileInfo(path);
        return file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
    }

    // A name with a line feed would read as two lines, so that one file could pass for two others. Such a line is escaped, and begins with
    // a backslash to say so, as sha256sum writes it.
    private static string Line(string sha256, long length, string relative) => relative.Contains('\n', StringComparison.Ordinal)
        ? string.Create(CultureInfo.InvariantCulture, $"\\{sha256} {length} {relative.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\n")
        : string.Create(CultureInfo.InvariantCulture, $"{sha256} {length} {relative}\n");

    private sealed class Watched(long length, DateTime written)
    {
        private readonly Lock _lock = new();
        private string? _sha256;
        private bool _differs;

        public string? Sha256 => _sha256;

        public void Saw(string sha256)
        {
            lock (_lock)
            {
                _differs |= _sha256 is not null && _sha256 != sha256;
                _sha256 = sha256;
            }
        }

        public bool Is(FileInfo now) => !_differs && now.Exists && now.Length == length && now.LastWriteTimeUtc == written;
    }
}
