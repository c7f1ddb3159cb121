using System.Security.Cryptography;

namespace ArtifactGate.Artifacts.Streams;

/// <summary>Hashes a file on its way to whoever reads it, as long as it is read from the first byte on without a jump.</summary>
/// <param name="inner">The file.</param>
/// <param name="complete">Is told the digest, 64 hexadecimal digits, when all of the file went by.</param>
internal sealed class WitnessStream(Stream inner, Action<string> complete) : Stream
{
    private IncrementalHash? _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _hashed;

    public override bool CanRead => true;

    public override bool CanSeek => inner.CanSeek;

    public override bool CanWrite => false;

    public override long Length => inner.Length;

    public override long Position
    {
        get => inner.Position;
        set => inner.Position = value;
    }

    public override int Read(Span<byte> buffer)
    {
        if (_hash is null)
        {
            return inner.Read(buffer);
        }

        if (inner.Position != _hashed)
        {
            GiveUp();
            return inner.Read(buffer);
        }

        int read = inner.Read(buffer);
        _hash.AppendData(buffer[..read]);
        _hashed += read;
        if (read == 0 && buffer.Length > 0)
        {
            Tell();
        }

        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            // Whoever knows the length reads no further than to the last byte.
            if (_hash is not null && _hashed == inner.Length)
            {
                Tell();
            }

            GiveUp();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Tell()
    {
        complete(Convert.ToHexStringLower(_hash!.GetCurrentHash()));
        GiveUp();
    }

    private void GiveUp()
    {
        _hash?.Dispose();
        _hash = null;
    }
}
