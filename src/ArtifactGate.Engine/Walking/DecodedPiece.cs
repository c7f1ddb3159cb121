namespace ArtifactGate.Engine.Walking;

/// <summary>One decoded run in a batch of them.</summary>
/// <param name="Start">Its first byte in the batch.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="Offset">Where the outermost run begins in the node.</param>
/// <param name="Span">Bytes of the node the outermost run takes.</param>
/// <param name="Base">Decoded bytes of the same run before this piece, so that a place in the run has one number.</param>
/// <param name="Encoding">The innermost encoding.</param>
internal readonly record struct DecodedPiece(int Start, int Length, long Offset, long Span, long Base, string Encoding);
