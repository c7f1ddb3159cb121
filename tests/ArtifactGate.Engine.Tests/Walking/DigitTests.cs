using System.Text;
using ArtifactGate.Engine.Walking;
using ArtifactGate.Testing;

namespace ArtifactGate.Engine.Tests.Walking;

/// <summary>Bytes in the digits that databases, dumps and source code write them in.</summary>
public sealed class DigitTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("artifactgate-digits-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Name, what stands before the digits, how bytes are written, and what stands behind.</summary>
    private static readonly (string Name, string Before, Func<byte[], string> Write, string After)[] Ways =
    [
        ("mysqldump", "INSERT INTO t VALUES (1,0x", Convert.ToHexString, ");"),
        ("sql server lower", "VALUES (0x", Convert.ToHexStringLower, ", N'x')"),
        ("bytea", "COPY t FROM stdin;\n1\t\\\\x", Convert.ToHexStringLower, "\n"),
        ("bytea quoted", "VALUES ('\\x", Convert.ToHexStringLower, "');"),
        ("bit converter", "token: ", BitConverter.ToString, "."),
        ("bit converter and a next line", "token: ", BitConverter.ToString, "\nword"),
        ("digits and a next line", "token: ", Convert.ToHexStringLower, "\nword"),
        ("blanks", "dump: ", b => Joined(b, " ", "x2"), "\n"),
        ("blanks in upper case", "see 7\n", b => Joined(b, " ", "X2"), " |"),
        ("colons", "token=", b => Joined(b, ":", "x2"), "\n"),
        ("colons in lines", "key:\n    ", b => Lines(b, ":", "", "x2", ":\n    "), "\n"),
        ("c sharp", "new byte[] { ", b => Joined(b, ", ", "0x", "X2"), " };"),
        ("c sharp dense", "new byte[]{", b => Joined(b, ",", "0x", "x2"), "}"),
        ("xxd -i", "unsigned char a[] = {\n  ", b => Lines(b, ", ", "0x", "x2", ",\n  "), "\n};"),
        ("deep lines", "x = {\n\t\t\t\t\t\t\t\t", b => Lines(b, ", ", "0x", "x2", ",\n" + new string(' ', 48)), "\n};"),
        ("java", "byte[] a = {", b => Joined(b, ", ", "(byte)0x", "x2"), "};"),
        ("decimal", "Buffer.from([", b => Joined(b, ", ", "", "d"), "])"),
        ("decimal dense", "[", b => Joined(b, ",", "", "d"), "]"),
        ("decimal behind blanks", "bytes=( ", b => Joined(b, " ", "", "d"), " )"),
        ("registry file", "\"a\"=hex:", b => Lines(b, ",", "", "x2", ",\\\n  "), "\n"),
        ("visual basic", "Dim a() As Byte = {", b => Joined(b, ", ", "&H", "X2"), "}"),
        ("rust", "let a = [", b => string.Join(", ", b.Select(v => $"0x{v:x2}u8")), "];"),
        ("rust, apart", "let a = [", b => string.Join(", ", b.Select(v => $"0x{v:x2}_u8")), "];"),
        ("rust, decimal", "let a = [", b => string.Join(", ", b.Select(v => $"{v}u8")), "];"),
        ("f sharp", "let a = [| ", b => string.Join("; ", b.Select(v => $"0x{v:X2}uy")), " |]"),
        ("f sharp, decimal", "let a = [|", b => string.Join(";", b.Select(v => $"{v}uy")), "|]"),
        ("f sharp, signed", "let a = [|", b => string.Join(";", b.Select(v => $"{v}y")), "|]"),
        ("c", "char a[] = {", b => string.Join(", ", b.Select(v => $"0x{v:x2}U")), "};"),
        ("basic", "a = Chr(", b => string.Join(") & Chr(", b), ")"),
        ("basic, dense", "a=CHR(", b => string.Join(")&CHR(", b), ")"),
        ("sql", "SELECT CHAR(", b => string.Join(") + CHAR(", b), ")"),
        ("casts to characters", "{ ", b => string.Join(", ", b.Select(v => $"(char){v}")), " }"),
        ("php", "$a = chr(", b => string.Join(").chr(", b), ");"),
        ("perl", "my $a = chr(", b => string.Join(") . chr(", b), ");"),
        ("sql, joined with bars", "SELECT CHR(", b => string.Join(") || CHR(", b), ")"),
        ("basic, wide", "a = ChrW(", b => string.Join(") & ChrW(", b), ")"),
        ("powershell", "$a = [char]", b => string.Join(" + [char]", b), "\n"),
        ("powershell, hex", "$a = -join ([char]", b => string.Join(",[char]", b.Select(v => $"0x{v:X2}")), ")"),
        ("pascal", "a := #", b => string.Join('#', b), ";"),
        ("pascal, joined", "a := #", b => string.Join(" + #", b), ";"),
        ("numbers before", "a 4 9: 1, 2, ", b => Joined(b, " ", "x2"), "\n"),
    ];

    public static TheoryData<string, bool> Cases() => [.. from way in Ways from wide in new[] { false, true } select (way.Name, wide)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Is_found_at_the_first_digit(string name, bool wide)
    {
        (_, string before, Func<byte[], string> write, string after) = Ways.Single(w => w.Name == name);
        string first = "é first line\n" + before;
        for (int seed = 1; seed <= 8; seed++)
        {
            string token = SampleSecrets.GitHub(seed);
            string text = first + write(Encoding.ASCII.GetBytes(token)) + after + "\n-- end\n";
            Encoding coder = wide ? new UnicodeEncoding(false, true) : new UTF8Encoding(false);
            Finding finding = Assert.Single(Scan([.. coder.GetPreamble(), .. coder.GetBytes(text)]).Findings);
            Assert.Equal(("github-pat", token.Length), (finding.Rule.Name, finding.Length));
            Assert.Equal(text.Contains("103", StringComparison.Ordinal) && write([103]).Contains("103", StringComparison.Ordinal) ? "decimal > utf-8" : "hex > utf-8", finding.Encoding);
            int begin = name == "numbers before" ? first.Length : text.IndexOf(write(Encoding.ASCII.GetBytes(token)), StringComparison.Ordinal);
            int cast = name is "java" or "casts to characters" ? "(byte)".Length : 0;
            Assert.Equal(coder.GetPreamble().Length + coder.GetByteCount(text[..(begin + cast)]), finding.Location.Offset);
            Assert.Equal(text[..begin].Count(c => c == '\n') + 1, finding.Location.Line);
        }
    }

    [Theory]
    [InlineData("char a[] = { ", "'", "', '", "', 0 };")]
    [InlineData("[", "\"", "\",\"", "\"].join('')")]
    [InlineData("{\n  \"a\": [\n    ", "\"", "\",\n    \"", "\"\n  ]\n}")]
    [InlineData("a = ", "'", "' + '", "'")]
    [InlineData("$a = ", "'", "'.'", "';")]
    [InlineData("select ", "'", "' || '", "'")]
    [InlineData("let a = [b", "'", "', b'", "'];")]
    [InlineData("wchar_t a[] = {L", "'", "', L'", "', L'\\0'};")]
    [InlineData("Dim a() As Char = {", "\"", "\"c, \"", "\"c}")]
    public void Is_found_a_character_at_a_time(string before, string open, string between, string after)
    {
        for (int seed = 1; seed <= 8; seed++)
        {
            string token = SampleSecrets.GitHub(seed);
            string text = $"é first line\n{before}{open}{string.Join(between, token.AsEnumerable())}{after}\n-- end\n";
            Finding finding = Assert.Single(Scan(Encoding.UTF8.GetBytes(text)).Findings);
            Assert.Equal(("github-pat", token.Length, "characters > utf-8"), (finding.Rule.Name, finding.Length, finding.Encoding));
            Assert.Equal(Encoding.UTF8.GetByteCount(text[..(text.IndexOf(before + open, StringComparison.Ordinal) + before.Length)]), finding.Location.Offset);
        }
    }

    [Fact]
    public void Is_found_at_every_place_around_a_window_border_and_deep_in_a_long_list()
    {
        string list = Joined(Encoding.ASCII.GetBytes(SampleSecrets.GitHub(5)), ", ", "0x", "x2");
        for (int at = 131072 - 4096 - list.Length - 8; at < 131072 - 4096 + 8; at += 17)
        {
            byte[] content = new byte[300_000];
            content.AsSpan().Fill((byte)'.');
            Encoding.ASCII.GetBytes(list).CopyTo(content, at);
            Assert.Equal(at, Assert.Single(Scan(content).Findings).Location.Offset);
        }

        // The list alone is longer than what is decoded at a time, and the credential may be in any piece of it or between two.
        var noise = new byte[500_000];
        new Random(3).NextBytes(noise);
        foreach (int at in new[] { 100, 174_762 - 20, 174_762 - 600, 174_762 + 20, 400_000 })
        {
            byte[] bytes = [.. noise[..at], .. Encoding.ASCII.GetBytes($" {SampleSecrets.GitHub(6)} "), .. noise[at..]];
            Assert.Equal("hex > utf-8", Assert.Single(Scan(Encoding.ASCII.GetBytes("a = {" + Joined(bytes, ", ", "0x", "x2") + "}")).Findings).Encoding);
        }
    }

    // So that a list is found wherever it begins, and the list and the character that is a quote or a comma end nothing.
    [Fact]
    public void Characters_are_found_around_a_window_border_and_among_signs()
    {
        string token = SampleSecrets.GitHub(5);
        string list = "','" + "', '" + string.Join("', '", $",; {token} +.".Where(c => c != ' ').Select(c => c.ToString())) + "'";
        for (int at = 131072 - 4096 - list.Length - 8; at < 131072 - 4096 + 8; at += 17)
        {
            byte[] content = new byte[300_000];
            content.AsSpan().Fill((byte)'.');
            Encoding.ASCII.GetBytes(list[4..]).CopyTo(content, at);
            Assert.Single(Scan(content).Findings);
        }
    }

    [Fact]
    public void A_key_in_an_array_is_a_key_and_a_list_in_base64_is_read_too()
    {
        string list = Joined(Encoding.ASCII.GetBytes(SampleSecrets.GitHub(7)), ", ", "0x", "x2");
        Assert.Equal("base64 > hex > utf-8", Assert.Single(Scan(Encoding.ASCII.GetBytes($"a: {Convert.ToBase64String(Encoding.ASCII.GetBytes($"x = {{ {list} }}"))}\n")).Findings).Encoding);
        using var key = System.Security.Cryptography.RSA.Create(2048);
        Finding found = Assert.Single(Scan(Encoding.ASCII.GetBytes($"unsigned char key[] = {{\n  {Lines(key.ExportRSAPrivateKey(), ", ", "0x", "x2", ",\n  ")}\n}};\n")).Findings);
        Assert.Equal(("hex > binary", Detection.Evidence.Proven), (found.Encoding, found.Evidence));
    }

    [Theory]
    [InlineData("SHA256 Fingerprint=67:68:70:5F:41:41:41:41:41:41:41:41:41:41:41:41:41:41:41:41:41:41:41:41:41:41:41:41:41:41:41:41")]
    [InlineData("00:1a:2b:3c:4d:5e 2024-01-01 12:00:00, 13:14:15, 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33")]
    [InlineData("3f2504e0-4f89-11d3-9a0c-0305e82c3301 0x10 0x20 (byte) -- 1,2,3,4")]
    public void Other_numbers_are_clean(string text) => Assert.Empty(Scan(Encoding.ASCII.GetBytes($"{text}\n{text}\n")).Findings);

    [Fact]
    public void Lists_are_told_from_what_looks_alike()
    {
        Assert.Empty(Found("10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120, 130, 140, 150, 160, 170, 180, 190, 256, 300, 400"));
        Assert.Empty(Found(string.Concat(Enumerable.Repeat("0x1234, ", 40))));
        Assert.Empty(Found(new string('-', 300) + new string(' ', 300)));
        Assert.Equal([new ByteList(0, 196, Detection.TextForm.Utf8, false)], Found(string.Join(", ", Enumerable.Repeat("0x41", 33)) + ", 0x1234"));
        Assert.Equal([new ByteList(3, 101, Detection.TextForm.Utf8, false)], Found("4, " + string.Join(" ", Enumerable.Repeat("41", 32)) + " 4a"));
        Assert.Equal([new ByteList(0, 97, Detection.TextForm.Utf8, true)], Found(string.Join(",", Enumerable.Repeat("41", 32)) + ",1"));
        Assert.Equal([new ByteList(0, 98, Detection.TextForm.Utf8, false)], Found(string.Join(",", Enumerable.Repeat("41", 32)) + ",4a"));
    }

    private static List<ByteList> Found(string text)
    {
        var lists = new List<ByteList>();
        ByteListSweep.Find(Encoding.ASCII.GetBytes(text), bigEndian: false, lists);
        return lists;
    }

    private static string Joined(byte[] bytes, string between, string format) => Joined(bytes, between, "", format);

    private static string Joined(byte[] bytes, string between, string prefix, string format) =>
        string.Join(between, bytes.Select(b => prefix + b.ToString(format, null)));

    private static string Lines(byte[] bytes, string between, string prefix, string format, string line) =>
        string.Join(line, bytes.Chunk(12).Select(l => Joined(l, between, prefix, format)));

    private GateResult Scan(byte[] content)
    {
        string path = Path.Combine(_folder, "a.txt");
        File.WriteAllBytes(path, content);
        GateResult result = new Gate().Run(new GateOptions { WorkingDirectory = _folder, Now = DateTimeOffset.UnixEpoch, Artifacts = [new ArtifactInput("a.txt", path)] });
        Assert.Empty(result.Unread);
        return result;
    }
}
