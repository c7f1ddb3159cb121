using System.Text.Unicode;
using ArtifactGate.Artifacts.Brotli;
using ArtifactGate.Artifacts.Memory;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Formats;

/// <summary>
/// A file compressed with brotli, as ASP.NET Core and Blazor ship one beside each static file. It has no magic number, so its name tells; text
/// of that name, which no brotli is, stays text.
/// </summary>
internal sealed class BrotliFormat() : CompressedFileFormat("brotli", ".br")
{
    public override Fit Recognize(ReadOnlySpan<byte> head, ContentNode node) =>
        !head.IsEmpty && node.Path.Name.EndsWith(".br", StringComparison.OrdinalIgnoreCase) && (BrotliFileStream.MayBegin(head) || !IsText(head)) ? Fit.Named : Fit.None;

    protected override bool HasMagic(ReadOnlySpan<byte> head) => false;

    protected override (Stream Content, string? StoredName) Decompress(Stream packed, MemoryAccount memory, HiddenParts hidden) => (new BrotliFileStream(packed, memory, hidden), null);

    // The head may end within a character.
    private static bool IsText(ReadOnlySpan<byte> head)
    {
        for (int cut = 0; cut < 4 && cut < head.Length; cut++)
        {
            if (Utf8.IsValid(head[..^cut]))
            {
                return !head.ContainsAnyInRange((byte)0, (byte)8);
            }
        }

        return false;
    }
}
