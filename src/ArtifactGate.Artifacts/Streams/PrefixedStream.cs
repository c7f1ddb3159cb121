using System.Buffers.Binary;

namespace ArtifactGate.Artifacts.Streams;

/// <summary>Bytes, then a stream, in which some numbers are others: a file as another format would write it. Seeks; owns the stream.</summary>
/// <param name="prefix">The first bytes.</param>
/// <param name="rest">What follows them.</param>
/// <param name="numbers">Numbers of four bytes, each with its place in the whole.</param>
internal sealed class PrefixedStream(byte[] prefix, Stream rest, IReadOnlyList<(long At, uint Value)> numbers) : Stream
{
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => prefix.Length + rest.Length;

    public override long Position
    {
        get => _position;
        set => _position = value >= 0 ? value : throw new IOException("a position before the start");
    }

    public override int Read(Span<byte> buffer)
    {
        int read;
        if (_position < prefix.Length)
        {
            read = Math.Min(buffer.Length, prefix.Length - (int)_position);
            prefix.AsSpan((int)_position, read).CopyTo(buffer);
        }
        else
        {
            rest.Position = _position - prefix.Length;
            read = rest.Read(buffer);
            Replace(buffer[..read]);
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
            rest.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Replace(Span<byte> bytes)
    {
        Span<byte> number = stackalloc byte[4];
        foreach ((long at, uint value) in numbers)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(number, value);
            for (int i = 0; i < number.Length; i++)
            {
                long place = at + i - _position;
                if (place >= 0 && place < bytes.Length)
                {
                    bytes[(int)place] = number[i];
                }
            }
        }
    }
}
