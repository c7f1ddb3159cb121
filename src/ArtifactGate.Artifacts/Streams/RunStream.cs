namespace ArtifactGate.Artifacts.Streams;

/// <summary>Ranges of a seekable stream, one after the other, as a stream of its own, which seeks too. Owns the stream around it.</summary>
internal sealed class RunStream : SeekableStream
{
    private readonly Stream _around;
    private readonly IReadOnlyList<(long Offset, long Length)> _runs;
    private readonly long[] _starts;

    /// <summary>Joins these ranges.</summary>
    public RunStream(Stream around, IReadOnlyList<(long Offset, long Length)> runs)
    {
        (_around, _runs) = (around, runs);
        _starts = new long[runs.Count];
        for (int i = 0; i < runs.Count; i++)
        {
            _starts[i] = Length;
            Length += runs[i].Length;
        }
    }

    public override long Length { get; }

    public override int Read(Span<byte> buffer)
    {
        if (Position >= Length || buffer.IsEmpty)
        {
            return 0;
        }

        int at = Array.BinarySearch(_starts, Position);
        at = at >= 0 ? at : ~at - 1;
        long inside = Position - _starts[at];
        int wanted = (int)Math.Min(buffer.Length, _runs[at].Length - inside);
        _around.Position = _runs[at].Offset + inside;
        int read = _around.Read(buffer[..wanted]);
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
            _around.Dispose();
        }

        base.Dispose(disposing);
    }
}
