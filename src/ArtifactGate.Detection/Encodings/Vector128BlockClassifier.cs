using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ArtifactGate.Detection;

/// <summary>Four steps of 16 bytes (SSSE3, AdvSimd).</summary>
internal readonly struct Vector128BlockClassifier : IBlockClassifier
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Classify(ref byte block, out ulong zeros)
    {
        ulong alphabet = 0;
        zeros = 0;
        for (int step = 0; step < IBlockClassifier.BlockSize; step += Vector128<byte>.Count)
        {
            Vector128<byte> bytes = Vector128.LoadUnsafe(ref block, (uint)step);
            Vector128<byte> low = bytes & Vector128.Create((byte)0x0F);
            Vector128<byte> high = Vector128.ShiftRightLogical(bytes.AsUInt16(), 4).AsByte() & Vector128.Create((byte)0x0F);
            Vector128<byte> groups = Vector128.ShuffleNative(Base64Nibbles.Low, low) & Vector128.ShuffleNative(Base64Nibbles.High, high);
            zeros |= (ulong)Vector128.Equals(bytes, Vector128<byte>.Zero).ExtractMostSignificantBits() << step;
            alphabet |= (ulong)Vector128.Equals(groups, Vector128<byte>.Zero).ExtractMostSignificantBits() << step;
        }

        return ~alphabet;
    }
}
