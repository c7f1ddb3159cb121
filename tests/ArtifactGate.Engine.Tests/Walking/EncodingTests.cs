using System.Text;
using ArtifactGate.Detection;
using ArtifactGate.Testing;

namespace ArtifactGate.Engine.Tests.Walking;

/// <summary>A credential is found once, at its place and with its chain, in every encoding and in encodings of encodings.</summary>
public sealed class EncodingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("artifactgate-encodings-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Encodings, innermost first, with <c>&gt;</c> between them.</summary>
    public static TheoryData<string, string> Cases()
    {
        string[] chains =
        [
            .. TextEncoding.All.Where(e => !e.IsWide && e.Name is not ("gzip" or "zlib")).Select(e => e.Name),
            "base64>base64", "base64>base64>base64", "base64>base64-crlf", "base64url>base64", "hex>base64", "base64>hex",
            "utf-16le>base64", "utf-16be>base64", "utf-16le>base64-indented", "utf-16le>hex", "utf-32le>base64", "utf-32be>base64",
            "gzip>base64", "zlib>base64", "gzip>base64-crlf", "zlib>base64url", "gzip>hex", "gzip>base64>base64", "base64>gzip>base64",
            "gzip>base64>gzip>base64", "base64>json", "base64>json-digits", "base64-crlf>json-digits", "gzip>base64>json-digits",
            "base64>percent", "base64>percent-upper-letters", "base64>xml-decimal", "base64>xml-digits",
            "json>base64", "percent>base64", "xml-hex>base64", "percent>json", "json>percent", "percent>percent", "json>json", "xml-hex>json",
            "json-digits>base64>percent", "octal>base64", "base64>csharp-x", "utf-16le>base64>json-digits", "hex>json",
        ];
        return
        [
            .. from chain in chains
               from rule in new[] { "github-pat", "gitlab-agent", "gradle-publish-secret" }
               select (chain, rule),
        ];
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Is_found_once_at_its_place_with_its_chain(string chain, string rule)
    {
        TextEncoding[] layers = [.. chain.Split('>').Select(TextEncoding.Of)];
        (byte[] content, int offset) = Planted(rule, layers);
        const string before = "{\n  \"é😀\": \"";
        byte[] file = [.. Encoding.UTF8.GetBytes(before), .. content, .. "\",\n  \"more\": 1\n}\n"u8];

        Finding finding = Assert.Single(Scan(Write("a.json", file)).Findings);
        Assert.Equal(rule, finding.Rule.Name);
        string form = layers[0].IsWide ? layers[0].Name : "utf-8";
        IEnumerable<string> reported = layers.Reverse().Select(l => l.Reported).Where(r => r.Length > 0);
        Assert.Equal(string.Join(" > ", [.. reported, form]), finding.Encoding);
        Assert.Equal(Encoding.UTF8.GetByteCount(before) + offset, finding.Location.Offset);
        Assert.Equal((2, 11 + offset), (finding.Location.Line, finding.Location.Column));
        Assert.Equal("", finding.Path.Inner);
        Assert.Equal(Value(rule).Length, finding.Length);
    }

    [Theory]
    [InlineData("utf-16le", true)]
    [InlineData("utf-16le", false)]
    [InlineData("utf-16be", true)]
    [InlineData("utf-16be", false)]
    [InlineData("utf-32le", true)]
    [InlineData("utf-32le", false)]
    [InlineData("utf-32be", true)]
    [InlineData("utf-32be", false)]
    public void Is_found_in_wide_text_with_and_without_a_byte_order_mark(string encoding, bool mark)
    {
        Encoding coder = encoding switch
        {
            "utf-16le" => new UnicodeEncoding(false, mark),
            "utf-16be" => new UnicodeEncoding(true, mark),
            "utf-32le" => new UTF32Encoding(false, mark),
            _ => new UTF32Encoding(true, mark),
        };
        foreach (string rule in new[] { "github-pat", "gitlab-agent", "gradle-publish-secret" })
        {
            string before = $"first line\n\"é😀\" gradle.publish.secret = \"";
            byte[] file = [.. coder.GetPreamble(), .. coder.GetBytes($"{before}{Value(rule)}\"\n")];
            Finding finding = Assert.Single(Scan(Write("a.txt", file)).Findings);
            Assert.Equal((rule, encoding), (finding.Rule.Name, finding.Encoding));
            Assert.Equal(coder.GetPreamble().Length + coder.GetByteCount(before), finding.Location.Offset);
            Assert.Equal((2, before.Length - 10), (finding.Location.Line, finding.Location.Column));
        }
    }

    [Theory]
    [InlineData("\\\n")]
    [InlineData("\\\r\n")]
    [InlineData("\\\n      ")]
    [InlineData("\\\r\n\t")]
    public void Is_found_where_its_line_goes_on_with_the_next(string end)
    {
        string token = SampleSecrets.GitHub(3);
        foreach (int at in (int[])[12, 20, 39])
        {
            foreach (Encoding encoding in (Encoding[])[new UTF8Encoding(), new UnicodeEncoding(false, false)])
            {
                string text = $"key: first\nkey: \"{token[..at]}{end}{token[at..]}\"\nlast: 1\n";
                Finding finding = Assert.Single(Scan(Write("a.yml", encoding.GetBytes(text))).Findings);
                Assert.Equal(("github-pat", token.Length, 2), (finding.Rule.Name, finding.Length, finding.Location.Line));
                Assert.StartsWith("backslash > utf-", finding.Encoding, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Is_found_in_quoted_printable_mail()
    {
        string token = SampleSecrets.GitHub(3);
        foreach (string head in new[] { "Content-Transfer-Encoding: quoted-printable\r\n\r\n", "" })
        {
            // The line is broken in the middle of the value, at the length at which mail is broken.
            string line = "x" + new string(' ', 53) + "=3D" + token[..18];
            string mail = $"{head}{line}=\r\n{token[18..]} and more\r\n";
            Finding finding = Assert.Single(Scan(Write("a.eml", Encoding.ASCII.GetBytes(mail))).Findings);
            Assert.Equal(("quoted-printable > utf-8", (long)head.Length + 57), (finding.Encoding, finding.Location.Offset));
            Assert.Equal((head.Length == 0 ? 1 : 3, 58, token.Length), (finding.Location.Line, finding.Location.Column, finding.Length));
        }

        // Nothing says that this is mail, but who breaks a line in the middle of a word so, or writes every character so.
        foreach (string text in new[] { $"a {token[..18]}=\r\n{token[18..]}\r\n", $"a {token[..18]}=\n{token[18..]}\n", "x " + string.Concat(token.Select(c => $"={(int)c:X2}")) + " y" })
        {
            Finding finding = Assert.Single(Scan(Write("b.txt", Encoding.ASCII.GetBytes(text))).Findings);
            Assert.Equal(("quoted-printable > utf-8", 2L, token.Length), (finding.Encoding, finding.Location.Offset, finding.Length));
        }

        // Two words, an assignment over two lines, and a value that ends in an equals sign are not one word.
        foreach (string text in new[] { $"a {token[..18]} =\r\n{token[18..]}\r\n", $"a {token[..18]}=\r\n  {token[18..]}\r\n", $"{token[..4]}=\r\n{token[4..]}\r\n", "a=41=42=43=44=45\n" })
        {
            Assert.Empty(Scan(Write("b.txt", Encoding.ASCII.GetBytes(text))).Findings);
        }
    }

    [Fact]
    public void A_slash_with_an_escape_is_found_wherever_it_is_in_base64()
    {
        string token = SampleSecrets.GitHub(11);
        byte[] text = Encoding.ASCII.GetBytes($" {token} ");
        byte[] filled = [.. text, .. new byte[(3 - (text.Length % 3)) % 3]];

        // At the beginning, at the end, beside another sign, and several in a row; each alone in its value.
        foreach (byte[] bytes in new byte[][]
        {
            [0xFC, 0, 0, .. filled], [.. filled, 0, 0, 0x3F], [.. filled, 0x03, 0xEF, 0xC0, .. filled], [.. filled, 0x03, 0xFF, 0xFF, .. filled], [.. filled, 0xFF, 0xFF, 0xFF],
            [.. filled, 0x03, 0xFF], [.. filled, .. "ab?"u8, .. filled],
        })
        {
            string escaped = Convert.ToBase64String(bytes).Replace("/", "\\/", StringComparison.Ordinal);
            Assert.Contains("\\/", escaped, StringComparison.Ordinal);
            IReadOnlyList<Finding> findings = Scan(Write("a.json", Encoding.ASCII.GetBytes($"{{\"a\":\"{escaped}\"}}"))).Findings;
            Assert.NotEmpty(findings);
            Assert.All(findings, f => Assert.Equal(("json > base64 > utf-8", 6L), (f.Encoding, f.Location.Offset)));
        }
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16le")]
    [InlineData("utf-16be")]
    [InlineData("utf-32le")]
    [InlineData("utf-32be")]
    public void Values_are_revealed_in_every_width(string encoding)
    {
        Encoding coder = encoding switch
        {
            "utf-8" => new UTF8Encoding(false),
            "utf-16le" => new UnicodeEncoding(false, false),
            "utf-16be" => new UnicodeEncoding(true, false),
            "utf-32le" => new UTF32Encoding(false, false),
            _ => new UTF32Encoding(true, false),
        };
        string token = SampleSecrets.GitHub(12);
        byte[] text = coder.GetBytes($"first line of it\ntoken = {token}\n");
        byte[] between = [0x81, 0x90, 0x9D, 0x8F];
        foreach (byte[] content in new byte[][] { text, [.. Enumerable.Repeat(between, 50).SelectMany(b => b), .. text], Encoding.ASCII.GetBytes($"x: {Convert.ToBase64String(text)}\n") })
        {
            var gate = new Gate();
            Finding finding = Assert.Single(gate.Run(Options(Write("a.bin", content)) with { Reveal = true }).Findings);
            // In the middle of bytes either order of UTF-16 fits.
            Assert.Contains(encoding[..5], finding.Encoding, StringComparison.Ordinal);
            Assert.Equal(token, gate.Revealed!.Find(finding));
        }
    }

    [Fact]
    public void Escapes_that_writers_of_json_put_into_base64_are_undone()
    {
        string token = SampleSecrets.GitHub(4);
        byte[] bytes = [.. Enumerable.Repeat((byte)0xFB, 30), .. Encoding.ASCII.GetBytes($"????>>>> {token} ????>>>>"), .. Enumerable.Repeat((byte)0xFF, 80)];
        string base64 = Convert.ToBase64String(bytes);
        string wrapped = string.Join("\\r\\n", base64.Chunk(64).Select(l => new string(l)));
        Assert.Contains('+', base64);
        Assert.Contains('/', base64);
        foreach ((string text, string encoding, int offset) in new[]
        {
            (base64.Replace("+", "\\u002B", StringComparison.Ordinal), "json > base64 > utf-8", 0),
            (base64.Replace("/", "\\/", StringComparison.Ordinal), "json > base64 > utf-8", 0),
            (Uri.EscapeDataString(base64), "percent > base64 > utf-8", 0),
            (base64.Replace("+", "&#43;", StringComparison.Ordinal), "xml > base64 > utf-8", 0),
            (wrapped, "json > base64 > utf-8", 0),
            ("\\n" + Convert.ToBase64String(Encoding.ASCII.GetBytes($" {token} ")), "base64 > utf-8", 2),
            ("a%22" + Convert.ToBase64String(Encoding.ASCII.GetBytes($" {token} ")), "base64 > utf-8", 4),
        })
        {
            Finding finding = Assert.Single(Scan(Write("a.json", Encoding.ASCII.GetBytes($"{{ \"a\": \"{text}\" }}"))).Findings);
            Assert.Equal((encoding, 8L + offset), (finding.Encoding, finding.Location.Offset));
        }
    }

    // Each is base64 of its own, of a length at which nothing fits to what stands before it.
    [Fact]
    public void Values_of_an_array_are_not_read_as_one()
    {
        string[] values = [.. Enumerable.Range(1, 4).Select(i => Convert.ToBase64String(Encoding.ASCII.GetBytes($"{new string('=', i)} {SampleSecrets.GitHub(i)} ==")).TrimEnd('='))];
        foreach (string between in (string[])["\",\n  \"", "\"\n  \"", "\" +\n  \""])
        {
            Assert.Equal(4, Scan(Write("a.json", Encoding.ASCII.GetBytes($"[\n  \"{string.Join(between, values)}\"\n]\n"))).Findings.Count);
        }
    }

    [Theory]
    [InlineData("json")]
    [InlineData("percent")]
    [InlineData("xml-hex")]
    [InlineData("utf-32le")]
    [InlineData("utf-32be")]
    public void Is_found_at_every_place_around_a_window_border(string encoding)
    {
        TextEncoding layer = TextEncoding.Of(encoding);
        byte[] token = layer.Encode(Encoding.ASCII.GetBytes($" {SampleSecrets.GitHub(5)} "));
        int before = layer.Encode(" "u8.ToArray()).Length;
        for (int at = 131072 - 4096 - token.Length - 8; at < 131072 - 4096 + 8; at += 5)
        {
            // Bytes in a binary file, so that UTF-32 is a stretch and no text.
            byte[] content = new byte[300_000];
            content.AsSpan().Fill(1);
            token.CopyTo(content, at);
            Finding finding = Assert.Single(Scan(Write("big.bin", content)).Findings);
            Assert.Equal((at + before, layer.IsWide ? encoding : layer.Reported + " > utf-8"), (finding.Location.Offset, finding.Encoding));
        }
    }

    [Fact]
    public void Several_in_one_run_are_several_whatever_their_encodings()
    {
        string[] tokens = [.. Enumerable.Range(20, 4).Select(SampleSecrets.GitHub)];
        string inner = $"{tokens[0]} {TextOf("json", tokens[1])} {TextOf("base64", $"x {tokens[2]} y {tokens[3]}")} ";
        GateResult result = Scan(Write("a.txt", Encoding.ASCII.GetBytes($"x: {TextOf("base64", inner)}\n")));
        Assert.Equal(["base64 > base64 > utf-8", "base64 > base64 > utf-8", "base64 > json > utf-8", "base64 > utf-8"],
            result.Findings.Select(f => f.Encoding).Order(StringComparer.Ordinal));
        Assert.Equal(4, result.Findings.Select(f => f.Group).Distinct().Count());
        Assert.All(result.Findings, f => Assert.Equal(3, f.Location.Offset));
    }

    [Fact]
    public void A_tar_in_gzip_in_base64_is_one_hop_and_the_chain_is_reported()
    {
        var packed = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.Optimal))
        using (var tar = new System.Formats.Tar.TarWriter(gzip))
        {
            tar.WriteEntry(new System.Formats.Tar.PaxTarEntry(System.Formats.Tar.TarEntryType.RegularFile, "dir/a.txt")
            {
                DataStream = new MemoryStream(Encoding.ASCII.GetBytes($"x = {SampleSecrets.GitHub(6)}\n")),
            });
        }

        Finding finding = Assert.Single(Scan(Write("a.yaml", Encoding.ASCII.GetBytes($"data:\n  x: {Convert.ToBase64String(packed.ToArray())}\n"))).Findings);
        Assert.Equal(("dir/a.txt", "base64 > gzip > utf-8", 4L), (finding.Path.Inner, finding.Encoding, finding.Location.Offset));
    }

    [Fact]
    public void A_container_whose_base64_has_escapes_is_read_whole()
    {
        var packed = new MemoryStream();
        using (var zip = new System.IO.Compression.ZipArchive(packed, System.IO.Compression.ZipArchiveMode.Create))
        {
            using Stream entry = zip.CreateEntry("a.txt").Open();
            var noise = new byte[600];
            new Random(1).NextBytes(noise);
            entry.Write(Encoding.ASCII.GetBytes($"{Convert.ToHexString(noise)}\nx = {SampleSecrets.GitHub(8)}\n"));
        }

        string base64 = Convert.ToBase64String(packed.ToArray());
        Assert.True(base64.Split('+').Length > 3);
        foreach (string text in new[] { base64.Replace("+", "\\u002B", StringComparison.Ordinal), base64.Replace("/", "\\/", StringComparison.Ordinal), Uri.EscapeDataString(base64) })
        {
            Finding finding = Assert.Single(Scan(Write("a.json", Encoding.ASCII.GetBytes($"{{ \"a\": \"{text}\" }}"))).Findings);
            Assert.Equal("a.txt", finding.Path.Inner);
            Assert.EndsWith("> base64 > utf-8", finding.Encoding, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_long_value_with_escapes_is_found_or_said_not_to_be_read()
    {
        // The line is long and the credential deep in it, far behind the window in which the value begins.
        var noise = new byte[300_000];
        new Random(2).NextBytes(noise);
        byte[] content = [.. noise, .. Encoding.ASCII.GetBytes($" {SampleSecrets.GitHub(9)} ")];
        string escaped = Convert.ToBase64String(content).Replace("+", "\\u002B", StringComparison.Ordinal);
        Finding finding = Assert.Single(Scan(Write("a.json", Encoding.ASCII.GetBytes($"{{ \"a\": \"{escaped}\" }}"))).Findings);
        Assert.Equal(("json > base64 > utf-8", 8L), (finding.Encoding, finding.Location.Offset));

        string longer = string.Concat(Enumerable.Repeat(escaped, 6));
        GateResult result = Run(Write("b.json", Encoding.ASCII.GetBytes($"{{ \"a\": \"{longer}\" }}")));
        Assert.Contains(result.Unread, u => u.Reason == Artifacts.UnreadReason.Size);
    }

    [Theory]
    [InlineData("C:\\users\\x64\\bin\\u0041\\101\\new")]
    [InlineData("%41%20%2B%2F &#65;&amp; 100%25 =3D")]
    [InlineData("\\u0022\\u{110000}\\u{}\\x\\U0000\\u12")]
    [InlineData("&#;&#x;&#99999999999;&#x110000; %u %zz %")]
    public void Other_uses_of_the_signs_are_clean(string text) =>
        Assert.Empty(Scan(Write("a.txt", Encoding.ASCII.GetBytes($"{text}\n{text}"))).Findings);

    private static string TextOf(string encoding, string text) => Encoding.ASCII.GetString(TextEncoding.Of(encoding).Encode(Encoding.ASCII.GetBytes(text)));

    private static (byte[] Content, int Offset) Planted(string rule, TextEncoding[] layers)
    {
        string lead = "gradle.publish.secret = ";
        byte[] content = Encoding.ASCII.GetBytes($"{lead}{Value(rule)} + more of the text");
        int offset = lead.Length;
        foreach (TextEncoding layer in layers)
        {
            offset = layer.PerCharacter ? layer.Encode(content[..offset]).Length : 0;
            content = layer.Encode(content);
        }

        return (content, offset);
    }

    private static string Value(string rule) => RuleBook.Default.Find(rule) switch
    {
        ContextRule context => context.Value.Sample(new Random(17)),
        _ => SampleSecrets.Token(rule, 17),
    };

    private string Write(string name, byte[] content)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    private GateResult Scan(string path)
    {
        GateResult result = Run(path);
        Assert.Empty(result.Unread);
        return result;
    }

    private GateResult Run(string path) => new Gate().Run(Options(path));

    private GateOptions Options(string path) => new()
    {
        WorkingDirectory = _folder,
        Now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
        Artifacts = [new ArtifactInput(path.Replace('\\', '/'), path)],
    };
}
