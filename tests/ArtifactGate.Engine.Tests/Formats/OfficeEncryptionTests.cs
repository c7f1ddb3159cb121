using System.Text;
using ArtifactGate.Artifacts;
using ArtifactGate.Testing.Formats;

namespace ArtifactGate.Engine.Tests.Formats;

/// <summary>Documents with a password: what of them cannot be read, and that nothing is said of plain ones.</summary>
public sealed class OfficeEncryptionTests : FormatTest
{
    private const int Encrypted = 0x0100;
    private const int SecondTable = 0x0200;
    private const int Obfuscated = 0x8000;
    private const uint PlainToken = 0xE391C05F;
    private const uint EncryptedToken = 0xF3D1C4DF;
    private const int FilePass = 0x2F;
    private const int WriteProtect = 0x86;

    private static readonly byte[] Rc4 = [1, 0, 1, 0, 1, 0, .. new byte[48]];
    private static readonly byte[] Xor = [0, 0, 0x12, 0x34, 0x56, 0x78];

    public static TheoryData<byte[], string> Infos => new()
    {
        { [4, 0, 4, 0, 0x40, 0, 0, 0], "an Office document encrypted with a password (agile encryption)" },
        { [3, 0, 2, 0, 0x24, 0, 0, 0], "an Office document encrypted with a password (standard encryption)" },
        { [4, 0, 3, 0, 0, 0, 0, 0], "an Office document encrypted by a program of its own (extensible encryption)" },
        { [9, 9, 9, 9], "an Office document encrypted in a way that is not known" },
        { [], "an Office document that is encrypted, without what tells how: protected by rights management, or damaged" },
    };

    [Fact]
    public void Plain_documents_are_read_and_nothing_is_said()
    {
        byte[] presentation = OfficeStreams.Presentation(Token(3), hasSession: false);
        byte[] file = new CompoundBuilder()
            .Stream("WordDocument", OfficeStreams.Word(SecondTable | Obfuscated, Token(1))).Stream("1Table", Noise(6000)).Stream("Data", Noise(5000, 2))
            .Stream("Workbook", OfficeStreams.Workbook((WriteProtect, []), (0x5C, Token(2)))).Stream("_SX_DB_CUR/0001", [0xC6, 0, 4, 0, 1, 2, 3, 4])
            .Stream("PowerPoint Document", presentation).Stream("Current User", OfficeStreams.CurrentUser(PlainToken, Token(3).Length)).Build();
        GateResult result = Scan(file);
        Assert.Equal(["PowerPoint Document", "WordDocument", "Workbook"], AllFound(result));
        Assert.Equal("compound-file", result.Artifacts[0].Kind);
    }

    [Theory]
    [InlineData(Encrypted | SecondTable, "1Table", "a Word document encrypted with a password")]
    [InlineData(Encrypted, "0Table", "a Word document encrypted with a password")]
    [InlineData(Encrypted | Obfuscated, "0Table", "a Word document obfuscated with a password (XOR)")]
    public void Word_encrypts_its_text_one_of_its_tables_and_its_data(int flags, string table, string detail)
    {
        byte[] file = Word(flags);
        Says(file, detail, table, "Data", "WordDocument");
    }

    [Fact]
    public void A_document_in_another_is_named_by_its_storage()
    {
        byte[] file = new CompoundBuilder()
            .Stream("WordDocument", OfficeStreams.Word(0, Token(4)))
            .Stream("ObjectPool/_1234/WordDocument", OfficeStreams.Word(Encrypted, Noise(5000)))
            .Stream("ObjectPool/_5678/Workbook", OfficeStreams.Workbook((FilePass, Rc4))).Build();
        GateResult result = Scan(file);
        Assert.Equal(["WordDocument"], Found(result));
        Assert.Equal([("ObjectPool/_1234/WordDocument", UnreadReason.Encrypted), ("ObjectPool/_5678/Workbook", UnreadReason.Encrypted)], Unread(result));
        byte[] zip = Zip(("a/plan.doc", Word(Encrypted)));
        Assert.Contains(("a/plan.doc!WordDocument", UnreadReason.Encrypted), Unread(Scan(zip)));
    }

    [Theory]
    [InlineData("Workbook", true, "an Excel workbook encrypted with a password")]
    [InlineData("Book", true, "an Excel workbook encrypted with a password")]
    [InlineData("Workbook", false, "an Excel workbook obfuscated with a password (XOR)")]
    [InlineData("Book", false, "an Excel workbook obfuscated with a password (XOR)")]
    public void Excel_says_it_in_a_record(string name, bool rc4, string detail)
    {
        byte[] pass = rc4 ? Rc4 : name == "Book" ? Xor[2..] : Xor;
        Says(new CompoundBuilder().Stream(name, OfficeStreams.Workbook((FilePass, pass), (0x5C, Noise(200)))).Build(), detail, name);
        Says(new CompoundBuilder().Stream(name, OfficeStreams.Workbook((WriteProtect, []), (FilePass, pass), (0x5C, Noise(9000)))).Build(), detail, name);
    }

    [Fact]
    public void Cached_data_and_the_log_of_a_workbook_say_it_too()
    {
        byte[] file = new CompoundBuilder().Stream("Workbook", OfficeStreams.Workbook((FilePass, Rc4))).Stream("_SX_DB_CUR/0001", [FilePass, 0, (byte)Rc4.Length, 0, .. Rc4, .. Noise(50)])
            .Stream("Revision Log", OfficeStreams.Workbook((FilePass, Rc4))).Stream("encryption", Noise(60)).Build();
        Assert.Equal(["Revision Log", "Workbook", "_SX_DB_CUR/0001", "encryption"], Unread(Scan(file)).Select(u => u.Path).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(EncryptedToken, false)]
    [InlineData(PlainToken, true)]
    public void PowerPoint_says_it_by_its_token_or_by_its_latest_edit(uint token, bool hasSession)
    {
        byte[] text = Noise(5000);
        byte[] file = new CompoundBuilder().Stream("Current User", OfficeStreams.CurrentUser(token, text.Length)).Stream("PowerPoint Document", OfficeStreams.Presentation(text, hasSession))
            .Stream("Pictures", Noise(4500)).Stream("\u0005SummaryInformation", Token(5)).Build();
        Says(file, "a PowerPoint presentation encrypted with a password", "Pictures", "PowerPoint Document");
        Assert.Equal(["_SummaryInformation"], Found(Scan(file)));
    }

    [Theory]
    [MemberData(nameof(Infos))]
    public void An_encrypted_package_says_how(byte[] info, string detail)
    {
        var builder = new CompoundBuilder().Stream("EncryptedPackage", [.. BitConverter.GetBytes(6000L), .. Noise(6000)]);
        Says((info.Length > 0 ? builder.Stream("EncryptionInfo", info) : builder).Build(), detail, "EncryptedPackage");
        Says((info.Length > 0 ? new CompoundBuilder().Stream("MBD01/EncryptionInfo", info) : new CompoundBuilder()).Stream("MBD01/EncryptedPackage", Noise(5000)).Build(), detail, "MBD01/EncryptedPackage");
    }

    [Fact]
    public void What_only_pretends_to_be_encrypted_is_read_all_the_same()
    {
        byte[] file = new CompoundBuilder().Stream("WordDocument", OfficeStreams.Word(Encrypted, Token(6))).Stream("EncryptedPackage", Token(7)).Stream("\tDRMContent", Token(8)).Build();
        GateResult result = Scan(file);
        Assert.Equal(["EncryptedPackage", "WordDocument", "_DRMContent"], Found(result));
        Assert.Equal(3, result.Unread.Count);
    }

    [Fact]
    public void Streams_that_end_early_or_lie_are_no_documents()
    {
        byte[] file = new CompoundBuilder().Stream("WordDocument", [0xEC, 0xA5, 1]).Stream("Workbook", [9, 8, 0xFF, 0xFF, 1]).Stream("Book", [1])
            .Stream("Current User", OfficeStreams.CurrentUser(PlainToken, int.MaxValue)).Stream("PowerPoint Document", Token(9)).Stream("a/Workbook", Encoding.ASCII.GetBytes("text")).Build();
        Assert.Equal(["PowerPoint Document"], AllFound(Scan(file)));
    }

    private static byte[] Word(int flags) => new CompoundBuilder()
        .Stream("WordDocument", OfficeStreams.Word(flags, Noise(5000))).Stream("0Table", Noise(600, 2)).Stream("1Table", Noise(700, 3)).Stream("Data", Noise(4500, 4)).Build();

    private void Says(byte[] file, string detail, params string[] paths)
    {
        GateResult result = Scan(file);
        Assert.Equal(paths.Order(StringComparer.Ordinal).Select(p => (p, UnreadReason.Encrypted)), Unread(result).OrderBy(u => u.Path, StringComparer.Ordinal));
        Assert.All(result.Unread, u => Assert.Equal(detail, u.Detail));
        Assert.NotEqual(RunVerdict.Passed, result.Verdict);
    }
}
