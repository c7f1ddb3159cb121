using System.Buffers.Binary;
using System.Numerics;

namespace ArtifactGate.Detection;

/// <summary>
/// Marvin32, the keyed checksum that Microsoft's identifiable keys carry: two halves of state, each word of the input added to the one
/// and mixed into both by additions, rotations and exclusive or.
/// </summary>
internal static class Marvin32
{
    /// <summary>The two halves of the state after the last byte, folded into one.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes, ulong seed)
    {
        uint low = (uint)seed, high = (uint)(seed >> 32);
        while (bytes.Length >= 4)
        {
            low += BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            Mix(ref low, ref high);
            bytes = bytes[4..];
        }

        // What is left is closed with a marker byte, so that trailing zeros count.
        uint rest = 0x80u << (8 * bytes.Length);
        for (int i = 0; i < bytes.Length; i++)
        {
            rest |= (uint)bytes[i] << (8 * i);
        }

        low += rest;
        Mix(ref low, ref high);
        Mix(ref low, ref high);
        return low ^ high;
    }

    /// <summary>The seed that an eight-letter name of a kind of key stands for.</summary>
    public static ulong Seed(ReadOnlySpan<char> name)
    {
        ulong seed = 0;
        foreach (char letter in name)
        {
            seed = (seed << 8) | letter;
        }

        return seed;
    }

    private static void Mix(ref uint low, ref uint high)
    {
        high ^= low;
        low = BitOperations.RotateLeft(low, 20) + high;
        high = BitOperations.RotateLeft(high, 9) ^ low;
        low = BitOperations.RotateLeft(low, 27) + high;
        high = BitOperations.RotateLeft(high, 19);
    }
}
