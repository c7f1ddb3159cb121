using System.Buffers.Binary;
using ArtifactGate.Detection.Keys;

namespace ArtifactGate.Detection;

/// <summary>
/// A kind of file that must not ship because of what it gathers, known by its first bytes, whatever is in it. It warns; a credential in it is found
/// by the rule for that credential.
/// </summary>
public sealed class FileRule : Rule
{
    private const ushort ElfCore = 4;
    private const uint MachCore = 4;

    /// <summary>A rule whose findings warn: nothing says that the file holds a credential.</summary>
    public FileRule() => Evidence = Evidence.Context;

    /// <summary>The format it is, where one of the formats that are opened says what it is; else null.</summary>
    public string? Format { get; init; }

    /// <summary>Whether it is the memory of a process or a machine.</summary>
    public bool IsMemory { get; init; }

    /// <summary>Whether it is a key store of BouncyCastle whose keys only its password tells.</summary>
    public bool IsSealedStore { get; init; }

    /// <summary>Whether it means a file.</summary>
    /// <param name="head">The first bytes.</param>
    /// <param name="format">The name of its format, or null for none that is opened.</param>
    public bool Means(ReadOnlySpan<byte> head, string? format) => (Format is not null && format == Format) || (IsMemory && HasMemory(head))
        || (IsSealedStore && BouncyCastleHead.IsSealed(head));

    // Minidumps and kernel dumps of Windows, core files of ELF and Mach-O systems, heap dumps of Java.
    private static bool HasMemory(ReadOnlySpan<byte> head) => head switch
    {
        [(byte)'M', (byte)'D', (byte)'M', (byte)'P', 0x93, 0xA7, ..] => true,
        [0x7F, (byte)'E', (byte)'L', (byte)'F', 1 or 2, 1, 1, ..] => head.Length >= 64 && BinaryPrimitives.ReadUInt16LittleEndian(head[16..]) == ElfCore,
        [0xCF, 0xFA, 0xED, 0xFE, ..] => head.Length >= 32 && BinaryPrimitives.ReadUInt32LittleEndian(head[12..]) == MachCore,
        _ => head.StartsWith("PAGEDUMP"u8) || head.StartsWith("PAGEDU64"u8) || head.StartsWith("JAVA PROFILE 1.0"u8),
    };
}
