using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ArtifactGate.Artifacts.Git;

/// <summary>The names of objects: the hash over type, length and content.</summary>
internal static class GitId
{
    /// <summary>The name of an object.</summary>
    public static byte[] Of(string type, long length, Stream content, HashAlgorithmName algorithm)
    {
        using var hash = IncrementalHash.CreateHash(algorithm);
        hash.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{type} {length}\0")));
        byte[] buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            for (int read = content.Read(buffer); read > 0; read = content.Read(buffer))
            {
                hash.AppendData(buffer, 0, read);
            }
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }

        return hash.GetHashAndReset();
    }
}
