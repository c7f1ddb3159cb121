using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ArtifactGate.Detection;

namespace ArtifactGate.Engine.Walking;

/// <summary>
/// Finds stretches of ASCII text in UTF-32, which are the wide strings of every compiler but Microsoft's. Such a stretch has three zeros after
/// or before each character, so that every 16 bytes of it have exactly 12 at the same places; looking at 16 of each 32 bytes finds all that are
/// long enough.
/// </summary>
internal static class Utf32Sweep
{
    /// <summary>The shortest stretch that is found for certain: shorter than every credential.</summary>
    public const int MinCharacters = 16;

    private const int Step = 32;

    private static readonly SearchValues<byte> Text = SearchValues.Create([(byte)'\t', (byte)'\n', (byte)'\r', .. Enumerable.Range(0x20, 0x5F).Select(i => (byte)i)]);

    /// <summary>Adds the stretches in their order.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="offset">Where they begin in the node.</param>
    /// <param name="stretches">Receives the stretches.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Find(ReadOnlySpan<byte> bytes, long offset, List<Utf32Stretch> stretches)
    {
        ref byte first = ref MemoryMarshal.GetReference(bytes);
        int done = 0;
        for (int at = 0; at <= bytes.Length - Vector128<byte>.Count; at += Step)
        {
            uint zeros = Vector128.Equals(Vector128.LoadUnsafe(ref first, (uint)at), Vector128<byte>.Zero).ExtractMostSignificantBits();
            if (zeros is 0xEEEE or 0xDDDD or 0xBBBB or 0x7777 && at >= done)
            {
                done = Grow(bytes, at + BitOperations.TrailingZeroCount(~zeros), offset, stretches);
            }
        }
    }

    // From one character to all around it: neighbours have three zeros between them, whatever the byte order.
    private static int Grow(ReadOnlySpan<byte> bytes, int at, long offset, List<Utf32Stretch> stretches)
    {
        // The block may begin with the byte before the stretch, and end with the one after it; the second of its four is inside.
        at = Text.Contains(bytes[at]) ? at : at + 4;
        int first = at, last = at;
        while (first >= 4 && AreZeros(bytes, first - 3) && Text.Contains(bytes[first - 4]))
        {
            first -= 4;
        }

        while (last + 4 < bytes.Length && AreZeros(bytes, last + 1) && Text.Contains(bytes[last + 4]))
        {
            last += 4;
        }

        int characters = ((last - first) / 4) + 1;
        if (Text.Contains(bytes[at]) && characters >= MinCharacters)
        {
            bool big = IsBigEndian(bytes, first, last, offset);
            stretches.Add(new Utf32Stretch(big ? first - 3 : first, characters, big ? TextForm.Utf32BigEndian : TextForm.Utf32LittleEndian));
        }

        return last + 4;
    }

    // The zeros of the outermost characters tell the order; where there are zeros at both ends, characters begin at multiples of four.
    private static bool IsBigEndian(ReadOnlySpan<byte> bytes, int first, int last, long offset)
    {
        bool before = AreZeros(bytes, first - 3), after = AreZeros(bytes, last + 1);
        return before && (!after || (offset + first) % 4 == 3);
    }

    private static bool AreZeros(ReadOnlySpan<byte> bytes, int at) =>
        at >= 0 && at + 3 <= bytes.Length && bytes[at] == 0 && bytes[at + 1] == 0 && bytes[at + 2] == 0;
}
