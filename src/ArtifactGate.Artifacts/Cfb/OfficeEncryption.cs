using System.Buffers.Binary;

namespace ArtifactGate.Artifacts.Cfb;

/// <summary>
/// Which streams of Office documents are encrypted, told by what stands in clear: the header of a Word document ([MS-DOC] 2.5.2), a record of
/// an Excel workbook ([MS-XLS] 2.4.117), the token of a PowerPoint presentation ([MS-PPT] 2.3.2), and the streams around a package of the
/// newer formats ([MS-OFFCRYPTO] 2.3). Obfuscated ones are among them: they cannot be read either. A document may be in a storage of another.
/// </summary>
internal sealed class OfficeEncryption
{
    private const string Word = "WordDocument";
    private const string Presentation = "PowerPoint Document";
    private const string CurrentUser = "Current User";
    private const string Package = "EncryptedPackage";
    private const string PackageInfo = "EncryptionInfo";
    private const string Properties = "encryption";
    private const string Pivots = "_SX_DB_CUR/";

    private const int FibEncrypted = 0x0100;
    private const int FibSecondTable = 0x0200;
    private const int FibObfuscated = 0x8000;
    private const int FilePass = 0x2F;
    private const int EndOfGlobals = 0x0A;
    private const uint EncryptedToken = 0xF3D1C4DF;
    private const int UserEdit = 0x0FF5;
    private const uint UserEditWithSession = 32;

    // The record stands second or third.
    private const int MostRecords = 1000;

    private static readonly HashSet<string> Telling =
    [
        Word, "0Table", "1Table", "Data", "Workbook", "Book", "Revision Log", Presentation, CurrentUser, "Pictures", "EncryptedSummary", Properties, Package, PackageInfo, "_DRMContent",
    ];

    private readonly Dictionary<string, ContentNode> _streams = new(StringComparer.Ordinal);
    private readonly HashSet<string> _told = [];

    /// <summary>Keeps a stream in mind, if it may tell something.</summary>
    public void Add(string path, ContentNode node)
    {
        if (Telling.Contains(path[(path.LastIndexOf('/') + 1)..]) || path.Contains(Pivots, StringComparison.Ordinal))
        {
            _streams.TryAdd(path, node);
        }
    }

    /// <summary>The streams that are encrypted, when all have been added.</summary>
    public IEnumerable<WalkItem> Items(Budget budget)
    {
        foreach ((string path, ContentNode node) in _streams)
        {
            budget.CheckTime();
            string name = path[(path.LastIndexOf('/') + 1)..], storage = path[..^name.Length];
            IEnumerable<WalkItem> items = name switch
            {
                Word => OfWord(node, storage),
                CurrentUser => OfPresentation(node, storage),
                Package => Encrypted($"an Office document {Kind(storage)}", path),
                "_DRMContent" => Encrypted("an Office document protected by rights management", path),
                "Workbook" or "Book" or "Revision Log" => OfWorkbook(node, "an Excel workbook", path, storage + Properties),
                _ when path.Contains(Pivots, StringComparison.Ordinal) => OfWorkbook(node, "cached data of an Excel workbook", path),
                _ => [],
            };
            foreach (WalkItem item in items)
            {
                yield return item;
            }
        }
    }

    private IEnumerable<WalkItem> Encrypted(string detail, params IEnumerable<string> paths) =>
        from path in paths
        where _streams.ContainsKey(path) && _told.Add(path)
        select new WalkItem.Unread(_streams[path].Path, UnreadReason.Encrypted, detail);

    private IEnumerable<WalkItem> OfWord(ContentNode node, string storage)
    {
        // Of Word 97 and later, or of Word 6 and 95, which keep everything in this one stream.
        byte[] fib = Read(node, 0, 12);
        int flags = fib.Length == 12 && fib is [0xEC or 0xDC, 0xA5, ..] ? U16(fib, 10) : 0;
        return (flags & FibEncrypted) == 0 ? [] : Encrypted((flags & FibObfuscated) != 0 ? "a Word document obfuscated with a password (XOR)" : "a Word document encrypted with a password",
            storage + Word, storage + ((flags & FibSecondTable) != 0 ? "1Table" : "0Table"), storage + "Data", storage + Properties);
    }

    private IEnumerable<WalkItem> OfWorkbook(ContentNode node, string what, params string[] paths)
    {
        using Stream stream = node.Open();
        long at = 0;
        for (int i = 0; i < MostRecords; i++)
        {
            byte[] record = Read(stream, at, 6);
            (int type, int length) = record.Length < 4 ? (EndOfGlobals, 0) : (U16(record, 0), U16(record, 2));
            if (type == EndOfGlobals || (i == 0 && (type & 0xFF) != 9 && type != FilePass))
            {
                return [];
            }

            if (type == FilePass)
            {
                // Before Excel 97 there is nothing but a key and a hash of four bytes.
                bool obfuscated = length == 4 || (record.Length == 6 && U16(record, 4) == 0);
                return Encrypted(what + (obfuscated ? " obfuscated with a password (XOR)" : " encrypted with a password"), paths);
            }

            at += 4 + length;
        }

        return [];
    }

    // By the token, or by the session that the latest edit names.
    private IEnumerable<WalkItem> OfPresentation(ContentNode user, string storage)
    {
        byte[] atom = Read(user, 0, 20);
        if (atom.Length < 20)
        {
            return [];
        }

        byte[] edit = _streams.TryGetValue(storage + Presentation, out ContentNode? document) ? Read(document, BinaryPrimitives.ReadUInt32LittleEndian(atom.AsSpan(16)), 8) : [];
        bool hasSession = edit.Length == 8 && U16(edit, 2) == UserEdit && BinaryPrimitives.ReadUInt32LittleEndian(edit.AsSpan(4)) == UserEditWithSession;
        return hasSession || BinaryPrimitives.ReadUInt32LittleEndian(atom.AsSpan(12)) == EncryptedToken
            ? Encrypted("a PowerPoint presentation encrypted with a password", storage + Presentation, storage + "Pictures", storage + "EncryptedSummary")
            : [];
    }

    private string Kind(string storage) => !_streams.TryGetValue(storage + PackageInfo, out ContentNode? info) ? "that is encrypted, without what tells how: protected by rights management, or damaged"
        : Read(info, 0, 4) switch
        {
            [4, 0, 4, 0] => "encrypted with a password (agile encryption)",
            [2 or 3 or 4, 0, 2, 0] => "encrypted with a password (standard encryption)",
            [3 or 4, 0, 3, 0] => "encrypted by a program of its own (extensible encryption)",
            _ => "encrypted in a way that is not known",
        };

    private static byte[] Read(ContentNode node, long offset, int count)
    {
        using Stream stream = node.Open();
        return Read(stream, offset, count);
    }

    private static byte[] Read(Stream stream, long offset, int count)
    {
        if (offset >= stream.Length)
        {
            return [];
        }

        var bytes = new byte[count];
        stream.Position = offset;
        return bytes[..stream.ReadAtLeast(bytes, count, throwOnEndOfStream: false)];
    }

    private static int U16(byte[] bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at));
}
