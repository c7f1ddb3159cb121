using System.Collections.Concurrent;
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
    public void Note(string relative, FileInfo file) => _files.TryAdd(relative, new Watched(relative, file.Length, file.LastWriteTimeUtc));

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
        var lines = new List<FolderLine>(_files.Count);
        var changed = new SortedSet<string>(StringComparer.Ordinal);
        long total = 0;
        foreach ((string relative, string path) in FolderSource.Files(directory))
        {
            Watched? watched = _files.GetValueOrDefault(relative);
            using var file = new ArtifactFile(path);
            if (again)
            {
                watched?.Saw(file.Sha256(cancellation));
            }

            lines.Add(new FolderLine(watched?.Sha256 ?? Convert.FromHexString(file.Sha256(cancellation)), file.Length, watched?.Relative ?? relative));
            total += file.Length;
            if (watched is null ? _all : !watched.FoundAgainAs(Target(path)))
            {
                changed.Add(relative);
            }
        }

        changed.UnionWith(_files.Values.Where(w => !w.IsThere).Select(w => w.Relative));
        return new FolderDigest(FolderLine.Digest(lines), total) { Changed = [.. changed] };
    }

    /// <summary>The file that a path means, which may be a link.</summary>
    public static FileInfo Target(string path)
    {
        var file = new FileInfo(path);
        return file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
    }

    // One for each file, as small as can be.
    private sealed class Watched(string relative, long length, DateTime written)
    {
        private byte[]? _sha256;
        private bool _differs;

        public string Relative => relative;

        public byte[]? Sha256 => _sha256;

        /// <summary>Whether it was found again at the end.</summary>
        public bool IsThere { get; private set; }

        public void Saw(string sha256)
        {
            byte[] bytes = Convert.FromHexString(sha256);
            byte[]? before = Interlocked.Exchange(ref _sha256, bytes);
            if (before is not null && !before.AsSpan().SequenceEqual(bytes))
            {
                Volatile.Write(ref _differs, true);
            }
        }

        /// <summary>Notes that it is there at the end; false when it is not what it was.</summary>
        public bool FoundAgainAs(FileInfo now)
        {
            IsThere = true;
            return !Volatile.Read(ref _differs) && now.Exists && now.Length == length && now.LastWriteTimeUtc == written;
        }
    }
}
