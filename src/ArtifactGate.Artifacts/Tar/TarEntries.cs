using System.Formats.Tar;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Tar;

/// <summary>
/// The entries of a tar by the framework's reader, whose complaints about a kind of entry that it does not know are no fault of this program. The reader
/// keeps the stream of every entry until it is disposed, so that a long tar would take ever more memory; it is replaced now and then.
/// </summary>
/// <param name="stream">The tar, at the beginning of a header; not owned.</param>
internal sealed class TarEntries(Stream stream) : IDisposable
{
    /// <summary>Entries that one reader reads.</summary>
    internal const int MostOfOne = 1024;

    private TarReader _reader = new(stream, leaveOpen: true);
    private long? _lastEnd;
    private int _count;

    /// <summary>The next entry, or null at the end.</summary>
    /// <exception cref="InvalidDataException">What stands there cannot be read, and nothing behind it.</exception>
    public TarEntry? Next()
    {
        try
        {
            if (++_count >= MostOfOne && !stream.CanSeek && _lastEnd is long end)
            {
                Renew(end);
            }

            TarEntry? entry = _reader.GetNextEntry();
            _lastEnd = entry?.DataStream is null ? null : stream.Position + entry.Length;
            return entry;
        }
        catch (Exception failure) when (ForeignStream.IsDamage(failure))
        {
            throw new InvalidDataException("a tar header that cannot be read");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();

    // Where the last block of the last entry ends; whoever got its content may have read it, or a part of it.
    private void Renew(long end)
    {
        long rest = end - stream.Position + ((TarEnd.BlockSize - (end % TarEnd.BlockSize)) % TarEnd.BlockSize);
        Span<byte> buffer = stackalloc byte[TarEnd.BlockSize];
        for (; rest > 0; rest -= buffer.Length)
        {
            buffer = buffer[..(int)Math.Min(rest, buffer.Length)];
            stream.ReadExactly(buffer);
        }

        _reader.Dispose();
        _reader = new TarReader(stream, leaveOpen: true);
        _count = 0;
    }
}
