using System.Collections.Concurrent;
using ArtifactGate.Artifacts;
using ArtifactGate.Artifacts.Streams;

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
        try
        {
            using Stream stream = content.Open();
            return StreamHash.Sha256(stream, cancellation);
        }
        catch (Exception failure) when (UnreadReasons.Of(failure) is not null)
        {
            return null; // it was not read for the same reason
        }
    }
}
