using System.Buffers.Binary;

namespace ArtifactGate.Artifacts.Streams;

/// <summary>Bytes, then a stream, in which some numbers are others: a file as another format would write it. Seeks; owns the stream.</summary>
/// <param name="prefix">The first bytes.</param>
/// <param name="rest">What follows them.</param>
/// <param name="numbers">Numbers of four bytes, each with its place in the whole.</param>
internal sealed class PrefixedStream(byte[] prefix, Stream rest, IReadOnlyList<(long At, uint Value)> numbers) : SeekableStream
{
    public override long Length => prefix.Length + rest.Length;

    public override int Read(Span<byte> buffer)
    {
        int read;
        if (Position < prefix.Length)
        {
            read = Math.Min(buffer.Length, prefix.Length - (int)Position);
            prefix.AsSpan((int)Position, read).CopyTo(buffer);
        }
        else
        {
            rest.Position = Position - prefix.Length;
            read = rest.Read(buffer);
            Replace(buffer[..read]);
        }

        Position += read;
        return read;
    }

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
                long place = at + i - Position;
                if (place >= 0 && place < bytes.Length)
                {
                    bytes[(int)place] = number[i];
                }
            }
        }
    }
}
