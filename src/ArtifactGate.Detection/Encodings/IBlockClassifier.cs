namespace ArtifactGate.Detection;

/// <summary>Sorts the bytes of a block into characters of the base64 alphabets, zeros and the rest. One implementation per vector width.</summary>
internal interface IBlockClassifier
{
    /// <summary>Bytes in a block: one a bit.</summary>
    const int BlockSize = 64;

    /// <summary>Classifies 64 bytes, the first in the lowest bit.</summary>
    /// <param name="block">The first of 64 readable bytes.</param>
    /// <param name="zeros">Which of them are zero.</param>
    /// <returns>Which of them are in A-Z, a-z, 0-9, <c>+ / - _</c>.</returns>
    static abstract ulong Classify(ref byte block, out ulong zeros);
}
