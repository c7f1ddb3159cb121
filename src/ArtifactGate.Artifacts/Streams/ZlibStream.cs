using ArtifactGate.Artifacts.Deflate;

namespace ArtifactGate.Artifacts.Streams;

/// <summary>
/// Decompresses zlib (RFC 1950), one stream or several with bytes between them, and verifies the Adler-32 checksum of each, which the
/// framework's own stream does not ask for where the input is cut off.
/// </summary>
internal sealed class ZlibStream : ForwardStream
{
    private const uint Modulus = 65521;

    // The most bytes whose sums fit 32 bits.
    private const int Largest = 5552;

    // Chance bytes that begin right break off long before. What repeats itself may expand to much before it does, so it is input that counts.
    private const int LeastBeforeDamage = 512;
    private const int ChunkSize = 16 * 1024;
    private const long MostLookedAt = 16 << 20;

    private readonly InflateStream _data;
    private uint _a;
    private uint _b;
    private State _state;

    private enum State
    {
        Before,
        Inside,
        Ended,
    }

    /// <summary>Reads from <paramref name="input"/>, which is owned. The first stream begins by itself, each later one with <see cref="Begin"/>.</summary>
    public ZlibStream(Stream input) => _data = new InflateStream(input);

    /// <summary>Bytes of the input that were taken, right between streams.</summary>
    public long InputPosition => _data.InputPosition;

    /// <summary>Whether the stream at hand was read to its end.</summary>
    public bool Ended => _state == State.Ended;

    /// <summary>Whether bytes may begin a zlib stream: deflate, a window that there is, no dictionary, and a header that divides by 31.</summary>
    public static bool Begins(ReadOnlySpan<byte> bytes) =>
        bytes is [var method, var flags, ..] && (method & 0x8F) == 8 && (flags & 0x20) == 0 && ((method << 8) | flags) % 31 == 0;

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
            return stream.InputPosition >= leastBeforeCut;
        }
        catch (InvalidDataException)
        {
            return stream.InputPosition >= LeastBeforeDamage;
        }
        finally
        {
            Array.Clear(content);
        }
    }

    /// <summary>A stream that was begun.</summary>
    /// <exception cref="InvalidDataException">The input does not begin like zlib.</exception>
    public static ZlibStream Open(Stream input)
    {
        var stream = new ZlibStream(input);
        stream.Begin();
        return stream;
    }

    /// <summary>Takes a byte between streams, or -1 at the end of the input.</summary>
    public int TakeByte() => _data.TakeByte();

    /// <summary>Begins the stream at hand.</summary>
    /// <exception cref="InvalidDataException">The input does not begin like zlib.</exception>
    public void Begin()
    {
        if (!Begins([ByteOrEnd(), ByteOrEnd()]))
        {
            throw new InvalidDataException("no zlib header where one must be");
        }

        _data.Restart();
        (_a, _b, _state) = (1, 0, State.Inside);
    }

    /// <exception cref="InvalidDataException">The data is damaged.</exception>
    /// <exception cref="EndOfStreamException">The data is cut off.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (Ended || buffer.IsEmpty)
        {
            return 0;
        }

        if (_state == State.Before)
        {
            Begin();
        }

        int read = _data.Read(buffer);
        Add(buffer[..read]);
        if (read == 0)
        {
            uint stored = ((uint)ByteOrEnd() << 24) | ((uint)ByteOrEnd() << 16) | ((uint)ByteOrEnd() << 8) | ByteOrEnd();
            if (stored != ((_b << 16) | _a))
            {
                throw new InvalidDataException("a zlib stream has another checksum");
            }

            _state = State.Ended;
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

    private void Add(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            ReadOnlySpan<byte> part = bytes[..Math.Min(Largest, bytes.Length)];
            foreach (byte value in part)
            {
                _a += value;
                _b += _a;
            }

            (_a, _b) = (_a % Modulus, _b % Modulus);
            bytes = bytes[part.Length..];
        }
    }

    private byte ByteOrEnd() => _data.TakeByte() is var b and >= 0 ? (byte)b : throw new EndOfStreamException();
}
