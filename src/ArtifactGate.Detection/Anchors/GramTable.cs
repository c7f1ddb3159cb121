using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ArtifactGate.Detection;

/// <summary>
/// Decides about a candidate by the 4 bytes of its window, letters folded to one case: a bitmap that says no to nearly all that
/// are no anchor, without a branch, and a hash table of the anchors that may stand there.
/// </summary>
internal sealed class GramTable
{
    private const int BitmapBits = 16;
    private const int HeadBits = 12;
    private const uint Fold = 0x20202020;

    private readonly ulong[] _bitmap = new ulong[(1 << BitmapBits) / 64];
    private readonly int[] _heads = new int[(1 << HeadBits) + 1];
    private readonly (uint Gram, AnchorLiteral Literal)[] _entries;

    public GramTable(IReadOnlyList<Anchor> anchors, int[] windowOffsets)
    {
        var entries = new List<(uint Gram, AnchorLiteral Literal)>(anchors.Count * 2);
        for (int i = 0; i < anchors.Count; i++)
        {
            var literal = new AnchorLiteral(anchors[i], i, windowOffsets[i]);
            foreach (uint gram in Grams(literal))
            {
                entries.Add((gram, literal));
                _bitmap[Hash(gram) >> 6] |= 1UL << (int)(Hash(gram) & 63);
                _heads[(Hash(gram) >> (BitmapBits - HeadBits)) + 1]++;
            }
        }

        for (int i = 1; i < _heads.Length; i++)
        {
            _heads[i] += _heads[i - 1];
        }

        _entries = new (uint, AnchorLiteral)[entries.Count];
        var next = (int[])_heads.Clone();
        foreach ((uint Gram, AnchorLiteral Literal) entry in entries)
        {
            _entries[next[Hash(entry.Gram) >> (BitmapBits - HeadBits)]++] = entry;
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
        foreach ((uint candidate, AnchorLiteral literal) in EntriesOf(gram))
        {
            if (candidate == gram)
            {
                literal.Confirm(bytes, at, hits);
            }
        }
    }

    /// <summary>Adds the anchors whose window stands at <paramref name="at"/>, as UTF-16.</summary>
    public void ConfirmWide(ReadOnlySpan<byte> bytes, int at, uint gram, List<AnchorHit> hits)
    {
        foreach ((uint candidate, AnchorLiteral literal) in EntriesOf(gram))
        {
            if (candidate == gram)
            {
                literal.ConfirmWide(bytes, at, hits);
            }
        }
    }

    private ReadOnlySpan<(uint Gram, AnchorLiteral Literal)> EntriesOf(uint gram)
    {
        uint head = Hash(gram) >> (BitmapBits - HeadBits);
        return _entries.AsSpan(_heads[head].._heads[head + 1]);
    }

    // An anchor of 3 bytes has no fourth, so it is entered with each that may follow; folded there are 128.
    private static IEnumerable<uint> Grams(AnchorLiteral literal)
    {
        uint gram = literal.WindowGram(out bool open) | Fold;
        if (!open)
        {
            return [gram];
        }

        return Enumerable.Range(0, 256).Where(b => (b & 0x20) != 0).Select(b => (gram & 0x00FFFFFF) | ((uint)b << 24));
    }

    private static uint FromLittleEndian(uint value) =>
        BitConverter.IsLittleEndian ? value : System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(value);

    private static uint Hash(uint gram) => (gram * 0x9E3779B1) >> (32 - BitmapBits);
}
