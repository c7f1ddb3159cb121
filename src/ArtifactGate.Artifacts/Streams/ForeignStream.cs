using SharpCompress.Common;

namespace ArtifactGate.Artifacts.Streams;

/// <summary>
/// A decompressor of another library. Damaged input makes such code throw anything at all; what says nothing about this program becomes an
/// <see cref="InvalidDataException"/>, without the foreign text.
/// </summary>
internal sealed class ForeignStream : ForwardStream
{
    private readonly Func<Stream> _open;
    private readonly Stream _source;
    private Stream? _inner;

    /// <summary>Wraps what <paramref name="open"/> makes of <paramref name="source"/>; it is made at the first read.</summary>
    public ForeignStream(Stream source, Func<Stream> open)
    {
        _source = source;
        _open = open;
    }

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

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            // The decompressor holds nothing but the source; some throw when they are disposed before their end.
            _source.Dispose();
        }

        base.Dispose(disposing);
    }
}
