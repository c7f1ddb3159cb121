using System.Buffers;

namespace ArtifactGate.Artifacts.Executables;

/// <summary>What NSIS has behind the image of an installer.</summary>
internal static class InstallerData
{
    private const int Searched = 64 * 1024;

    // The first header: flags, then the signature that the program itself looks for.
    private static ReadOnlySpan<byte> Signature => [0xEF, 0xBE, 0xAD, 0xDE, (byte)'N', (byte)'u', (byte)'l', (byte)'l', (byte)'s', (byte)'o', (byte)'f', (byte)'t', (byte)'I', (byte)'n', (byte)'s', (byte)'t'];

    /// <summary>Finds where it begins in the file; null when there is none.</summary>
    /// <param name="stream">The program.</param>
    /// <param name="end">Where its image ends.</param>
    public static long? Find(Stream stream, long end)
    {
        if (end <= 0 || end >= stream.Length)
        {
            return null;
        }

        byte[] buffer = ArrayPool<byte>.Shared.Rent(Searched);
        try
        {
            stream.Position = end;
            ReadOnlySpan<byte> bytes = buffer.AsSpan(0, stream.ReadAtLeast(buffer.AsSpan(0, Searched), Searched, throwOnEndOfStream: false));
            return bytes.IndexOf(Signature) is >= 4 and var installer ? end + installer - 4 : null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }
}
