using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts;

/// <summary>
/// A temporary file that nobody else can open and that no crash leaves behind. On Unix it is readable by its owner alone and loses its
/// name as soon as it is open; on Windows the system deletes it with its last handle, also when the process is killed.
/// </summary>
internal sealed class SpoolFile : IDisposable
{
    private readonly Budget _budget;
    private readonly FileStream _file;

    /// <summary>Creates an empty file.</summary>
    /// <exception cref="BudgetExceededException">The temporary folder cannot be written.</exception>
    public SpoolFile(Budget budget)
    {
        _budget = budget;
        try
        {
            _file = Create(Path.Combine(Path.GetTempPath(), "artifactgate-" + Path.GetRandomFileName()));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new BudgetExceededException(UnreadReason.Spool, "no temporary file could be made");
        }
    }

    /// <summary>Bytes written.</summary>
    public long Length { get; private set; }

    /// <summary>Writes at the end.</summary>
    /// <exception cref="BudgetExceededException">Over the limit, or the disk is full.</exception>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        _budget.AddSpool(bytes.Length);
        Length += bytes.Length;
        try
        {
            RandomAccess.Write(_file.SafeFileHandle, bytes, Length - bytes.Length);
        }
        catch (IOException)
        {
            // Not the artifact's fault: it must not be called corrupt.
            throw new BudgetExceededException(UnreadReason.Spool, "the temporary file could not be written; is the disk full?");
        }
    }

    /// <summary>A stream over what was written, with a position of its own.</summary>
    public Stream Open() => new HandleStream(_file.SafeFileHandle, Length);

    /// <inheritdoc/>
    public void Dispose()
    {
        _file.Dispose();
        _budget.AddSpool(-Length);
        Length = 0;
    }

    private static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.Delete, BufferSize = 0 };
        if (OperatingSystem.IsWindows())
        {
            options.Options = FileOptions.DeleteOnClose;
            return new FileStream(path, options);
        }

        options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(path, options);
        File.Delete(path);
        return file;
    }
}
