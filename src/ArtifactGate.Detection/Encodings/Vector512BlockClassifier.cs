using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ArtifactGate.Detection;

/// <summary>One step of 64 bytes (AVX-512 VBMI): one instruction looks each byte up in a table of 128.</summary>
internal readonly struct Vector512BlockClassifier : IBlockClassifier
{
    private const ulong All = 0x8080808080808080;

    // The highest bit of an entry says that its byte is in the alphabet: + - / and the digits, then the letters and _.
    private static Vector512<byte> FirstHalf
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(0, 0, 0, 0, 0, 0x8000800080000000, All, 0x0000000000008080UL).AsByte();
    }

    private static Vector512<byte> LastHalf
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(0x8080808080808000, All, All, 0x8000000000808080, 0x8080808080808000, All, All, 0x0000000000808080UL).AsByte();
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Classify(ref byte block, out ulong zeros)
    {
        Vector512<byte> bytes = Vector512.LoadUnsafe(ref block);
        zeros = Vector512.Equals(bytes, Vector512<byte>.Zero).ExtractMostSignificantBits();

        // The table is asked by the lower 7 bits; a byte whose eighth is set is in no alphabet.
        return Vector512.AndNot(Avx512Vbmi.PermuteVar64x8x2(FirstHalf, bytes, LastHalf), bytes).ExtractMostSignificantBits();
    }
}
