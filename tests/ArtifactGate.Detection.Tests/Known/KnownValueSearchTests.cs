using System.Security;
using System.Text;
using System.Text.Json;
using ArtifactGate.Detection.Keys.Samples;
using ArtifactGate.Testing;

namespace ArtifactGate.Detection.Tests.Known;

public sealed class KnownValueSearchTests
{
    public static TheoryData<int> Seeds => new(Enumerable.Range(1, 12));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_value_itself_is_found_in_every_form_of_text(int seed)
    {
        string value = seed % 2 == 0 ? BuildSecrets.Token(seed) : BuildSecrets.Password(seed);
        Detector detector = KnownScan.Knowing(value);
        foreach ((Encoding coder, string form) in new (Encoding, string)[] { (Encoding.UTF8, "utf-8"), (Encoding.Unicode, "utf-16le") })
        {
            byte[] text = coder.GetBytes($"key=({value}) ");
            int unit = coder.GetByteCount("k");
            Assert.Equal((5L * unit, value.Length * unit, form), detector.OneIn(text));
        }

        // Of UTF-16 between ASCII nobody can tell the order but by its ends or its mark.
        byte[] big = Encoding.BigEndianUnicode.GetBytes($"key=({value}) ");
        var matches = new List<Match>();
        detector.Scan(new ScanWindow { Bytes = big, OwnedEnd = big.Length, IsText = true, BigEndian = true }, matches);
        Assert.Equal((10L, value.Length * 2, TextForm.Utf16BigEndian), (Assert.Single(matches).Offset, matches[0].ByteLength, matches[0].Form));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Base64_is_found_at_every_alignment_in_both_alphabets(int seed)
    {
        string value = BuildSecrets.Password(seed, 30 + (seed % 3));
        Detector detector = KnownScan.Knowing(value);
        foreach (Encoding inner in new[] { Encoding.UTF8, Encoding.Unicode })
        {
            for (int before = 0; before < 3; before++)
            {
                string run = Convert.ToBase64String([.. "abc"u8[..before], .. inner.GetBytes(value), .. "xy"u8]);
                (int first, int last) = (before * 8 / 6, ((before + inner.GetByteCount(value)) * 8 + 5) / 6);
                foreach (string alphabet in new[] { run, run.Replace('+', '-').Replace('/', '_') })
                {
                    string form = inner == Encoding.UTF8 ? "base64 > utf-8" : "base64 > utf-16le";
                    Assert.Equal((2L + first, last - first, form), detector.OneIn(Encoding.UTF8.GetBytes($"x {alphabet}")));
                    Assert.Equal((2L * (2 + first), 2 * (last - first), form), detector.OneIn(Encoding.Unicode.GetBytes($"x {alphabet} ")));
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Hexadecimal_digits_are_found_in_either_case(int seed)
    {
        string value = BuildSecrets.Password(seed);
        Detector detector = KnownScan.Knowing(value);
        Assert.Equal((3L, 64, "hex > utf-8"), detector.OneIn(Encoding.UTF8.GetBytes("0x " + Convert.ToHexString(Encoding.UTF8.GetBytes(value)))));
        Assert.Equal((3L, 64, "hex > utf-8"), detector.OneIn(Encoding.UTF8.GetBytes("0x " + Convert.ToHexStringLower(Encoding.UTF8.GetBytes(value)))));
        Assert.Equal((3L, 128, "hex > utf-16le"), detector.OneIn(Encoding.UTF8.GetBytes("0x " + Convert.ToHexString(Encoding.Unicode.GetBytes(value)))));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Escapes_are_followed(int seed)
    {
        string value = BuildSecrets.Password(seed, 28) + "é%\\&+<\"" + BuildSecrets.Token(seed, 8);
        Detector detector = KnownScan.Knowing(value);
        string percent = Uri.EscapeDataString(value);
        foreach ((string text, string encoding) in new[]
        {
            (percent, "percent > utf-8"),
            (percent.Replace("%2B", "%2b", StringComparison.Ordinal), "percent > utf-8"),
            (JsonEncodedText.Encode(value).ToString(), "json > utf-8"),
            (SecurityElement.Escape(value), "xml > utf-8"),
        })
        {
            Assert.Equal((3L, Encoding.UTF8.GetByteCount(text), encoding), detector.OneIn(Encoding.UTF8.GetBytes($"a=\"{text}\"")));
        }

        Assert.Equal("json > utf-16le", detector.OneIn(Encoding.Unicode.GetBytes($"a=\"{JsonEncodedText.Encode(value)}\" ")).Encoding);
    }

    [Theory]
    [InlineData("'", "'\\''")]
    [InlineData("'", "'\"'\"'")]
    [InlineData("'", "''")]
    [InlineData("\"", "\"\"")]
    public void A_quote_inside_quotes_is_followed(string quote, string written)
    {
        string value = $"{BuildSecrets.Token(41, 12)}{quote}{BuildSecrets.Token(42, 12)}{quote}x";
        string text = value.Replace(quote, written, StringComparison.Ordinal);
        Assert.Equal((2L, text.Length, "utf-8"), KnownScan.Knowing(value).OneIn(Encoding.ASCII.GetBytes($"={quote}{text}{quote}\n")));
        Assert.Equal((2L, value.Length, "utf-8"), KnownScan.Knowing(value).OneIn(Encoding.ASCII.GetBytes($"={quote}{value}{quote}\n")));
    }

    // JSON in a member of JSON, as Kubernetes keeps what was last applied.
    [Theory]
    [MemberData(nameof(Seeds))]
    public void Escapes_that_are_escaped_themselves_are_followed(int seed)
    {
        string value = BuildSecrets.Token(seed, 12) + "\"\u00e4\n<\\" + BuildSecrets.Token(seed + 50, 12);
        string once = System.Text.Json.JsonSerializer.Serialize(new { a = value });
        string twice = System.Text.Json.JsonSerializer.Serialize(new { b = once });
        (long offset, int length, string encoding) = KnownScan.Knowing(value).OneIn(Encoding.ASCII.GetBytes(twice));
        string written = twice[(int)offset..((int)offset + length)];
        Assert.Equal("json > utf-8", encoding);
        Assert.StartsWith(value[..12], written, StringComparison.Ordinal);
        Assert.EndsWith(value[^12..], written, StringComparison.Ordinal);
    }

    // As a block in YAML, in a manifest or a compose file.
    [Theory]
    [InlineData("\n    ")]
    [InlineData("\r\n  ")]
    [InlineData("\n\t")]
    public void Lines_may_be_indented(string end)
    {
        string value = $"user {BuildSecrets.Token(31, 20)}\nlogin {BuildSecrets.Token(32, 20)}\nlast {BuildSecrets.Token(33, 20)}";
        string text = "a: |" + end + value.Replace("\n", end, StringComparison.Ordinal) + "\nb: c\n";
        Assert.Equal(text.Length - "\nb: c\n".Length, KnownScan.Knowing(value).OneIn(Encoding.ASCII.GetBytes(text)) is var one ? one.Offset + one.Length : 0);
        Assert.Empty(KnownScan.Knowing(value).In(Encoding.ASCII.GetBytes(text.Replace(end, end + "x", StringComparison.Ordinal))));
    }

    [Fact]
    public void A_value_that_escaping_changes_everywhere_is_found()
    {
        string marks = BuildSecrets.Of("!#$%&()*+,/:;=?@[]^{|}~", 3, 40), letters = BuildSecrets.Token(3, 40);
        string known = string.Concat(marks.Select((c, i) => $"{c}{letters[i]}"));
        Detector detector = KnownScan.Knowing(known);
        foreach (string text in new[] { known, Uri.EscapeDataString(known), JsonEncodedText.Encode(known).ToString(), SecurityElement.Escape(known) })
        {
            Assert.Equal(2, detector.OneIn(Encoding.UTF8.GetBytes("x " + text + "\n")).Offset);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_single_wrong_character_is_another_value(int position)
    {
        string value = BuildSecrets.Token(5);
        int at = position switch { 0 => 0, 1 => value.Length / 2, _ => value.Length - 1 };
        string other = value[..at] + (value[at] == 'x' ? 'y' : 'x') + value[(at + 1)..];
        Detector detector = KnownScan.Knowing(value);
        foreach (byte[] bytes in new[]
        {
            Encoding.UTF8.GetBytes(other), Encoding.Unicode.GetBytes(other), Encoding.UTF8.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(other))),
            Encoding.UTF8.GetBytes(Convert.ToHexString(Encoding.UTF8.GetBytes(other))), Encoding.UTF8.GetBytes(value[1..]), Encoding.UTF8.GetBytes(value[..^1]),
        })
        {
            Assert.Empty(detector.In(bytes));
        }
    }

    [Theory]
    [InlineData(32)]
    [InlineData(300)]
    [InlineData(1500)]
    [InlineData(6000)]
    public void It_belongs_to_exactly_one_window_wherever_the_border_is(int length)
    {
        string value = BuildSecrets.Token(length, length);
        Detector detector = KnownScan.Knowing(value);
        byte[] bytes = [.. new byte[7000], .. Encoding.Unicode.GetBytes($" {value} "), .. new byte[7000]];
        int step = Math.Max(1, length / 40);
        for (int border = 6990; border < 7010 + (length * 2); border += step)
        {
            var matches = new List<Match>();
            foreach ((int from, int to) in new[] { (0, border), (border, bytes.Length) })
            {
                int start = Math.Max(0, from - Detector.Lookbehind), end = Math.Min(bytes.Length, to + Detector.Overlap);
                detector.Scan(new ScanWindow { Bytes = bytes.AsSpan(start..end), Offset = start, OwnedStart = from - start, OwnedEnd = to - start }, matches);
            }

            Match match = Assert.Single(matches);
            Assert.InRange(match.Offset, 7002, 7002 + (2 * (length - Math.Min(length, 256))));
            Assert.Equal(length, match.Length);
        }
    }

    [Fact]
    public void Two_in_a_row_are_two_and_two_names_of_one_value_are_one()
    {
        string one = BuildSecrets.Token(1), two = BuildSecrets.Token(2);
        List<Match> matches = KnownScan.Knowing(one, two, one).In(Encoding.UTF8.GetBytes(one + one + two));
        Assert.Equal([(0, "VARIABLE0, VARIABLE2"), (32, "VARIABLE0, VARIABLE2"), (64, "VARIABLE1")],
            matches.OrderBy(m => m.Offset).Select(m => (m.Offset, m.Details.Single(d => d.Key == "variable").Value)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_key_in_PEM_is_found_as_its_text_and_as_its_bytes(int seed)
    {
        byte[] der = seed switch { 1 => SampleKeys.Pkcs8(new Random(seed)), 2 => SampleKeys.Sec1(new Random(seed)), _ => SampleKeys.Ed25519(new Random(seed)) };
        string body = Convert.ToBase64String(der, Base64FormattingOptions.InsertLineBreaks).ReplaceLineEndings("\n");
        string pem = $"-----BEGIN PRIVATE KEY-----\n{body}\n-----END PRIVATE KEY-----";
        foreach (string variable in new[] { pem, pem + "\n", pem.Replace("\n", "\\n", StringComparison.Ordinal), pem.ReplaceLineEndings("\r\n") })
        {
            Detector detector = KnownScan.Knowing(variable);
            string fingerprint = detector.In([.. "?"u8, .. der])[0].Fingerprint!;
            foreach ((byte[] bytes, long offset) in new (byte[], long)[]
            {
                ([.. "?"u8, .. der], 1),
                (Encoding.UTF8.GetBytes($"k: {pem}"), 3),
                (Encoding.UTF8.GetBytes($"k: {pem.ReplaceLineEndings("\r\n")}"), 3),
                (Encoding.UTF8.GetBytes($"{{\"k\":\"{pem.Replace("\n", "\\n", StringComparison.Ordinal)}\"}}"), 6),
                (Encoding.UTF8.GetBytes("x " + Convert.ToBase64String(der)), 2),
                (Encoding.UTF8.GetBytes("x " + Convert.ToHexString(der)), 2),
            })
            {
                Match match = detector.In(bytes).MinBy(m => m.Offset)!;
                Assert.Equal((offset, fingerprint), (match.Offset, match.Fingerprint));
            }
        }
    }

    [Fact]
    public void A_key_file_that_travels_as_base64_is_found_as_bytes()
    {
        byte[] file = new byte[1500];
        new Random(4).NextBytes(file);
        Detector detector = KnownScan.Knowing(Convert.ToBase64String(file));
        Assert.Equal((3L, 1500, "binary"), detector.OneIn([1, 2, 3, .. file, 4]));
        Assert.Contains(detector.In(Encoding.UTF8.GetBytes(Convert.ToBase64String(file))), m => m.Offset == 0 && m.ByteLength == 2000);
    }

    [Fact]
    public void Members_of_JSON_are_found_by_themselves()
    {
        string secret = BuildSecrets.Token(7), id = BuildSecrets.Token(8);
        Detector detector = KnownScan.Knowing(JsonSerializer.Serialize(new { clientId = id, tenant = BuildSecrets.Guid(1), nested = new[] { new { clientSecret = secret } } }));
        Assert.Equal((4L, 32, "utf-8"), detector.OneIn(Encoding.UTF8.GetBytes($"a = {secret};")));
        Assert.Empty(detector.In(Encoding.UTF8.GetBytes($"a = {id};")));
    }

    [Theory]
    [InlineData("https://user:{0}@host.example.com/feed?x=1")]
    [InlineData("https://{0}@github.com/owner/repo.git")]
    [InlineData("Server=tcp:db.example.com,1433;Database=app;User Id=sa;Password={0};Encrypt=True")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=store;AccountKey={0};EndpointSuffix=core.windows.net")]
    public void Of_an_address_or_connection_string_only_the_secret_counts(string form)
    {
        string secret = BuildSecrets.Token(9);
        Detector detector = KnownScan.Knowing(string.Format(null, form, secret));
        Assert.Equal((4L, 32, "utf-8"), detector.OneIn(Encoding.UTF8.GetBytes($"a = {secret};")));
        Assert.Empty(detector.In(Encoding.UTF8.GetBytes(string.Format(null, form, BuildSecrets.Token(10)))));
    }

    [Fact]
    public void What_could_be_found_by_trying_gets_no_fingerprint_and_no_length()
    {
        string value = BuildSecrets.Token(11, 24);
        KnownValue password = KnownValue.Read("DB_PASSWORD", value, out _)!, token = KnownValue.Read("API_TOKEN", value, out _)!;
        byte[] bytes = Encoding.UTF8.GetBytes(value);
        Match hidden = Assert.Single(new Detector(new RuleBook([]), new DetectorOptions { KnownValues = [password] }).In(bytes));
        Assert.Equal((null, null, ""), (hidden.Fingerprint, hidden.Length, hidden.Preview));
        Match shown = Assert.Single(new Detector(new RuleBook([]), new DetectorOptions { KnownValues = [password, token] }).In(bytes));
        Assert.Equal((new Fingerprinter().Of(bytes), 24, "…"), (shown.Fingerprint, shown.Length, shown.Preview));
    }
}
