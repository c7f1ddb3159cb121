namespace ArtifactGate.Artifacts.Cab;

/// <summary>A folder of a cabinet: blocks that are compressed as one ([MS-CAB] 2.2).</summary>
/// <param name="Offset">Where its first block begins.</param>
/// <param name="Blocks">How many there are.</param>
/// <param name="Compression">The method in the low four bits; the size of its window above.</param>
internal readonly record struct CabFolder(long Offset, int Blocks, int Compression)
{
    /// <summary>0 stored, 1 MSZIP, 2 Quantum, 3 LZX.</summary>
    public int Method => Compression & 0xF;

    /// <summary>The binary logarithm of the window that Quantum and LZX look back into.</summary>
    public int WindowBits => (Compression >> 8) & 0x1F;

    /// <summary>Whether there is a decoder for it.</summary>
    public bool CanDecode => Method switch { 0 or 1 => true, 2 => WindowBits is >= 10 and <= 21, 3 => WindowBits is >= 15 and <= 21, _ => false };
}
