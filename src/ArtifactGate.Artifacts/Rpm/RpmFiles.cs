using ArtifactGate.Artifacts.Cpio;
using ArtifactGate.Artifacts.Tar;

namespace ArtifactGate.Artifacts.Rpm;

/// <summary>
/// The files that a header lists, by number: a payload with a file of 4 GiB or more leaves their names and lengths to it. Read only when
/// such an entry is met.
/// </summary>
internal sealed class RpmFiles
{
    private const uint Sizes = 1028;
    private const uint Modes = 1030;
    private const uint Devices = 1095;
    private const uint Inodes = 1096;
    private const uint Folders = 1116;
    private const uint Names = 1117;
    private const uint FolderNames = 1118;
    private const uint LongSizes = 5008;
    private const int MostNameBytes = 32 << 20;
    private const uint KindMask = 0xF000;

    private readonly RpmHeader _header;
    private readonly string[] _names;
    private readonly string[] _folders;
    private readonly Dictionary<(long? Device, long? Inode), uint> _lastOfFile = [];

    /// <summary>Reads the names.</summary>
    /// <exception cref="InvalidDataException">They are missing, or too many.</exception>
    public RpmFiles(RpmHeader header)
    {
        _header = header;
        _names = header.Texts(Names, MostNameBytes);
        _folders = header.Texts(FolderNames, MostNameBytes);
        for (uint i = 0; i < _names.Length; i++)
        {
            _lastOfFile[Identity(i)] = i;
        }
    }

    /// <summary>What an archive has of a file; null when there is no such file.</summary>
    public CpioEntry? Entry(uint number)
    {
        if (number >= _names.Length || _header.Number(Folders, number) is not long folder || folder < 0 || folder >= _folders.Length
            || _header.Number(Modes, number) is not long mode || (_header.Number(LongSizes, number) ?? _header.Number(Sizes, number)) is not (>= 0 and var size))
        {
            return null;
        }

        // Of several names of one file only the last has the content; of everything else only symbolic links have some.
        bool isFile = (mode & KindMask) == 0x8000;
        bool hasContent = isFile ? _lastOfFile[Identity(number)] == number : (mode & KindMask) == 0xA000;
        string name = (_folders[folder] + _names[number]).Replace('\\', '/');
        return new CpioEntry(TarName.Normalize(name.TrimStart('/')), isFile, hasContent ? size : 0, [], 0);
    }

    private (long? Device, long? Inode) Identity(uint number) => (_header.Number(Devices, number), _header.Number(Inodes, number));
}
