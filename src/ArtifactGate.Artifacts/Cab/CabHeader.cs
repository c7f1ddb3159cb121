using System.Buffers.Binary;
using System.Text;

namespace ArtifactGate.Artifacts.Cab;

/// <summary>
/// What stands before the data of a cabinet ([MS-CAB] 2.1 to 2.3): its header, its folders, each compressed as one, and its files, each a
/// range of a folder.
/// </summary>
internal sealed class CabHeader
{
    /// <summary>The fixed part of the header.</summary>
    public const int Length = 36;

    private const int FolderLength = 8;
    private const int FileLength = 16;
    private const int LongestName = 256;
    private const int HasPrevious = 1;
    private const int HasNext = 2;
    private const int HasReserve = 4;
    private const int NameIsUtf8 = 0x80;

    private readonly Dictionary<int, List<CabFile>> _byFolder = [];

    private CabHeader()
    {
    }

    /// <summary>Bytes of the whole cabinet, as it says.</summary>
    public required long CabinetLength { get; init; }

    /// <summary>Bytes that each block of data reserves for applications.</summary>
    public int BlockReserve { get; private set; }

    /// <summary>The folders.</summary>
    public List<CabFolder> Folders { get; } = [];

    /// <summary>The files.</summary>
    public List<CabFile> Files { get; } = [];

    /// <summary>Where the headers end; the folders are among them.</summary>
    public long HeadersEnd { get; private set; }

    /// <summary>Where the list of files begins.</summary>
    public required long FilesAt { get; init; }

    /// <summary>Where the list of files ends.</summary>
    public long FilesEnd { get; private set; }

    /// <summary>Whether a file is in a folder that there is.</summary>
    public bool HasFolder(CabFile file) => file.FolderOf(Folders.Count) is var folder && folder >= 0 && folder < Folders.Count;

    /// <summary>The files of a folder, in the order of their content.</summary>
    public CabFile[] FilesOf(int folder) => _byFolder.TryGetValue(folder, out List<CabFile>? files) ? [.. files.OrderBy(f => f.Offset).ThenBy(f => f.Length)] : [];

    /// <summary>Whether the content of a folder can be unpacked.</summary>
    public bool IsRead(int folder) => Folders[folder].CanDecode && !FilesOf(folder).Any(f => f.BeginsBefore);

    /// <summary>
    /// Whether bytes begin like a cabinet: its signature, and two of what readers do not all ask for, which are three fields of zeros and the
    /// version. A cabinet must not be hidden from here by a byte that others pass over.
    /// </summary>
    public static bool Begins(ReadOnlySpan<byte> head)
    {
        if (head.Length < Length || !head.StartsWith("MSCF"u8) || U32(head, 16) < Length)
        {
            return false;
        }

        int signs = (U32(head, 4) == 0 ? 1 : 0) + (U32(head, 12) == 0 ? 1 : 0) + (U32(head, 20) == 0 ? 1 : 0) + (head[24] == 3 && head[25] == 1 ? 1 : 0);
        return signs >= 2;
    }

    /// <summary>Reads all headers.</summary>
    /// <exception cref="InvalidDataException">They are damaged.</exception>
    /// <exception cref="EndOfStreamException">They are cut off.</exception>
    public static CabHeader Read(Stream stream, Budget budget)
    {
        stream.Position = 0;
        using var reader = new BinaryReader(new BufferedStream(stream, 16 * 1024), Encoding.Latin1, leaveOpen: true);
        byte[] head = Exactly(reader, Length);
        if (!Begins(head))
        {
            throw new InvalidDataException("a cabinet header with impossible fields");
        }

        var header = new CabHeader { CabinetLength = U32(head, 8), FilesAt = U32(head, 16) };
        int flags = U16(head, 30);
        int folderReserve = header.ReadOptional(reader, flags);
        for (int i = U16(head, 26); i > 0; i--)
        {
            byte[] folder = Exactly(reader, FolderLength);
            Exactly(reader, folderReserve);
            header.Folders.Add(new CabFolder(U32(folder, 0), U16(folder, 4), U16(folder, 6)));
        }

        header.HeadersEnd = reader.BaseStream.Position;
        header.ReadFiles(reader, U16(head, 28), budget);
        return header;
    }

    private int ReadOptional(BinaryReader reader, int flags)
    {
        int folderReserve = 0;
        if ((flags & HasReserve) != 0)
        {
            byte[] sizes = Exactly(reader, 4);
            (folderReserve, BlockReserve) = (sizes[2], sizes[3]);
            Exactly(reader, U16(sizes, 0));
        }

        // Cabinet and disk before this one, and behind it.
        int texts = ((flags & HasPrevious) != 0 ? 2 : 0) + ((flags & HasNext) != 0 ? 2 : 0);
        for (; texts > 0; texts--)
        {
            ReadText(reader);
        }

        return folderReserve;
    }

    private void ReadFiles(BinaryReader reader, int count, Budget budget)
    {
        reader.BaseStream.Position = FilesAt <= reader.BaseStream.Length ? FilesAt : throw new EndOfStreamException();
        for (; count > 0; count--)
        {
            budget.CheckTime();
            byte[] file = Exactly(reader, FileLength);
            byte[] name = ReadText(reader);
            string text = ((U16(file, 14) & NameIsUtf8) != 0 ? Encoding.UTF8 : Encoding.Latin1).GetString(name);
            var entry = new CabFile(text.Replace('\\', '/'), U32(file, 0), U32(file, 4), U16(file, 8));
            Files.Add(entry);
            int folder = entry.FolderOf(Folders.Count);
            (_byFolder.TryGetValue(folder, out List<CabFile>? others) ? others : _byFolder[folder] = []).Add(entry);
        }

        FilesEnd = reader.BaseStream.Position;
    }

    private static byte[] ReadText(BinaryReader reader)
    {
        var text = new List<byte>();
        while (reader.ReadByte() is var b and not 0)
        {
            if (text.Count == LongestName)
            {
                throw new InvalidDataException("a name in a cabinet does not end");
            }

            text.Add(b);
        }

        return [.. text];
    }

    private static byte[] Exactly(BinaryReader reader, int count)
    {
        byte[] bytes = reader.ReadBytes(count);
        return bytes.Length == count ? bytes : throw new EndOfStreamException();
    }

    private static uint U32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    private static ushort U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);
}
