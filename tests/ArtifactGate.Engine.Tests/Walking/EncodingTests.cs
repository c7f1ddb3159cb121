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
        GateResult result = new Gate().Run(new GateOptions
        {
            WorkingDirectory = _folder,
            Now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
            Artifacts = [new ArtifactInput(path.Replace('\\', '/'), path)],
        });
        Assert.Empty(result.Unread);
        return result;
    }
}
