using ArtifactGate.Artifacts.Formats;
using ArtifactGate.Artifacts.Memory;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Bzip2;

/// <summary>
/// Decompresses bzip2, all streams one after the other. The library takes them singly: where several follow each other it ends without a word at what only
/// begins like one. Zeros may stand between streams and behind the last, nothing else.
/// </summary>
/// <param name="packed">The file; owned.</param>
/// <param name="memory">Lends what decompressing takes.</param>
/// <param name="hidden">Receives where the last stream ends, if something else follows.</param>
internal sealed class Bzip2FileStream(Stream packed, MemoryAccount memory, HiddenParts? hidden = null) : ForwardStream
{
    // Magic number and level, and the magic number of a block or of the end.
    private const int HeaderLength = 10;

    private readonly StrictInput _input = new(packed);
    private Stream? _stream;
    private bool _ended;

    /// <exception cref="InvalidDataException">A stream is damaged, or something else follows the last.</exception>
    /// <exception cref="EndOfStreamException">The input is cut off.</exception>
    public override int Read(Span<byte> buffer)
    {
        while (!_ended && !buffer.IsEmpty)
        {
            _stream ??= Bzip2Format.Open(new SharedInput(_input), memory);
            int read = _stream.Read(buffer);
            if (read > 0)
            {
                return read;
            }

            Finish();
        }

        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stream?.Dispose();
            _input.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Finish()
    {
        _stream?.Dispose();
        _stream = null;
        _input.SkipZeros();
        ReadOnlySpan<byte> next = _input.Peek(HeaderLength);
        _ended = next.IsEmpty;
        if (!_ended && !Bzip2Format.Begins(next))
        {
            hidden?.EndAt(_input.Position);
            throw new InvalidDataException("something else follows the last bzip2 stream");
        }
    }

    // Outlives the stream that reads it.
    private sealed class SharedInput(StrictInput input) : ForwardStream
    {
        public override int ReadByte() => input.ReadByte();

        public override int Read(Span<byte> buffer) => input.Read(buffer);
    }
}
