using System.Buffers;
using ArtifactGate.Artifacts.Streams;
using ArtifactGate.Detection;

namespace ArtifactGate.Engine.Walking;

/// <summary>
/// Reads UTF-32 one byte a character, so that a place in what is read times four is the place in the node. What turns out to be something
/// else further on is invalid data, since it could not be found as what it is. The buffer is zeroed when it goes back to the pool.
/// </summary>
internal sealed class Utf32Stream(Stream inner, TextForm form) : ForwardStream
{
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);

    public override int Read(Span<byte> buffer)
    {
        int wanted = Math.Min(buffer.Length, _buffer.Length / 4) * 4;
        int length = inner.ReadAtLeast(_buffer.AsSpan(0, wanted), wanted, throwOnEndOfStream: false);

        // Bytes that are left over at the end are no character either.
        _buffer.AsSpan(length, (4 - (length % 4)) % 4).Fill(0xFF);
        int characters = (length + 3) / 4;
        for (int i = 0; i < characters; i++)
        {
            uint character = Utf32Text.Read(_buffer.AsSpan(4 * i), form);
            if (!Utf32Text.IsCharacter(character))
            {
                throw new InvalidDataException("Not UTF-32 to its end.");
            }

            buffer[i] = Utf32Text.Narrow(character);
        }

        return characters;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && _buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
            _buffer = [];
        }

        base.Dispose(disposing);
    }
}
