namespace ArtifactGate.Artifacts.Streams;

/// <summary>A range of a seekable stream as a stream of its own, which seeks too. Owns the stream around it.</summary>
internal sealed class SubStream(Stream around, long start, long length) : SeekableStream
{
    public override long Length => length;

    public override int Read(Span<byte> buffer)
    {
        int wanted = (int)Math.Clamp(length - Position, 0, buffer.Length);
        if (wanted == 0)
        {
            return 0;
        }

        around.Position = start + Position;
        int read = around.Read(buffer[..wanted]);
        if (read == 0)
        {
            throw new EndOfStreamException();
        }

        Position += read;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            around.Dispose();
        }

        base.Dispose(disposing);
    }
}
