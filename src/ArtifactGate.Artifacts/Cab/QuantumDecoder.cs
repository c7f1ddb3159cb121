using System.Buffers;

namespace ArtifactGate.Artifacts.Cab;

/// <summary>
/// Quantum, the arithmetic coder that old cabinets use, as its readers describe it: a selector says whether a literal of one of four models
/// follows, or a match of three bytes, of four, or of a length that is coded too. Each block begins its bits anew; models and window go on.
/// </summary>
internal sealed class QuantumDecoder : IBlockDecoder
{
    private const int FrameLength = 32 * 1024;

    private static readonly byte[] PositionExtra = [.. Enumerable.Range(0, 42).Select(i => (byte)Math.Max(0, (i / 2) - 1))];
    private static readonly int[] PositionBases = MakeBases(PositionExtra);
    private static readonly byte[] LengthExtra = [.. Enumerable.Range(0, 26).Select(i => (byte)Math.Max(0, (i - 2) / 4)), 0];
    private static readonly int[] LengthBases = MakeBases(LengthExtra);

    private readonly QuantumModel _selector = new(0, 7);
    private readonly QuantumModel[] _literals = [.. Enumerable.Range(0, 4).Select(i => new QuantumModel(i * 64, 64))];
    private readonly QuantumModel[] _distances;
    private readonly QuantumModel _lengths = new(0, 27);
    private readonly int _windowLength;
    private byte[] _window;
    private byte[] _frame = ArrayPool<byte>.Shared.Rent(FrameLength);
    private long _total;

    /// <summary>Begins a folder.</summary>
    /// <param name="windowBits">10 to 21.</param>
    public QuantumDecoder(int windowBits)
    {
        _windowLength = 1 << windowBits;
        _window = ArrayPool<byte>.Shared.Rent(_windowLength);
        int slots = windowBits * 2;
        _distances = [new(0, Math.Min(slots, 24)), new(0, Math.Min(slots, 36)), new(0, slots)];
    }

    public ReadOnlyMemory<byte> Decode(ReadOnlySpan<byte> packed, int length)
    {
        if (length > FrameLength)
        {
            throw new InvalidDataException("a block that unpacks to more than 32 KiB");
        }

        var coder = new QuantumCoder(packed);
        int filled = 0;
        while (filled < length)
        {
            int selector = coder.Take(_selector);
            if (selector < 4)
            {
                Put((byte)coder.Take(_literals[selector]), ref filled);
                continue;
            }

            int matchLength = selector - 1;
            if (selector == 6)
            {
                int slot = coder.Take(_lengths);
                matchLength = LengthBases[slot] + coder.TakeBits(LengthExtra[slot]) + 5;
            }

            int position = coder.Take(_distances[selector - 4]);
            Copy(PositionBases[position] + coder.TakeBits(PositionExtra[position]) + 1, matchLength, length, ref filled);
        }

        if (coder.BytesLeft > 2)
        {
            throw new InvalidDataException("more data than a block takes");
        }

        return _frame.AsMemory(0, length);
    }

    public void Dispose()
    {
        if (_window.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_window, clearArray: true);
            ArrayPool<byte>.Shared.Return(_frame, clearArray: true);
            (_window, _frame) = ([], []);
        }
    }

    private void Copy(int distance, int matchLength, int length, ref int filled)
    {
        if (distance > Math.Min(_total, _windowLength) || matchLength > length - filled)
        {
            throw new InvalidDataException("a match that leads out of the window");
        }

        for (; matchLength > 0; matchLength--)
        {
            Put(_window[(_total - distance) & (_windowLength - 1)], ref filled);
        }
    }

    private void Put(byte value, ref int filled)
    {
        _frame[filled++] = value;
        _window[_total++ & (_windowLength - 1)] = value;
    }

    private static int[] MakeBases(byte[] extra)
    {
        var bases = new int[extra.Length];
        for (int slot = 1; slot < bases.Length; slot++)
        {
            bases[slot] = bases[slot - 1] + (1 << extra[slot - 1]);
        }

        return bases;
    }
}
