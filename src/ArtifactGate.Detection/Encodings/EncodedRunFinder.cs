namespace ArtifactGate.Detection;

/// <summary>
/// Finds runs of base64 characters (standard and URL alphabet, which contain hexadecimal and base32) of
/// <see cref="MinCharacters"/> or more, in every text form. Contract: never misses one; each is reported once.
/// </summary>
internal static class EncodedRunFinder
{
    /// <summary>The shortest run that can hide a credential: 18 bytes.</summary>
    public const int MinCharacters = 24;

    private static readonly System.Buffers.SearchValues<byte> Characters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_"u8);

    /// <summary>Adds every run that begins in <paramref name="bytes"/>.</summary>
    public static void Find(ReadOnlySpan<byte> bytes, List<EncodedRun> runs)
    {
        int at = 0;
        while (at < bytes.Length)
        {
            int skip = bytes[at..].IndexOfAny(Characters);
            if (skip < 0)
            {
                return;
            }

            at += skip;
            int length = bytes[at..].IndexOfAnyExcept(Characters);
            length = length < 0 ? bytes.Length - at : length;
            if (length >= MinCharacters)
            {
                runs.Add(new EncodedRun(at, length, TextForm.Utf8, at + length == bytes.Length));
            }

            at += length;
        }
    }
}
