namespace ArtifactGate.Artifacts.Executables;

/// <summary>What begins right behind a line of a script, and is no line: the first bytes of an archive or a compressed file.</summary>
internal static class ScriptPayload
{
    /// <summary>Scripts that unpack themselves are some ten thousand bytes long.</summary>
    public const int Searched = 256 * 1024;

    // Where a tar header says that it is one.
    private const int TarMagic = 257;

    private static readonly byte[][] Beginnings =
    [
        [0x1F, 0x8B, 8],
        [.. "BZh"u8],
        [0xFD, .. "7zXZ\0"u8],
        [0x28, 0xB5, 0x2F, 0xFD],
        [.. "7z"u8, 0xBC, 0xAF, 0x27, 0x1C],
        [.. "LZIP"u8],
        [.. "MSCF\0\0\0\0"u8],
    ];

    /// <summary>Where it begins; null when there is none.</summary>
    /// <param name="bytes">The first bytes of the file.</param>
    public static long? Find(ReadOnlySpan<byte> bytes)
    {
        for (int at = 0; bytes[at..].IndexOf((byte)'\n') is >= 0 and var line;)
        {
            at += line + 1;
            if (Begins(bytes[at..]))
            {
                return at;
            }
        }

        return null;
    }

    private static bool Begins(ReadOnlySpan<byte> rest)
    {
        if (rest.Length > TarMagic + 5 && rest[TarMagic..].StartsWith("ustar"u8))
        {
            return true;
        }

        foreach (byte[] beginning in Beginnings)
        {
            if (rest.StartsWith(beginning))
            {
                // The flags of gzip that are reserved, and the size and first block of bzip2, tell chance apart.
                return beginning[0] switch
                {
                    0x1F => rest.Length > 18 && (rest[3] & 0xE0) == 0,
                    (byte)'B' => rest.Length > 10 && rest[3] is >= (byte)'1' and <= (byte)'9' && rest[4..] is [0x31, 0x41, 0x59, 0x26, 0x53, 0x59, ..],
                    _ => true,
                };
            }
        }

        return false;
    }
}
