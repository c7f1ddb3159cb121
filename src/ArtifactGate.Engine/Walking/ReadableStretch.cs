using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ArtifactGate.Engine.Walking;

/// <summary>
/// Looks for 16 readable ASCII characters in a row. It is asked of everything that a word of a text would decode to, so it goes 16 bytes
/// at a time: a bit for each readable byte, and a shift for each doubling.
/// </summary>
internal static class ReadableStretch
{
    private const int Least = 16;

    /// <summary>Whether there is one in <paramref name="bytes"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool IsIn(ReadOnlySpan<byte> bytes)
    {
        uint before = 0;
        while (bytes.Length >= Vector128<byte>.Count)
        {
            uint readable = Vector128.LessThan(Vector128.Create(bytes) - Vector128.Create((byte)' '), Vector128.Create((byte)(0x7F - ' ')))
                .ExtractMostSignificantBits();
            uint both = before | (readable << 16);
            uint pairs = both & (both >> 1);
            uint fours = pairs & (pairs >> 2);
            uint eights = fours & (fours >> 4);
            if ((eights & (eights >> 8)) != 0)
            {
                return true;
            }

            before = readable;
            bytes = bytes[Vector128<byte>.Count..];
        }

        int stretch = BitOperations.LeadingZeroCount(~(before << 16));
        foreach (byte b in bytes)
        {
            stretch = b is >= 0x20 and < 0x7F ? stretch + 1 : 0;
            if (stretch == Least)
            {
                return true;
            }
        }

        return false;
    }
}
