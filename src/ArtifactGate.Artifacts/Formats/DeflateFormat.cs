using ArtifactGate.Artifacts.Deflate;
using ArtifactGate.Artifacts.Memory;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Formats;

/// <summary>
/// Deflate data (RFC 1951) that is a file of its own, as the resources are in which an assembly carries others (<c>costura.name.dll.compressed</c>). It has
/// neither magic number nor checksum: its name tells, and its head must decompress, to its end or for longer than anything else does.
/// </summary>
internal sealed class DeflateFormat() : CompressedFileFormat("deflate", ".compressed", ".deflate")
{
    // The walker gives a head as long as this, unless the content is shorter.
    private const int HeadLength = 4096;

    // What is no deflate data hardly ever reaches its end without being found wrong, and is found wrong before as many bytes.
    private const int LeastBeforeCut = 64;
    private const int LeastBeforeDamage = 512;

    public override Fit Recognize(ReadOnlySpan<byte> head, ContentNode node) => HasName(node.Path.Name) && Decompresses(head) ? Fit.Named : Fit.None;

    protected override bool HasMagic(ReadOnlySpan<byte> head) => false;

    protected override (Stream Content, string? StoredName) Decompress(Stream packed, MemoryAccount memory, HiddenParts hidden) => (new DeflateFileStream(packed, hidden), null);

    private static bool HasName(string name) => name.EndsWith(".compressed", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".deflate", StringComparison.OrdinalIgnoreCase);

    private static bool Decompresses(ReadOnlySpan<byte> head)
    {
        byte[] copy = head.ToArray(), content = new byte[HeadLength];
        using var stream = new DeflateFileStream(new MemoryStream(copy, writable: false), hidden: null);
        try
        {
            while (stream.Read(content) > 0)
            {
                // Only whether it goes on counts.
            }

            return copy.Length > 0;
        }
        catch (Exception damage) when (damage is EndOfStreamException or InvalidDataException)
        {
            // Cut off or damaged, which whoever opens it says.
            return stream.PackedPosition >= (damage is EndOfStreamException ? LeastBeforeCut : LeastBeforeDamage);
        }
        finally
        {
            Array.Clear(copy);
            Array.Clear(content);
        }
    }
}
