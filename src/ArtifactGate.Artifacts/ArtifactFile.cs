using ArtifactGate.Artifacts.Streams;
using Microsoft.Win32.SafeHandles;

namespace ArtifactGate.Artifacts;

/// <summary>
/// A file that is opened once and read by many at places of their own. A package has thousands of entries, and opening the file anew for each
/// costs more than reading most of them.
/// </summary>
public sealed class ArtifactFile : IDisposable
{
    private readonly SafeFileHandle _handle;

    /// <summary>Opens a file, which others may go on writing, renaming and deleting.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public ArtifactFile(string path)
    {
        _handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        Length = RandomAccess.GetLength(_handle);
    }

    /// <summary>Bytes when it was opened.</summary>
    public long Length { get; }

    /// <summary>A stream with a position of its own, without a buffer. Valid until this object is disposed.</summary>
    public Stream Open() => new HandleStream(_handle, Length);

    /// <summary>The SHA-256 of the whole content, 64 hexadecimal digits.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public string Sha256(CancellationToken cancellation = default)
    {
        using Stream stream = Open();
        return StreamHash.Sha256(stream, cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();
}
