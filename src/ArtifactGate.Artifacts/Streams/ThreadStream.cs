using ArtifactGate.Artifacts.Memory;

namespace ArtifactGate.Artifacts.Streams;

/// <summary>Reads a stream on the thread of its decompressor. Nothing is disposed: whoever reads the archive ends the decompressor.</summary>
/// <param name="thread">The thread, not owned.</param>
/// <param name="open">Opens the stream, there too.</param>
internal sealed class ThreadStream(OwnThread thread, Func<Stream> open) : ForwardStream
{
    private const int MostAtOnce = 128 * 1024;

    private byte[] _buffer = [];
    private Stream? _inner;

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        int wanted = Math.Min(buffer.Length, MostAtOnce);
        _buffer = _buffer.Length < wanted ? new byte[wanted] : _buffer;
        int read = thread.Run(() => (_inner ??= open()).Read(_buffer, 0, wanted));
        _buffer.AsSpan(0, read).CopyTo(buffer);
        _buffer.AsSpan(0, read).Clear();
        return read;
    }
}
