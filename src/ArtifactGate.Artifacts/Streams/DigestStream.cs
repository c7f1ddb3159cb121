using System.Security.Cryptography;

namespace ArtifactGate.Artifacts.Streams;

/// <summary>Passes content on and verifies its digest when it ends: a blob that is not what its manifest names is not what will be pulled.</summary>
internal sealed class DigestStream(Stream inner, long length, HashAlgorithmName algorithm, byte[] expected) : ForwardStream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(algorithm);
    private long _total;

    /// <exception cref="InvalidDataException">The content has another digest.</exception>
    public override int Read(Span<byte> buffer)
    {
        // All but the last byte first, so that what is there is read even if it is not what it should be; and with the last byte, because many
        // readers know where their data ends and never ask for more.
        int read = inner.Read(buffer[..(int)Math.Min(buffer.Length, Math.Max(1, length - _total - 1))]);
        _hash.AppendData(buffer[..read]);
        _total += read;
        if (_total > length || (read == 0 && _total < length && buffer.Length > 0))
        {
            throw new InvalidDataException("another length than its manifest says");
        }

        if (read > 0 && _total == length && !_hash.GetHashAndReset().AsSpan().SequenceEqual(expected))
        {
            throw new InvalidDataException("another digest than its name says");
        }

        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash.Dispose();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
