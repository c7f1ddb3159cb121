using System.Buffers;
using System.Security.Cryptography;
using ArtifactGate.Artifacts.Streams;
using Microsoft.Win32.SafeHandles;

namespace ArtifactGate.Artifacts;

/// <summary>
/// A file that is opened once and read by many at places of their own. A package has thousands of entries, and opening the file anew for each
/// costs more than reading most of them.
/// </summary>
public sealed class ArtifactFile : IDisposable
{
    private const int BufferSize = 128 * 1024;

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
    public string Sha256()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            using Stream stream = Open();
            for (int read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
            {
                hash.AppendData(buffer, 0, read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();
}
