using System.Buffers;

namespace ArtifactGate.Artifacts.Git;

/// <summary>An object that others are built from, in memory or, when that is used up, in a temporary file.</summary>
internal sealed class GitContent : IDisposable
{
    private readonly GitMemory _memory;
    private readonly Budget _budget;
    private byte[] _bytes = [];
    private SpoolFile? _file;

    private GitContent(GitMemory memory, Budget budget) => (_memory, _budget) = (memory, budget);

    /// <summary>Bytes.</summary>
    public long Length { get; private set; }

    /// <summary>Reads content to its end.</summary>
    /// <param name="content">The content.</param>
    /// <param name="length">Its bytes; it is checked that it is no longer.</param>
    /// <param name="memory">What may stay in memory, of all objects together.</param>
    /// <param name="budget">Pays for the space.</param>
    /// <exception cref="InvalidDataException">It is longer.</exception>
    public static GitContent Read(Stream content, long length, GitMemory memory, Budget budget)
    {
        var result = new GitContent(memory, budget);
        try
        {
            if (memory.Take(length))
            {
                result._bytes = ArrayPool<byte>.Shared.Rent((int)length);
                result.Length = length;
                content.ReadExactly(result._bytes, 0, (int)length);
            }
            else
            {
                result._file = new SpoolFile(budget);
                result.Spool(content, length);
            }

            return content.ReadByte() < 0 ? result : throw new InvalidDataException("longer than it says");
        }
        catch
        {
            result.Dispose();
            throw;
        }
    }

    /// <summary>A stream over it that seeks.</summary>
    public Stream Open() => _file is not null ? _file.Open() : new MemoryStream(_bytes, 0, (int)Length, writable: false, publiclyVisible: true);

    /// <inheritdoc/>
    public void Dispose()
    {
        _file?.Dispose();
        if (_bytes.Length > 0)
        {
            _memory.Give(Length);
            _bytes.AsSpan(0, (int)Length).Clear();
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = [];
        }
    }

    private void Spool(Stream content, long length)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            while (Length < length)
            {
                _budget.CheckTime();
                int read = content.Read(buffer, 0, (int)Math.Min(buffer.Length, length - Length));
                _file!.Append(buffer.AsSpan(0, read > 0 ? read : throw new EndOfStreamException()));
                Length += read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }
}
