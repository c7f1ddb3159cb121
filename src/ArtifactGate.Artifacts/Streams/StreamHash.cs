using System.Buffers;
using System.Security.Cryptography;

namespace ArtifactGate.Artifacts.Streams;

/// <summary>The SHA-256 of a stream, taken so that whoever stops the run need not wait for the end of a large file.</summary>
internal static class StreamHash
{
    private const int BufferSize = 128 * 1024;

    /// <summary>64 hexadecimal digits in lower case.</summary>
    /// <param name="stream">Read to its end.</param>
    /// <param name="cancellation">Asked for each buffer.</param>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static string Sha256(Stream stream, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            for (int read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
            {
                cancellation.ThrowIfCancellationRequested();
                hash.AppendData(buffer, 0, read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
