using System.Buffers;
using ArtifactGate.Artifacts.Cab;

namespace ArtifactGate.Artifacts.Executables;

/// <summary>What a program that unpacks itself has behind its image: an archive that begins somewhere in the first bytes there.</summary>
/// <param name="Offset">Where it begins in the file.</param>
/// <param name="Unsupported">What it is, when that can be told and not opened; else null.</param>
internal sealed record PackedPart(long Offset, string? Unsupported)
{
    /// <summary>A 7z archive may have the text of its settings in front.</summary>
    private const int Searched = 64 * 1024;

    private static ReadOnlySpan<byte> SevenZip => [(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C, 0];

    // The first header of NSIS: flags, then the signature that its own program looks for.
    private static ReadOnlySpan<byte> Nullsoft => [0xEF, 0xBE, 0xAD, 0xDE, (byte)'N', (byte)'u', (byte)'l', (byte)'l', (byte)'s', (byte)'o', (byte)'f', (byte)'t', (byte)'I', (byte)'n', (byte)'s', (byte)'t'];

    /// <summary>Finds it; null when there is none.</summary>
    /// <param name="stream">The program.</param>
    /// <param name="end">Where its image ends.</param>
    public static PackedPart? Find(Stream stream, long end)
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
            int first = bytes.IndexOfAnyExcept((byte)0);
            return bytes.IndexOf(SevenZip) is >= 0 and var archive ? new PackedPart(end + archive, null)
                : bytes.IndexOf(Nullsoft) is >= 4 and var installer ? new PackedPart(end + installer - 4, "the files of an installer made with NSIS")
                : first >= 0 && CabHeader.Begins(bytes[first..]) ? new PackedPart(end + first, null)
                : null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }
}
