using ArtifactGate.Artifacts.Memory;
using ArtifactGate.Artifacts.Streams;
using SharpCompress.Archives;
using SharpCompress.Archives.Rar;
using SharpCompress.Readers;

namespace ArtifactGate.Artifacts.Rar;

/// <summary>The library's view of an archive: names that only it decodes, and decompressed content, file by file in the order of the blocks.</summary>
internal sealed class RarContents : IDisposable
{
    private readonly IArchive? _archive;
    private readonly List<IArchiveEntry> _entries = [];
    private readonly bool _solid;
    private readonly MemoryLoan _loan;
    private OwnThread? _thread;
    private IReader? _reader;
    private int _reached = -1;

    /// <summary>Reads the headers, as far as they can be read.</summary>
    /// <param name="stream">The archive, for this object alone; it is not owned.</param>
    /// <param name="solid">Whether files are compressed one after the other.</param>
    /// <param name="most">How many files there are.</param>
    /// <param name="account">Lends the memory of the library's window.</param>
    public RarContents(Stream stream, bool solid, long most, MemoryAccount account)
    {
        _solid = solid;
        _loan = new MemoryLoan(account, isGarbage: true);
        try
        {
            _archive = RarArchive.OpenArchive(stream, new ReaderOptions { LeaveStreamOpen = true });
            foreach (IArchiveEntry entry in _archive.Entries)
            {
                if (_entries.Count >= most)
                {
                    break;
                }

                _entries.Add(entry);
            }
        }
        catch (Exception failure) when (ForeignStream.IsDamage(failure) || failure is IOException)
        {
            // What it does not come to is said file by file.
        }
    }

    /// <summary>The name of a file, or null.</summary>
    public string? NameOf(int index)
    {
        try
        {
            return index < _entries.Count ? _entries[index].Key?.Replace('\\', '/') : null;
        }
        catch (Exception failure) when (ForeignStream.IsDamage(failure))
        {
            return null;
        }
    }

    /// <summary>The content of a file, which is not encrypted and all here. In a solid archive they are asked for in order.</summary>
    /// <param name="index">Which.</param>
    /// <param name="dictionary">Bytes of memory that its header tells.</param>
    public Stream Open(int index, long dictionary) => new ThreadStream(_thread ??= new OwnThread(), () => new ForeignStream(Stream.Null, () =>
    {
        _loan.RaiseTo(dictionary);
        return OpenEntry(index);
    }));

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            _ = _thread?.Run(Close) ?? Close();
        }
        catch (Exception failure) when (ForeignStream.IsDamage(failure))
        {
            // Some readers complain about what was not read.
        }
        finally
        {
            _thread?.Dispose();
            _loan.Dispose();
        }
    }

    private bool Close()
    {
        _reader?.Dispose();
        _archive?.Dispose();
        return true;
    }

    private Stream OpenEntry(int index)
    {
        if (index >= _entries.Count)
        {
            throw new InvalidDataException("a file that cannot be found again");
        }

        if (!_solid)
        {
            return _entries[index].OpenEntryStream();
        }

        // Files that nobody asked for are passed over, which decompresses them.
        _reader ??= _archive!.ExtractAllEntries();
        while (_reached < index)
        {
            if (!_reader.MoveToNextEntry())
            {
                throw new InvalidDataException("a file that cannot be found again");
            }

            _reached++;
        }

        return _reader.OpenEntryStream();
    }
}
