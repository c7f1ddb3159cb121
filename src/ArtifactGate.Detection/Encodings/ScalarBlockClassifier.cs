using System.Runtime.CompilerServices;

namespace ArtifactGate.Detection;

/// <summary>One byte at a time, any machine.</summary>
internal readonly struct ScalarBlockClassifier : IBlockClassifier
{
    /// <inheritdoc/>
    public static ulong Classify(ref byte block, out ulong zeros)
    {
        ulong alphabet = 0;
        zeros = 0;
        for (int i = 0; i < IBlockClassifier.BlockSize; i++)
        {
            byte b = Unsafe.Add(ref block, i);
            if (char.IsAsciiLetterOrDigit((char)b) || b is (byte)'+' or (byte)'/' or (byte)'-' or (byte)'_')
            {
                alphabet |= 1UL << i;
            }

            zeros |= (b == 0 ? 1UL : 0) << i;
        }

        return alphabet;
    }
}
