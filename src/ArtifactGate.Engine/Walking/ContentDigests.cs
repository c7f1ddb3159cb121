using System.Collections.Concurrent;
using System.Security.Cryptography;
using ArtifactGate.Artifacts;

namespace ArtifactGate.Engine.Walking;

/// <summary>
/// Digests of content that was not read completely, so that a policy can accept exactly these bytes. Only of what can be read once more; each is
/// read once more at most, however many of its entries stay unread.
/// </summary>
internal sealed class ContentDigests(CancellationToken cancellation)
{
    private readonly ConcurrentDictionary<ContentNode, Lazy<string?>> _known = new();

    /// <summary>64 hexadecimal digits in lower case, or null where the bytes cannot be had.</summary>
    public string? Of(ContentNode content) => content.RandomAccess && content.Label is null
        ? _known.GetOrAdd(content, c => new Lazy<string?>(() => Compute(c))).Value
        : null;

    private string? Compute(ContentNode content)
    {
        byte[] buffer = new byte[64 * 1024];
        try
        {
            using Stream stream = content.Open();
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            for (int read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
            {
                cancellation.ThrowIfCancellationRequested();
                hash.AppendData(buffer, 0, read);
            }

            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
        catch (Exception failure) when (UnreadReasons.Of(failure) is not null)
        {
            return null; // it was not read for the same reason
        }
        finally
        {
            Array.Clear(buffer);
        }
    }
}
