using ArtifactGate.Detection;

namespace ArtifactGate.Engine.Walking;

/// <summary>One decoded run in a batch of them.</summary>
/// <param name="Start">Its first byte in the batch.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="Run">What the run takes of the node, or of what is decoded around it.</param>
/// <param name="Base">Decoded bytes of the same run before this piece, so that a place in the run has one number.</param>
/// <param name="Encoding">The innermost encoding; null when only the width of the characters was changed.</param>
internal readonly record struct DecodedPiece(int Start, int Length, ByteRange Run, long Base, string? Encoding)
{
    /// <summary>The runs around this one, outermost first: the first in the node, each further in what the one before decodes to.</summary>
    public IReadOnlyList<ByteRange> Outer { get; init; } = [];

    /// <summary>The encodings around this one, outermost first.</summary>
    public IReadOnlyList<string> Around { get; init; } = [];

    /// <summary>Where each byte was, when that is known; a credential then has a place of its own, not only that of the run.</summary>
    public SourceMap? Map { get; init; }

    /// <summary>How the characters were encoded, when their width was changed.</summary>
    public TextForm Form { get; init; } = TextForm.Utf8;

    /// <summary>Whether it begins as UTF-16 in big endian does.</summary>
    public bool IsBigEndian { get; init; }

    /// <summary>The encodings around what is in it, outermost first.</summary>
    public IReadOnlyList<string> Chain => Encoding is null ? Around : [.. Around, Encoding];

    /// <summary>The runs around what is in it. Where each byte has its own place there is no run to speak of.</summary>
    public IReadOnlyList<ByteRange> Runs => Map is null ? [.. Outer, Run] : Outer;

    /// <summary>Where a byte of the batch is, in what the innermost of <see cref="Runs"/> decodes to.</summary>
    public SourcePlaces Places => Map is null ? new SourcePlaces(null, Base - Start) : new SourcePlaces(Map, -Start);
}
