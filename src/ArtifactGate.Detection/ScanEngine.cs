namespace ArtifactGate.Detection;

/// <summary>The ways to go through bytes, slowest first.</summary>
internal enum ScanEngine
{
    /// <summary>One byte at a time; any machine.</summary>
    Scalar,

    /// <summary>16 bytes at a time: SSSE3 on x64, AdvSimd on Arm.</summary>
    Vector128,

    /// <summary>32 bytes at a time: AVX2.</summary>
    Vector256,

    /// <summary>64 bytes at a time: AVX-512 VBMI.</summary>
    Vector512,
}
