namespace ArtifactGate.Artifacts.Rar3;

/// <summary>The last bytes of the content, which is written into it, goes on with parts of it, and is taken out of it.</summary>
internal sealed class Window
{
    /// <summary>Its bytes.</summary>
    public const int Length = 4 << 20;

    private readonly byte[] _bytes = new byte[Length];
    private long _start;

    /// <summary>Bytes written in all.</summary>
    public long Written { get; private set; }

    /// <summary>Begins anew: nothing is before what follows.</summary>
    public void Reset() => _start = Written;

    /// <summary>Writes a byte.</summary>
    public void Add(byte value) => _bytes[Written++ & (Length - 1)] = value;

    /// <summary>Writes what stands at a distance.</summary>
    /// <exception cref="InvalidDataException">Nothing stands there.</exception>
    public void Copy(int length, int distance)
    {
        if (distance <= 0 || distance > Math.Min(Length, Written - _start))
        {
            throw new InvalidDataException("a distance that leads out of the content");
        }

        int to = (int)(Written & (Length - 1)), from = (int)((Written - distance) & (Length - 1));
        Written += length;
        if (distance >= length && Math.Max(to, from) <= Length - length)
        {
            _bytes.AsSpan(from, length).CopyTo(_bytes.AsSpan(to));
            return;
        }

        for (; length > 0; length--)
        {
            _bytes[to++ & (Length - 1)] = _bytes[from++ & (Length - 1)];
        }
    }

    /// <summary>Takes bytes that were written.</summary>
    public void Take(long position, Span<byte> bytes)
    {
        int from = (int)(position & (Length - 1)), first = Math.Min(bytes.Length, Length - from);
        _bytes.AsSpan(from, first).CopyTo(bytes);
        _bytes.AsSpan(0, bytes.Length - first).CopyTo(bytes[first..]);
    }
}
