using System.Formats.Tar;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Tar;

/// <summary>The files of a tar that can be read in any order, by name. A later entry of a name replaces an earlier one, as when it is unpacked.</summary>
internal sealed class TarIndex
{
    private readonly Dictionary<string, ContentNode> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _links = new(StringComparer.Ordinal);
    private readonly List<WalkItem> _others = [];

    private TarIndex()
    {
    }

    /// <summary>The files, links to files among them, each at its name in <c>container</c>.</summary>
    public IReadOnlyDictionary<string, ContentNode> Files => _files;

    /// <summary>For each link between files, what it leads to.</summary>
    public IReadOnlyDictionary<string, string> Links => _links;

    /// <summary>What is not in <see cref="Files"/>: entries that were replaced, bytes behind the end, a missing end.</summary>
    public IReadOnlyList<WalkItem> Others => _others;

    /// <summary>Reads the headers, and passes over the content.</summary>
    /// <exception cref="InvalidDataException">No tar, or cut off.</exception>
    /// <exception cref="BudgetExceededException">Too many entries.</exception>
    public static TarIndex Read(ContentNode container, Budget budget)
    {
        var index = new TarIndex();
        using Stream stream = container.Open();
        TarLongHeaders.Check(stream, budget);
        using (var entries = new TarEntries(stream))
        {
            long count = 0;
            while (entries.Next() is { } entry)
            {
                budget.CheckTime();
                if (++count > budget.Limits.MaxEntries)
                {
                    throw new BudgetExceededException(UnreadReason.Entries, $"more than {budget.Limits.MaxEntries} entries (--max-entries)");
                }

                index.Add(container, entry);
            }
        }

        index.ResolveLinks(container);
        index.AddEnd(container, stream, budget);
        return index;
    }

    private void Add(ContentNode container, TarEntry entry)
    {
        if (SparseFile.Is(entry))
        {
            throw new InvalidDataException("a sparse file, whose content is not what stands here");
        }

        string name = TarName.Normalize(entry.Name);
        if (entry.EntryType is TarEntryType.SymbolicLink or TarEntryType.HardLink)
        {
            string folder = entry.EntryType == TarEntryType.HardLink ? "" : name[..(name.LastIndexOf('/') + 1)];
            _links[name] = TarName.Resolve(folder + TarName.Normalize(entry.LinkName));
        }
        else if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile)
        {
            (long offset, long length) = (entry.DataOffset, entry.Length);
            if (_files.Remove(name, out ContentNode? replaced))
            {
                _others.Add(new WalkItem.Content(replaced));
            }

            _files[name] = new ContentNode(container.Path.Inside(name), () => length == 0 ? Stream.Null : new SubStream(container.Open(), offset, length))
            {
                Length = length,
                RandomAccess = true,
            };
        }
        else if (entry.Length > 0 && entry.EntryType is not (TarEntryType.Directory or TarEntryType.DirectoryList))
        {
            _others.Add(new WalkItem.Unread(container.Path.Inside(name), UnreadReason.Unsupported, $"tar entry type {entry.EntryType}"));
        }
    }

    private void ResolveLinks(ContentNode container)
    {
        foreach ((string name, string target) in _links)
        {
            if (!_files.ContainsKey(name) && _files.TryGetValue(target, out ContentNode? file))
            {
                _files[name] = file.With(file.Open, file.Length, randomAccess: true, container.Path.Inside(name));
            }
        }
    }

    private void AddEnd(ContentNode container, Stream stream, Budget budget)
    {
        long position = stream.Position;
        byte[] last = new byte[TarEnd.BlockSize];
        stream.Position = Math.Max(0, position - last.Length);
        stream.ReadExactly(last);
        if (last.AsSpan().ContainsAnyExcept((byte)0))
        {
            _others.Add(TarEnd.Missing(container));
        }
        else if (TarEnd.Find(stream, position, budget) is { } hidden)
        {
            long length = stream.Length - hidden.Offset;
            _others.Add(hidden.In(container, () => new SubStream(container.Open(), hidden.Offset, length), length));
        }
    }
}
