using System.Buffers;

namespace ArtifactGate.Artifacts.Streams;

/// <summary>
/// The next bytes of a stream that goes on behind them: the content of one entry of a forward-only archive. Verifies the sum of all bytes where
/// the archive has one. Does not own the stream.
/// </summary>
internal sealed class SectionStream(Stream around, long length, uint? sum = null) : ForwardStream
{
    private const int ChunkSize = 16 * 1024;

    private uint _sum;

    /// <summary>Bytes read so far.</summary>
    public long Total { get; private set; }

    /// <exception cref="EndOfStreamException">The stream ends too early.</exception>
    /// <exception cref="InvalidDataException">The sum differs.</exception>
    public override int Read(Span<byte> buffer)
    {
        int wanted = (int)Math.Min(buffer.Length, length - Total);
        if (wanted == 0)
        {
            return !buffer.IsEmpty && sum is not null && sum != _sum ? throw new InvalidDataException("a checksum differs") : 0;
        }

        int read = around.Read(buffer[..wanted]);
        if (read == 0)
        {
            throw new EndOfStreamException();
        }

        Total += read;
        if (sum is not null)
        {
            foreach (byte b in buffer[..read])
            {
                _sum += b;
            }
        }

        return read;
    }

    /// <summary>Passes over what was not read, so that the stream stands behind the section.</summary>
    /// <exception cref="EndOfStreamException">The stream ends too early.</exception>
    public void Drain(Budget budget)
    {
        if (Total == length)
        {
            return;
        }

        byte[] chunk = ArrayPool<byte>.Shared.Rent(ChunkSize);
        try
        {
            while (Total < length)
            {
                budget.CheckTime();
                int read = around.Read(chunk, 0, (int)Math.Min(chunk.Length, length - Total));
                Total += read > 0 ? read : throw new EndOfStreamException();
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk, clearArray: true);
        }
    }
}
