using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ArtifactGate.Detection;

/// <summary>Two steps of 32 bytes (AVX2).</summary>
internal readonly struct Vector256BlockClassifier : IBlockClassifier
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Classify(ref byte block, out ulong zeros)
    {
        ulong alphabet = 0;
        zeros = 0;
        for (int step = 0; step < IBlockClassifier.BlockSize; step += Vector256<byte>.Count)
        {
            Vector256<byte> bytes = Vector256.LoadUnsafe(ref block, (uint)step);
            Vector256<byte> low = bytes & Vector256.Create((byte)0x0F);
            Vector256<byte> high = Vector256.ShiftRightLogical(bytes.AsUInt16(), 4).AsByte() & Vector256.Create((byte)0x0F);
            Vector256<byte> groups = Avx2.Shuffle(Vector256.Create(Base64Nibbles.Low), low) & Avx2.Shuffle(Vector256.Create(Base64Nibbles.High), high);
            zeros |= (ulong)Vector256.Equals(bytes, Vector256<byte>.Zero).ExtractMostSignificantBits() << step;
            alphabet |= (ulong)Vector256.Equals(groups, Vector256<byte>.Zero).ExtractMostSignificantBits() << step;
        }

        return ~alphabet;
    }
}
