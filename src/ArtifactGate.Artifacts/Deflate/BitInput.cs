using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace ArtifactGate.Artifacts.Deflate;

/// <summary>
/// Compressed bytes as bits, least significant first (RFC 1951, section 3.1.1). Zeros stand behind the last byte, so that a decoder may read
/// ahead without asking; whether it used any of them is asked afterwards.
/// </summary>
internal sealed class BitInput : IDisposable
{
    /// <summary>Bytes that can be read past the end: what one step of a decoder takes, and the eight bytes it looks at.</summary>
    public const int Padding = 64;

    // Longer than the header of any block.
    private const int LeastAhead = 1024;

    private const int MostBuffered = 64 * 1024;

    private readonly Stream _stream;
    private readonly byte[] _buffer;
    private int _used;
    private InvalidDataException? _damage;

    /// <summary>Reads from <paramref name="stream"/>, which is owned.</summary>
    /// <param name="stream">Is read ahead of what is used.</param>
    /// <param name="length">Bytes it has, if that is known, so that little input takes a small buffer.</param>
    public BitInput(Stream stream, long? length)
    {
        _stream = stream;
        _buffer = ArrayPool<byte>.Shared.Rent((int)Math.Clamp((length ?? MostBuffered) + LeastAhead + Padding, LeastAhead * 2, MostBuffered));
    }

    /// <summary>The buffer; <see cref="Padding"/> bytes behind <see cref="End"/> exist.</summary>
    public ref byte Bytes => ref MemoryMarshal.GetArrayDataReference(_buffer);

    /// <summary>The first byte that is not yet in <see cref="Bits"/>.</summary>
    public int At { get; set; }

    /// <summary>The first byte behind those that were read.</summary>
    public int End { get; private set; }

    /// <summary>Bytes that were read in all.</summary>
    public long TotalRead { get; private set; }

    /// <summary>Whether nothing follows <see cref="End"/>.</summary>
    public bool Ended { get; private set; }

    /// <summary>Bits taken out of the buffer and not yet used. Those above <see cref="Count"/> are what follows.</summary>
    public ulong Bits { get; set; }

    /// <summary>How many there are, below 64.</summary>
    public int Count { get; set; }

    /// <summary>Whether bits were used that the input does not have.</summary>
    public bool Overran => At - (Count >> 3) > End;

    /// <summary>The last byte at which a step may begin that reads at most <see cref="Padding"/> bytes; some of those past the end may be in use as bits.</summary>
    public int LastStep => Ended ? End + sizeof(ulong) : End - Padding;

    /// <summary>Sees to it that the header of a block is in the buffer, or all that is left.</summary>
    public void Load()
    {
        if (Ended || End - At >= LeastAhead)
        {
            return;
        }

        // Those bytes that are in the bits stay before the others, so that they can be given back.
        int kept = Math.Max(0, At - sizeof(ulong));
        Buffer.BlockCopy(_buffer, kept, _buffer, 0, End - kept);
        (At, End) = (At - kept, End - kept);
        int room = _buffer.Length - Padding, used = _used;

        // A read that fails may have written anywhere.
        _used = _buffer.Length;
        while (End - At < LeastAhead && !Ended)
        {
            int read = ReadMore(room);
            Ended = read == 0;
            End += read;
            TotalRead += read;
        }

        _used = Math.Max(used, End);
        _buffer.AsSpan(End, Padding).Clear();
    }

    // A layer whose digest is wrong says so with its last bytes; what was read before them is content all the same.
    private int ReadMore(int room)
    {
        try
        {
            return _stream.Read(_buffer, End, room - End);
        }
        catch (InvalidDataException damage)
        {
            _damage = damage;
            return 0;
        }
    }

    /// <summary>Takes up to 32 bits as a number.</summary>
    /// <exception cref="EndOfStreamException">The input has no more.</exception>
    public uint Take(int bits)
    {
        Refill();
        uint value = Drop(bits);
        CheckEnd();
        return value;
    }

    /// <summary>Makes at least 56 bits available.</summary>
    public void Refill()
    {
        if (At > LastStep)
        {
            throw Missing();
        }

        Bits |= BinaryPrimitives.ReadUInt64LittleEndian(_buffer.AsSpan(At)) << Count;
        At += (63 - Count) >> 3;
        Count |= 56;
    }

    /// <summary>Uses bits that are available; whether the input has them is asked later.</summary>
    /// <returns>Those bits, as a number.</returns>
    public uint Drop(int bits)
    {
        uint value = (uint)(Bits & ((1UL << bits) - 1));
        Bits >>= bits;
        Count -= bits;
        return value;
    }

    /// <summary>Asks whether the input had all bits that were used.</summary>
    /// <exception cref="EndOfStreamException">It had not.</exception>
    public void CheckEnd()
    {
        if (Overran)
        {
            throw Missing();
        }
    }

    /// <summary>Leaves out the rest of a byte, and gives back the whole bytes among the bits.</summary>
    public void Align()
    {
        At -= Count >> 3;
        (Bits, Count) = (0, 0);
    }

    /// <summary>Takes bytes out of the buffer, after <see cref="Align"/>.</summary>
    /// <exception cref="EndOfStreamException">The input has no more.</exception>
    public ReadOnlySpan<byte> TakeBytes(int most)
    {
        Load();
        int count = Math.Min(most, End - At);
        if (count <= 0)
        {
            throw Missing();
        }

        At += count;
        return _buffer.AsSpan(At - count, count);
    }

    /// <summary>The byte at hand, or -1 at the end, after <see cref="Align"/>.</summary>
    /// <exception cref="InvalidDataException">The input ended because it is damaged.</exception>
    public int TakeByte()
    {
        Load();
        return At < End ? TakeBytes(1)[0] : _damage is null ? -1 : throw Missing();
    }

    // The damage is thrown once more where it begins to matter, with the place where it was met.
    private Exception Missing() => _damage is null ? new EndOfStreamException() : new InvalidDataException(_damage.Message, _damage);

    /// <inheritdoc/>
    public void Dispose()
    {
        _stream.Dispose();
        _buffer.AsSpan(0, _used).Clear();
        ArrayPool<byte>.Shared.Return(_buffer);
        _used = 0;
    }
}
