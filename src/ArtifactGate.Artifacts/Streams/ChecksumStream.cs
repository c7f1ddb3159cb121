using System.IO.Hashing;

namespace ArtifactGate.Artifacts.Streams;

/// <summary>
/// Passes content on and verifies its length and CRC-32 when it ends: neither the framework nor SharpCompress does for zip entries, and an
/// entry that lies is read differently by every tool.
/// </summary>
/// <param name="inner">The content; owned.</param>
/// <param name="expectedLength">Its bytes.</param>
/// <param name="expectedCrc">Its CRC-32.</param>
/// <param name="agrees">Whether all that the container says of it says the same; if not, it ends in an error too, when it has been read.</param>
internal sealed class ChecksumStream(Stream inner, long expectedLength, uint expectedCrc, bool agrees = true) : ForwardStream
{
    private readonly Crc32 _crc = new();
    private long _total;
    private bool _checked;

    public override long Position
    {
        get => _total;
        set => throw new NotSupportedException();
    }

    /// <exception cref="InvalidDataException">The content ended with another length or checksum.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        int read = inner.Read(buffer);
        if (read > 0)
        {
            _crc.Append(buffer[..read]);
            _total += read;
        }
        else if (!_checked)
        {
            _checked = true;
            if (!agrees || _total != expectedLength || _crc.GetCurrentHashAsUInt32() != expectedCrc)
            {
                throw new InvalidDataException("length or checksum differ");
            }
        }

        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
