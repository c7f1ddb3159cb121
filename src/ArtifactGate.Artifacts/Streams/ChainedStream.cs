namespace ArtifactGate.Artifacts.Streams;

/// <summary>Bytes that were already read, then the stream they came from. Does not own that stream.</summary>
internal sealed class ChainedStream(byte[] head, Stream rest) : ForwardStream
{
    private int _at;

    public override int Read(Span<byte> buffer)
    {
        int count = Math.Min(buffer.Length, head.Length - _at);
        if (count == 0)
        {
            return rest.Read(buffer);
        }

        head.AsSpan(_at, count).CopyTo(buffer);
        _at += count;
        return count;
    }
}
