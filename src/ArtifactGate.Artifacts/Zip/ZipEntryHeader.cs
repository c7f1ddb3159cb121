using System.Text;

namespace ArtifactGate.Artifacts.Zip;

/// <summary>One entry of a zip, as its central directory describes it (APPNOTE 4.3.12).</summary>
/// <param name="Name">As stored, with <c>/</c>; only text.</param>
/// <param name="Flags">General purpose bits; bit 0 says encrypted.</param>
/// <param name="Method">Compression method; 0 stored, 8 deflate.</param>
/// <param name="Crc">CRC-32 of the content.</param>
/// <param name="PackedLength">Bytes in the archive.</param>
/// <param name="Length">Bytes of the content.</param>
/// <param name="HeaderOffset">Where its local header begins, from the first byte of the stream.</param>
internal readonly record struct ZipEntryHeader(
    string Name, ushort Flags, ushort Method, uint Crc, long PackedLength, long Length, long HeaderOffset)
{
    /// <summary>Whether the directory has more of it than numbers: a comment, or extra fields.</summary>
    public bool HasText { get; init; }

    /// <summary>The number of the file in which it begins, in an archive of several.</summary>
    public int Disk { get; init; }

    /// <summary>Whether the content is encrypted.</summary>
    public bool IsEncrypted => (Flags & 1) != 0;

    /// <summary>Whether it stands for a folder and has no content.</summary>
    public bool IsFolder => Name.EndsWith('/') && Length == 0 && PackedLength <= EmptyDeflated;

    private const int EmptyDeflated = 2;

    /// <summary>The name that bytes stand for. Bit 11 says UTF-8; without it most tools of today write UTF-8 all the same, and code page 437 agrees on ASCII.</summary>
    public static string NameOf(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes).Replace('\\', '/');
}
