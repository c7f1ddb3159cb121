namespace ArtifactGate.Artifacts.Rar3;

/// <summary>What stands in a block instead of bytes: a length, and a distance to what is to be written once more.</summary>
internal sealed class Repetitions(Window window, BlockCodes codes)
{
    private const int LastAgain = 258;
    private const int FirstOld = 259;
    private const int FirstShort = 263;
    private const int FirstLength = 271;
    private const int Slots = 60;
    private const int SlotsWithoutLow = 10;
    private const int LowBits = 4;
    private const int SameLow = 16;
    private const int SameLowRun = 15;
    private const int FarDistance = 0x2000;
    private const int FarthestDistance = 0x40000;

    private static readonly byte[] LengthBits = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5];
    private static readonly byte[] ShortBits = [2, 2, 3, 4, 5, 6, 6, 6];
    private static readonly int[] Lengths = Bases(LengthBits);
    private static readonly int[] Shorts = Bases(ShortBits);
    private static readonly byte[] DistanceBits = BitsOfDistances();
    private static readonly int[] Distances = Bases(DistanceBits);

    private readonly int[] _old = new int[4];
    private int _lastLength;
    private int _lastDistance;
    private int _low;
    private int _sameLow;

    /// <summary>Forgets all distances.</summary>
    public void Reset()
    {
        Array.Clear(_old);
        (_lastLength, _lastDistance) = (0, 0);
    }

    /// <summary>Begins a block with new codes.</summary>
    public void BeginBlock() => (_low, _sameLow) = (0, 0);

    /// <summary>Takes what follows a symbol, and writes.</summary>
    /// <exception cref="InvalidDataException">There is nothing to be written once more.</exception>
    public void Take(int symbol, PackedBits bits)
    {
        switch (symbol)
        {
            case LastAgain:
                if (_lastLength != 0)
                {
                    window.Copy(_lastLength, _lastDistance);
                }

                break;
            case < FirstShort:
                int old = symbol - FirstOld, distance = _old[old];
                _old.AsSpan(0, old).CopyTo(_old.AsSpan(1));
                _old[0] = distance;
                int slot = codes.TakeLength(bits);
                Write(Lengths[slot] + 2 + bits.Take(LengthBits[slot]), distance);
                break;
            case < FirstLength:
                slot = symbol - FirstShort;
                WriteNew(2, Shorts[slot] + 1 + bits.Take(ShortBits[slot]));
                break;
            default:
                slot = symbol - FirstLength;
                int length = Lengths[slot] + 3 + bits.Take(LengthBits[slot]);
                distance = TakeDistance(bits);
                WriteNew(length + (distance >= FarDistance ? 1 : 0) + (distance >= FarthestDistance ? 1 : 0), distance);
                break;
        }
    }

    private static int[] Bases(byte[] bits)
    {
        int[] bases = new int[bits.Length];
        for (int i = 1; i < bases.Length; i++)
        {
            bases[i] = bases[i - 1] + (1 << bits[i - 1]);
        }

        return bases;
    }

    private static byte[] BitsOfDistances()
    {
        byte[] bits = new byte[Slots];
        for (int i = 0; i < Slots; i++)
        {
            bits[i] = (byte)(i < 4 ? 0 : i < 34 ? (i / 2) - 1 : i < 48 ? 16 : 18);
        }

        return bits;
    }

    // Of long distances the lowest bits have a code of their own.
    private int TakeDistance(PackedBits bits)
    {
        int slot = codes.TakeDistance(bits), distance = Distances[slot] + 1, count = DistanceBits[slot];
        if (slot < SlotsWithoutLow)
        {
            return distance + bits.Take(count);
        }

        distance += bits.Take(count - LowBits) << LowBits;
        if (_sameLow > 0)
        {
            _sameLow--;
            return distance + _low;
        }

        int low = codes.TakeLow(bits);
        if (low == SameLow)
        {
            _sameLow = SameLowRun;
        }
        else
        {
            _low = low;
        }

        return distance + _low;
    }

    private void WriteNew(int length, int distance)
    {
        _old.AsSpan(0, 3).CopyTo(_old.AsSpan(1));
        _old[0] = distance;
        Write(length, distance);
    }

    private void Write(int length, int distance)
    {
        (_lastLength, _lastDistance) = (length, distance);
        window.Copy(length, distance);
    }
}
