using System.Globalization;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Formats;

/// <summary>
/// A zlib stream that is a file of its own (RFC 1950): a loose object of git, saved data of many programs. Two bytes say little, so the head
/// must decompress: to its checksum, or for as long as it lasts. What follows the stream is read too, and so are further streams.
/// </summary>
internal sealed class ZlibFormat : IArtifactFormat
{
    // Chance bytes that begin right are no deflate data for as long as this.
    private const int LeastPacked = 64;
    private const int HeadLength = 4096;

    public string Name => "zlib";

    public bool NeedsRandomAccess => true;

    public bool KeepsBytes => false;

    // What has no length although it has a head is a decoded run, which may be a piece of a longer one: the walker itself unpacks as much of
    // it as there is.
    public Fit Recognize(ReadOnlySpan<byte> head, ContentNode node) =>
        node.Length != 0 && ZlibStream.Begins(head) && Decompresses(head) ? Fit.Generic : Fit.None;

    public IEnumerable<WalkItem> Open(ContentNode container, Budget budget)
    {
        using Stream whole = container.Open();
        byte[] head = new byte[HeadLength];
        long at = 0;
        while (at < whole.Length)
        {
            budget.CheckEntries();
            whole.Position = at;
            int read = whole.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            if (at > 0 && !(ZlibStream.Begins(head.AsSpan(0, read)) && Decompresses(head.AsSpan(0, read))))
            {
                long start = at;
                yield return new WalkItem.Content(new ContentNode(Place(container, at), container, start, whole.Length - start));
                break;
            }

            var packed = new SubStream(container.Open(), at, whole.Length - at);
            using var stream = new ZlibStream(packed);
            yield return new WalkItem.Content(new ContentNode(at == 0 ? container.Path.Inside(WithoutSuffix(container.Path.Name)) : Place(container, at), () => stream)
            {
                PackedLength = whole.Length - at,
                TarPath = at == 0 ? container.Path : null,
                Origin = container.Origin,
            });

            // Whoever stopped reading has said why.
            if (!stream.Ended)
            {
                break;
            }

            at += stream.InputPosition;
        }

        Array.Clear(head);
    }

    private static bool Decompresses(ReadOnlySpan<byte> head)
    {
        byte[] copy = head.ToArray();
        try
        {
            return ZlibStream.IsCertain(new MemoryStream(copy, writable: false), LeastPacked);
        }
        finally
        {
            Array.Clear(copy);
        }
    }

    private static ArtifactPath Place(ContentNode container, long offset) => container.Path.Inside(string.Create(CultureInfo.InvariantCulture, $"@{offset}"));

    private static string WithoutSuffix(string file)
    {
        string name = Path.GetFileName(file);
        string suffix = Path.GetExtension(name);
        return suffix is ".zlib" or ".zz" or ".z" && name.Length > suffix.Length ? name[..^suffix.Length] : name;
    }
}
