namespace ArtifactGate.Artifacts.Streams;

/// <summary>
/// Input for those decoders of the library that take it byte by byte and go on with zeros or ones where it has ended: here the end is an
/// error, because such data says itself where it ends. Owns the stream.
/// </summary>
internal sealed class StrictInput(Stream inner) : ChunkedStream(inner)
{
    /// <exception cref="EndOfStreamException">The input has ended.</exception>
    public override int ReadByte() => TakeByte() is var next and >= 0 ? next : throw new EndOfStreamException();

    /// <exception cref="EndOfStreamException">The input has ended.</exception>
    public override int Read(Span<byte> buffer)
    {
        int read = base.Read(buffer);
        return read > 0 || buffer.IsEmpty ? read : throw new EndOfStreamException();
    }
}
