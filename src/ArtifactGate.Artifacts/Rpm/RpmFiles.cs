using ArtifactGate.Artifacts.Cpio;
using ArtifactGate.Artifacts.Tar;

namespace ArtifactGate.Artifacts.Rpm;

/// <summary>
/// The files that a header lists, by number: a payload with a file of 4 GiB or more leaves their names and lengths to it.
/// </summary>
internal sealed class RpmFiles
{
    /// <summary>The tag of their names.</summary>
    public const uint Names = 1117;

    private const uint Sizes = 1028;
    private const uint Modes = 1030;
    private const uint Devices = 1095;
    private const uint Inodes = 1096;
    private const uint Folders = 1116;
    private const uint FolderNames = 1118;
    private const uint LongSizes = 5008;
    private const int MostNameBytes = 32 << 20;
    private const uint KindMask = 0xF000;

    private readonly RpmHeader _header;
    private readonly string[] _names;
    private readonly string[] _folders;
    private readonly Dictionary<(long? Device, long? Inode), uint> _lastOfFile = [];
    private readonly HashSet<(long? Device, long? Inode)> _ofSeveral = [];

    /// <summary>Reads the names.</summary>
    /// <exception cref="InvalidDataException">They are missing, or too many.</exception>
    public RpmFiles(RpmHeader header)
    {
        _header = header;
        _names = header.Texts(Names, MostNameBytes);
        _folders = header.Texts(FolderNames, MostNameBytes);
        for (uint i = 0; i < _names.Length; i++)
        {
            if (!_lastOfFile.TryAdd(Identity(i), i))
            {
                _ofSeveral.Add(Identity(i));
                _lastOfFile[Identity(i)] = i;
            }
        }
    }

    /// <summary>The name of a file in the archive, its bytes, and whether it is the only name of them; null when there is no such file.</summary>
    public (string Name, long Size, bool IsAlone)? Named(uint number) => Size(number) is long size && Name(number) is { } name ? (name, size, !_ofSeveral.Contains(Identity(number))) : null;

    /// <summary>What an archive has of a file; null when there is no such file.</summary>
    public CpioEntry? Entry(uint number)
    {
        if (Name(number) is not { } name || _header.Number(Modes, number) is not long mode || Size(number) is not long size)
        {
            return null;
        }

        // Of several names of one file only the last has the content; of everything else only symbolic links have some.
        bool isFile = (mode & KindMask) == 0x8000;
        bool hasContent = isFile ? _lastOfFile[Identity(number)] == number : (mode & KindMask) == 0xA000;
        return new CpioEntry(name, isFile, hasContent ? size : 0, [], 0);
    }

    private string? Name(uint number) => number < _names.Length && _header.Number(Folders, number) is long folder && folder >= 0 && folder < _folders.Length
        ? TarName.Normalize((_folders[folder] + _names[number]).Replace('\\', '/').TrimStart('/')) : null;

    private long? Size(uint number) => (_header.Number(LongSizes, number) ?? _header.Number(Sizes, number)) is >= 0 and var size ? size : null;

    private (long? Device, long? Inode) Identity(uint number) => (_header.Number(Devices, number), _header.Number(Inodes, number));
}
