using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace ArtifactGate.Detection;

/// <summary>What this machine can run.</summary>
internal static class ScanEngines
{
    /// <summary>The fastest engine of this machine.</summary>
    public static ScanEngine Fastest =>
        CanRun(ScanEngine.Vector512) ? ScanEngine.Vector512
        : CanRun(ScanEngine.Vector256) ? ScanEngine.Vector256
        : CanRun(ScanEngine.Vector128) ? ScanEngine.Vector128
        : ScanEngine.Scalar;

    /// <summary>Whether this machine can run an engine.</summary>
    public static bool CanRun(ScanEngine engine) => engine switch
    {
        ScanEngine.Vector512 => Avx512Vbmi.IsSupported,
        ScanEngine.Vector256 => Avx2.IsSupported,
        ScanEngine.Vector128 => Ssse3.IsSupported || AdvSimd.Arm64.IsSupported,
        _ => true,
    };
}
