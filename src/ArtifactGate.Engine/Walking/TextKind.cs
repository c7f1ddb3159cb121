using System.Buffers;

namespace ArtifactGate.Engine.Walking;

/// <summary>Tells text from other bytes by the head of a node: only in text do neighbours explain a value.</summary>
internal static class TextKind
{
    // Tab, line feed, form feed, carriage return and escape occur in text; the other control characters do not.
    private static readonly SearchValues<byte> NoText = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Select(i => (byte)i).Except("\t\n\f\r\u001b"u8.ToArray())]);

    /// <summary>Whether the node is text in ASCII, UTF-8, an 8-bit code page, or UTF-16 with a byte order mark.</summary>
    public static bool IsText(ReadOnlySpan<byte> head) =>
        head is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] || !head.ContainsAny(NoText);
}
