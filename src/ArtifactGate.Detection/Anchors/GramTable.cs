using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ArtifactGate.Detection;

/// <summary>
/// Decides about a candidate by the 4 bytes of its window, letters folded to one case: a bitmap that says no to nearly all that
/// are no anchor, without a branch, and a hash table of the anchors that may stand there.
/// </summary>
internal sealed class GramTable
{
    private const int BitmapBits = 17;
    private const int HeadBits = 12;
    private const uint Fold = 0x20202020;

    private readonly ulong[] _bitmap = new ulong[(1 << BitmapBits) / 64];
    private readonly int[] _heads = new int[(1 << HeadBits) + 1];

    // An entry for each window that an anchor may have; those of one head are side by side.
    private readonly uint[] _grams;
    private readonly AnchorLiteral[] _literals;

    public GramTable(IReadOnlyList<Anchor> anchors, int[] windowOffsets)
    {
        var literals = new AnchorLiteral[anchors.Count];
        for (int i = 0; i < literals.Length; i++)
        {
            literals[i] = new AnchorLiteral(anchors[i], i, windowOffsets[i]);
            for (uint gram = FirstGram(literals[i], out bool open), left = GramCount(open); left > 0; left--, gram = NextGram(gram))
            {
                uint hash = Hash(gram);
                _bitmap[hash >> 6] |= 1UL << (int)(hash & 63);
                _heads[(hash >> (BitmapBits - HeadBits)) + 1]++;
            }
        }

        for (int i = 1; i < _heads.Length; i++)
        {
            _heads[i] += _heads[i - 1];
        }

        _grams = new uint[_heads[^1]];
        _literals = new AnchorLiteral[_grams.Length];
        var next = (int[])_heads.Clone();
        foreach (AnchorLiteral literal in literals)
        {
            for (uint gram = FirstGram(literal, out bool open), left = GramCount(open); left > 0; left--, gram = NextGram(gram))
            {
                int entry = next[Hash(gram) >> (BitmapBits - HeadBits)]++;
                _grams[entry] = gram;
                _literals[entry] = literal;
            }
        }
    }

    /// <summary>The 4 bytes at <paramref name="at"/>, folded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint GramOf(ref byte at) => FromLittleEndian(Unsafe.ReadUnaligned<uint>(ref at)) | Fold;

    /// <summary>Every other of the 8 bytes at <paramref name="at"/>, folded: the low bytes of 4 characters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint WideGramOf(ref byte at)
    {
        ulong eight = Unsafe.ReadUnaligned<ulong>(ref at);
        ulong spread = (BitConverter.IsLittleEndian ? eight : System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(eight)) & 0x00FF00FF00FF00FF;
        ulong pairs = (spread | (spread >> 8)) & 0x0000FFFF0000FFFF;
        return (uint)(pairs | (pairs >> 16)) | Fold;
    }

    /// <summary>1 when an anchor may have this window, else 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int MayStand(uint gram)
    {
        uint hash = Hash(gram);
        return (int)(Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_bitmap), hash >> 6) >> (int)(hash & 63)) & 1;
    }

    /// <summary>Adds the anchors whose window stands at <paramref name="at"/>, as bytes.</summary>
    public void Confirm(ReadOnlySpan<byte> bytes, int at, uint gram, List<AnchorHit> hits)
    {
        uint head = Hash(gram) >> (BitmapBits - HeadBits);
        for (int i = _heads[head]; i < _heads[head + 1]; i++)
        {
            if (_grams[i] == gram)
            {
                _literals[i].Confirm(bytes, at, hits);
            }
        }
    }

    /// <summary>Adds the anchors whose window stands at <paramref name="at"/>, as UTF-16.</summary>
    public void ConfirmWide(ReadOnlySpan<byte> bytes, int at, uint gram, List<AnchorHit> hits)
    {
        uint head = Hash(gram) >> (BitmapBits - HeadBits);
        for (int i = _heads[head]; i < _heads[head + 1]; i++)
        {
            if (_grams[i] == gram)
            {
                _literals[i].ConfirmWide(bytes, at, hits);
            }
        }
    }

    // An anchor of 3 bytes has no fourth, so it is entered with each that may follow; folded there are 128.
    private static uint FirstGram(AnchorLiteral literal, out bool open) => literal.WindowGram(out open) | Fold;

    private static uint GramCount(bool open) => open ? 128u : 1u;

    // Counts through the fourth byte, with the folded bit always set.
    private static uint NextGram(uint gram) => (gram + 0x01000000) | Fold;

    private static uint FromLittleEndian(uint value) =>
        BitConverter.IsLittleEndian ? value : System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(value);

    private static uint Hash(uint gram) => (gram * 0x9E3779B1) >> (32 - BitmapBits);
}
