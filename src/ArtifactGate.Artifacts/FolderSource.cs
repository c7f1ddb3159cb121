using ArtifactGate.Artifacts.Images;

namespace ArtifactGate.Artifacts;

/// <summary>Yields the files of a folder, however deep, as one artifact.</summary>
public static class FolderSource
{
    /// <summary>
    /// The files below <paramref name="directory"/> in the order of their paths, each with its path relative to the folder, <c>/</c> between
    /// names, as one segment. A link to a file is read as its target, because that is what a copy of the folder ships; a link to a folder is
    /// followed unless it leads back into a folder it is in.
    /// </summary>
    public static IEnumerable<WalkItem> Enumerate(ArtifactPath root, string directory, Budget budget) => Enumerate(root, directory, budget, null);

    /// <summary>The same, watched.</summary>
    internal static IEnumerable<WalkItem> Enumerate(ArtifactPath root, string directory, Budget budget, FolderReading? reading)
    {
        ArgumentNullException.ThrowIfNull(root);
        ArgumentNullException.ThrowIfNull(budget);
        IEnumerable<WalkItem> items = EnumerateFolder(root, directory, "", [], budget, reading);
        items = reading is null ? items : ToTheEnd(items, reading);
        return IsImage(directory) ? OpenImage(root, items) : items;
    }

    /// <summary>Whether the folder is an OCI image layout, whose blobs are then opened as the image that they are.</summary>
    public static bool IsImage(string directory) => ImageReader.IsOciLayout(name => System.IO.File.Exists(Path.Combine(directory, name)));

    /// <summary>
    /// Every file below <paramref name="directory"/> with its relative path, sorted: for a digest, and for the names that a glob means.
    /// Pipes, devices and links that lead nowhere have no bytes that could ship, and are left out.
    /// </summary>
    /// <exception cref="IOException">A folder cannot be listed.</exception>
    public static IEnumerable<(string Relative, string FullPath)> Files(string directory)
    {
        ArgumentNullException.ThrowIfNull(directory);
        foreach (WalkItem item in EnumerateFolder(new ArtifactPath(directory), directory, "", [], new Budget(new Limits { MaxEntries = long.MaxValue })))
        {
            if (item is WalkItem.Content content)
            {
                yield return (content.Node.Path.Name, Path.Combine(directory, content.Node.Path.Name));
            }
            else if (item is WalkItem.Unread { Path: var path } && (path.Segments.IsEmpty || Directory.Exists(Path.Combine(directory, path.Name))))
            {
                throw new IOException($"the folder '{Path.Combine(directory, path.Segments.IsEmpty ? "" : path.Name)}' cannot be listed");
            }
        }
    }

    private static IEnumerable<WalkItem> ToTheEnd(IEnumerable<WalkItem> items, FolderReading reading)
    {
        foreach (WalkItem item in items)
        {
            yield return item;
        }

        reading.NotedAll();
    }

    private static IEnumerable<WalkItem> OpenImage(ArtifactPath root, IEnumerable<WalkItem> items)
    {
        List<WalkItem> all = [.. items];
        var files = all.OfType<WalkItem.Content>().ToDictionary(c => c.Node.Path.Name, c => c.Node, StringComparer.Ordinal);
        return [.. new ImageReader(root, new ImageFiles(files, new Dictionary<string, string>())).Open(), .. all.OfType<WalkItem.Unread>()];
    }

    private static IEnumerable<WalkItem> EnumerateFolder(ArtifactPath root, string directory, string prefix, HashSet<string> ancestors,
        Budget budget, FolderReading? reading = null)
    {
        budget.CheckTime();
        string real = RealPath(directory);
        if (!ancestors.Add(real))
        {
            yield break;
        }

        FileSystemInfo[] entries;
        WalkItem.Unread? failed = null;
        try
        {
            entries = [.. new DirectoryInfo(directory).EnumerateFileSystemInfos().OrderBy(e => e.Name, StringComparer.Ordinal)];
        }
        catch (Exception failure) when (UnreadReasons.Of(failure) is { } unread)
        {
            entries = [];
            failed = new WalkItem.Unread(prefix.Length == 0 ? root : root.Inside(prefix.TrimEnd('/')), unread.Reason, unread.Detail);
        }

        if (failed is not null)
        {
            yield return failed;
        }
        else if (entries.Length == 0 && prefix.Length > 0)
        {
            yield return new WalkItem.Named(root.Inside(prefix.TrimEnd('/')));
        }

        foreach (FileSystemInfo entry in entries)
        {
            string relative = prefix + entry.Name;
            if (Directory.Exists(entry.FullName))
            {
                foreach (WalkItem item in EnumerateFolder(root, entry.FullName, relative + "/", ancestors, budget, reading))
                {
                    yield return item;
                }
            }
            else
            {
                yield return File(root, entry.FullName, relative, directory, prefix, reading);
            }
        }

        ancestors.Remove(real);
    }

    private static WalkItem File(ArtifactPath root, string fullPath, string relative, string directory, string prefix, FolderReading? reading)
    {
        var info = new FileInfo(fullPath);
        FileSystemInfo target = info.ResolveLinkTarget(returnFinalTarget: true) ?? info;
        if (!target.Exists)
        {
            return new WalkItem.Unread(root.Inside(relative), UnreadReason.Corrupt, "a link that leads nowhere");
        }

        if (SpecialFile.Is(target.FullName))
        {
            return new WalkItem.Unread(root.Inside(relative), UnreadReason.Unsupported, "a pipe, socket or device and no file");
        }

        reading?.Note(relative, (FileInfo)target);
        Func<Stream> open = reading is null ? () => OpenFile(fullPath) : () => reading.Watch(relative, OpenFile(fullPath));
        return new WalkItem.Content(new ContentNode(root.Inside(relative), open)
        {
            Length = (target as FileInfo)?.Length,
            RandomAccess = true,
            Sibling = name => Sibling(root, directory, prefix, name),
        });
    }

    private static ContentNode? Sibling(ArtifactPath root, string directory, string prefix, string name)
    {
        // Full names in the container, as the interface has it: only those beside the file can be meant.
        string local = name.StartsWith(prefix, StringComparison.Ordinal) ? name[prefix.Length..] : "/";
        string path = Path.Combine(directory, local);
        return !local.Contains('/', StringComparison.Ordinal) && System.IO.File.Exists(path)
            ? new ContentNode(root.Inside(name), () => OpenFile(path)) { RandomAccess = true, Length = new FileInfo(path).Length }
            : null;
    }

    private static FileStream OpenFile(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 16 * 1024);

    private static string RealPath(string directory) =>
        new DirectoryInfo(directory).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? Path.GetFullPath(directory);
}
