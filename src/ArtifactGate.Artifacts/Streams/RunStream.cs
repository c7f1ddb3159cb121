namespace ArtifactGate.Artifacts.Streams;

/// <summary>Ranges of a seekable stream, one after the other, as a stream of its own, which seeks too. Owns the stream around it.</summary>
internal sealed class RunStream : Stream
{
    private readonly Stream _around;
    private readonly IReadOnlyList<(long Offset, long Length)> _runs;
    private readonly long[] _starts;
    private long _position;

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

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length { get; }

    public override long Position
    {
        get => _position;
        set => _position = value >= 0 ? value : throw new IOException("a position before the start");
    }

    public override int Read(Span<byte> buffer)
    {
        if (_position >= Length || buffer.IsEmpty)
        {
            return 0;
        }

        int at = Array.BinarySearch(_starts, _position);
        at = at >= 0 ? at : ~at - 1;
        long inside = _position - _starts[at];
        int wanted = (int)Math.Min(buffer.Length, _runs[at].Length - inside);
        _around.Position = _runs[at].Offset + inside;
        int read = _around.Read(buffer[..wanted]);
        if (read == 0)
        {
            throw new EndOfStreamException();
        }

        _position += read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => Length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _around.Dispose();
        }

        base.Dispose(disposing);
    }
}
