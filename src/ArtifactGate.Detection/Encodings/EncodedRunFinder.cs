namespace ArtifactGate.Detection;

/// <summary>
/// Finds runs of base64 characters (standard and URL alphabet, which contain hexadecimal and base32) of
/// <see cref="MinCharacters"/> or more, in every text form. Contract: never misses one; each is reported once, as long as it is,
/// in the order in which they begin. Padding is no part of a run.
/// </summary>
/// <remarks>
/// In UTF-16 such a run is a stretch of bytes that are a character and a zero by turns, and every such stretch can be read in
/// both byte orders. It is reported in the one that has more of its characters; when both have as many and the same ones (there is a zero
/// at each end), in the one whose characters begin at even positions, as they do in every text file; and in both when
/// each lacks another character (there is none at either end).
/// </remarks>
internal static class EncodedRunFinder
{
    /// <summary>The shortest run that can hide a credential: 18 bytes.</summary>
    public const int MinCharacters = 24;

    /// <summary>Adds every run in <paramref name="bytes"/> to <paramref name="runs"/>, which is empty.</summary>
    public static void Find(ReadOnlySpan<byte> bytes, List<EncodedRun> runs) => Find(bytes, runs, ScanEngines.Fastest);

    /// <summary>The same with the engine that is asked for, for tests and measurements.</summary>
    public static void Find(ReadOnlySpan<byte> bytes, List<EncodedRun> runs, ScanEngine engine)
    {
        switch (engine)
        {
            case ScanEngine.Vector512:
                EncodedRunSweep<Vector512BlockClassifier>.Find(bytes, runs);
                break;
            case ScanEngine.Vector256:
                EncodedRunSweep<Vector256BlockClassifier>.Find(bytes, runs);
                break;
            case ScanEngine.Vector128:
                EncodedRunSweep<Vector128BlockClassifier>.Find(bytes, runs);
                break;
            default:
                EncodedRunSweep<ScalarBlockClassifier>.Find(bytes, runs);
                break;
        }
    }
}
