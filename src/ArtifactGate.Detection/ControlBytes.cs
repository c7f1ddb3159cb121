using System.Buffers;

namespace ArtifactGate.Detection;

/// <summary>The bytes that tell that others are no text.</summary>
public static class ControlBytes
{
    /// <summary>Tab, line feed, form feed, carriage return and escape occur in text; these are the other control characters of ASCII.</summary>
    public static SearchValues<byte> OfNoText { get; } = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Select(i => (byte)i).Except("\t\n\f\r\u001b"u8.ToArray())]);
}
