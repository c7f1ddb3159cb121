using ArtifactGate.Artifacts.Deflate;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Zlib;

/// <summary>
/// Decompresses one zlib stream (RFC 1950) and verifies its Adler-32, which the framework's own stream does only where it meets it, and tells
/// where the stream ends.
/// </summary>
internal sealed class ZlibStream(Stream packed) : ForwardStream
{
    // The largest count of bytes whose sums stay below 2 to the 32 (RFC 1950, section 9).
    private const int MostAtOnce = 5552;
    private const uint Base = 65521;

    // Chance bytes that begin right break off long before. What repeats itself may expand to much before it does, so it is input that counts.
    private const int LeastBeforeDamage = 512;
    private const int ChunkSize = 16 * 1024;
    private const long MostLookedAt = 16 << 20;

    private readonly InflateStream _data = new(packed);
    private uint _low = 1;
    private uint _high;
    private bool _begun;

    /// <summary>Whether the stream was read to its end.</summary>
    public bool Ended { get; private set; }

    /// <summary>Bytes of the input that the stream takes, once it has ended.</summary>
    public long Taken { get; private set; }

    /// <summary>Whether two bytes may begin a stream without a dictionary of its own.</summary>
    public static bool Begins(ReadOnlySpan<byte> head) =>
        head is [var method, var flags, ..] && (method & 0x8F) == 8 && (flags & 0x20) == 0 && ((method << 8) | flags) % 31 == 0;

    /// <summary>
    /// Whether data is a zlib stream for certain, which two bytes do not say: it decompresses to its checksum, or is cut off or damaged only
    /// after more input than chance would get over.
    /// </summary>
    /// <param name="packed">The data, or as much as is at hand; disposed.</param>
    /// <param name="leastBeforeCut">Bytes of input that must decompress where it is cut off.</param>
    public static bool IsCertain(Stream packed, int leastBeforeCut)
    {
        byte[] content = new byte[ChunkSize];
        using var stream = new ZlibStream(packed);
        try
        {
            long total = 0;
            for (int read = stream.Read(content); read > 0 && total < MostLookedAt; read = stream.Read(content))
            {
                total += read;
            }

            return true;
        }
        catch (EndOfStreamException)
        {
            return packed.Position >= leastBeforeCut;
        }
        catch (InvalidDataException)
        {
            return packed.Position - stream._data.ReadAhead >= LeastBeforeDamage;
        }
        finally
        {
            Array.Clear(content);
        }
    }

    /// <exception cref="InvalidDataException">The data is damaged.</exception>
    /// <exception cref="EndOfStreamException">The input is cut off.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (Ended || buffer.IsEmpty)
        {
            return 0;
        }

        if (!_begun)
        {
            Span<byte> header = [TakeByte(), TakeByte()];
            _begun = Begins(header) ? true : throw new InvalidDataException("no zlib header");
        }

        int read = _data.Read(buffer);
        Sum(buffer[..read]);
        if (read == 0)
        {
            uint expected = ((uint)TakeByte() << 24) | ((uint)TakeByte() << 16) | ((uint)TakeByte() << 8) | TakeByte();
            Ended = expected == ((_high << 16) | _low) ? true : throw new InvalidDataException("a zlib stream has another checksum");

            // Asked now: a reader disposes the stream when it is done.
            Taken = packed.Position - _data.ReadAhead;
        }

        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _data.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Sum(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            ReadOnlySpan<byte> part = bytes[..Math.Min(bytes.Length, MostAtOnce)];
            foreach (byte b in part)
            {
                _low += b;
                _high += _low;
            }

            (_low, _high) = (_low % Base, _high % Base);
            bytes = bytes[part.Length..];
        }
    }

    private byte TakeByte() => _data.TakeByte() is var b and >= 0 ? (byte)b : throw new EndOfStreamException();
}
