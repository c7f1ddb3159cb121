using System.Buffers.Binary;
using ArtifactGate.Detection.Content;
using ArtifactGate.Detection.Keys;

namespace ArtifactGate.Detection;

/// <summary>
/// A kind of file that must not ship because of what it gathers, known by its first bytes or by its place, whatever is in it. It warns; a credential
/// in it is found by the rule for that credential.
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

    /// <summary>Where programs put it: the last segments of its path, of any case; <c>*</c> is any text within a segment. Files without content are not meant.</summary>
    public IReadOnlyList<string> Places { get; init; } = [];

    /// <summary>Whether it means a file.</summary>
    /// <param name="path">The inner path with <c>/</c>.</param>
    /// <param name="head">The first bytes.</param>
    /// <param name="format">The name of its format, or null for none that is opened.</param>
    public bool Means(string path, ReadOnlySpan<byte> head, string? format) => (Format is not null && format == Format) || (IsMemory && HasMemory(head))
        || (IsSealedStore && BouncyCastleHead.IsSealed(head)) || (head.Length > 0 && IsPlace(path));

    private bool IsPlace(string path)
    {
        foreach (string place in Places)
        {
            if (PathEnd.Matches(path, place))
            {
                return true;
            }
        }

        return false;
    }

    // Minidumps and kernel dumps of Windows, core files of ELF and Mach-O systems, heap dumps of Java.
    private static bool HasMemory(ReadOnlySpan<byte> head) => head switch
    {
        [(byte)'M', (byte)'D', (byte)'M', (byte)'P', 0x93, 0xA7, ..] => true,
        [0x7F, (byte)'E', (byte)'L', (byte)'F', 1 or 2, 1, 1, ..] => head.Length >= 64 && BinaryPrimitives.ReadUInt16LittleEndian(head[16..]) == ElfCore,
        [0xCF, 0xFA, 0xED, 0xFE, ..] => head.Length >= 32 && BinaryPrimitives.ReadUInt32LittleEndian(head[12..]) == MachCore,
        _ => head.StartsWith("PAGEDUMP"u8) || head.StartsWith("PAGEDU64"u8) || head.StartsWith("JAVA PROFILE 1.0"u8),
    };
}
