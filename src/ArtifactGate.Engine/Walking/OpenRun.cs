using ArtifactGate.Detection;

namespace ArtifactGate.Engine.Walking;

/// <summary>An encoded run that is longer than what is decoded at a time.</summary>
/// <param name="Offset">Its first byte in the node.</param>
/// <param name="Form">How its characters are encoded.</param>
/// <param name="Carried">The last characters of the piece before, so that a value across the border is seen whole.</param>
/// <param name="Decoded">Bytes that the characters before the carried ones decoded to.</param>
internal readonly record struct OpenRun(long Offset, TextForm Form, byte[] Carried, long Decoded)
{
    /// <summary>The same run after one more piece, which held these characters, the carried ones included.</summary>
    public OpenRun Continue(ReadOnlySpan<byte> characters)
    {
        // Whole groups of four are left behind, so that the next piece decodes in step.
        int done = Math.Max(0, characters.Length - (Detector.Overlap * 4 / 3)) / 4 * 4;
        return this with { Carried = characters[done..].ToArray(), Decoded = Decoded + (done / 4 * 3) };
    }
}
