namespace ArtifactGate.Artifacts.Streams;

/// <summary>Pieces that come one after the other, as a stream. Each is used up before the next is asked for; the source is disposed with it.</summary>
internal sealed class ChunkStream(IEnumerable<ReadOnlyMemory<byte>> chunks) : ForwardStream
{
    private readonly IEnumerator<ReadOnlyMemory<byte>> _chunks = chunks.GetEnumerator();
    private ReadOnlyMemory<byte> _chunk;

    public override int Read(Span<byte> buffer)
    {
        int filled = 0;
        while (filled < buffer.Length)
        {
            if (_chunk.IsEmpty && !Next(filled))
            {
                break;
            }

            int count = Math.Min(buffer.Length - filled, _chunk.Length);
            _chunk.Span[..count].CopyTo(buffer[filled..]);
            _chunk = _chunk[count..];
            filled += count;
        }

        return filled;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _chunk = default;
            _chunks.Dispose();
        }

        base.Dispose(disposing);
    }

    private InvalidDataException? _damage;

    // What came before the damage is given first.
    private bool Next(int filled)
    {
        if (_damage is not null)
        {
            throw _damage;
        }

        try
        {
            bool more = _chunks.MoveNext();
            _chunk = more ? _chunks.Current : default;
            return more;
        }
        catch (InvalidDataException damage) when (filled > 0)
        {
            _damage = new InvalidDataException(damage.Message, damage);
            return false;
        }
    }
}
