using ArtifactGate.Artifacts.Memory;
using SharpCompress.Common;

namespace ArtifactGate.Artifacts.Streams;

/// <summary>
/// A decompressor of another library. Damaged input makes such code throw anything at all; what says nothing about this program becomes an
/// <see cref="InvalidDataException"/>, without the foreign text.
/// </summary>
internal sealed class ForeignStream : ForwardStream
{
    private Func<Stream> _open;
    private readonly Stream _source;
    private readonly MemoryLoan? _loan;
    private Stream? _inner;

    /// <summary>Wraps what <paramref name="open"/> makes of <paramref name="source"/>; it is made at the first read.</summary>
    public ForeignStream(Stream source, Func<Stream> open)
    {
        _source = source;
        _open = open;
    }

    /// <summary>Wraps a decompressor that takes memory, which <paramref name="open"/> borrows.</summary>
    public ForeignStream(Stream source, MemoryLoan loan, Func<Stream> open)
        : this(source, open) => _loan = loan;

    /// <summary>Whether an exception of a foreign reader says that its input is damaged.</summary>
    public static bool IsDamage(Exception failure) => failure is SharpCompressException or ArgumentException or IndexOutOfRangeException
        or ArithmeticException or InvalidOperationException or NullReferenceException or NotSupportedException or NotImplementedException
        or FormatException or InvalidCastException or KeyNotFoundException;

    /// <exception cref="InvalidDataException">The input is damaged.</exception>
    public override int Read(Span<byte> buffer)
    {
        try
        {
            return (_inner ??= _open()).Read(buffer);
        }
        catch (Exception failure) when (IsDamage(failure))
        {
            throw new InvalidDataException("damaged compressed data");
        }
    }

    private static Stream Ended() => Null;

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            // The decompressor holds nothing but the source; some throw when they are disposed before their end.
            _source.Dispose();

            // Memory that the collector finds can only be given back when nobody holds it.
            _inner = null;
            _open = Ended;
            _loan?.Dispose();
        }

        base.Dispose(disposing);
    }
}
