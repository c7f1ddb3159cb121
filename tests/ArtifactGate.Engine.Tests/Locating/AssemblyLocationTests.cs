using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text;
using ArtifactGate.Detection;
using ArtifactGate.Testing;

namespace ArtifactGate.Engine.Tests.Locating;

/// <summary>Members and source lines of literals, constants, attributes and data in real assemblies.</summary>
public sealed class AssemblyLocationTests : IDisposable
{
    private static readonly TokenRule Rule = (TokenRule)RuleBook.Default.Find("github-pat")!;

    private readonly string _folder = Directory.CreateTempSubdirectory("artifactgate-locating-").FullName;

    public AssemblyLocationTests() => Directory.CreateDirectory(Path.Combine(_folder, "repo", ".git"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Repository => Path.Combine(_folder, "repo");

    [Theory]
    [InlineData("-debug:embedded")]
    [InlineData("-debug:portable")]
    public void A_literal_has_its_method_line_and_column(string debug)
    {
        Compile("""
            namespace App;
            class Client
            {
                void Connect()
                {
                    System.GC.KeepAlive("clean");
                    System.GC.KeepAlive(
                        "@");
                }
            }
            """, debug);
        Finding finding = Assert.Single(Scan("Lib.dll").Findings);
        Assert.Equal("App.Client.Connect()", finding.Location.Member);
        Assert.Equal(("Client.cs", 8, 14), (finding.Source!.File, finding.Source.Line, finding.Source.Column));
        Assert.Equal("utf-16le", finding.Encoding);
    }

    [Theory]
    [InlineData("async System.Threading.Tasks.Task Connect() { await System.Threading.Tasks.Task.Yield(); G(\"@\"); }", "App.Client.Connect()")]
    [InlineData("System.Collections.Generic.IEnumerable<string> Each() { yield return \"@\"; }", "App.Client.Each()")]
    [InlineData("System.Func<string> Later() => () => \"@\";", "App.Client.Later()")]
    [InlineData("string Outer() { return Inner(); static string Inner() => \"@\"; }", "App.Client.Outer()")]
    [InlineData("class Nested<T> { string Name() => \"@\"; }", "App.Client.Nested.Name()")]
    [InlineData("static readonly string Field = \"@\";", "App.Client..cctor()")]
    [InlineData("const string Constant = \"@\";", "App.Client.Constant")]
    [InlineData("[System.Obsolete(\"@\")] void Old() { }", "App.Client.Old()")]
    [InlineData("[System.Obsolete(\"@\")] int Property { get; set; }", "App.Client.Property")]
    [InlineData("[System.Obsolete(\"@\")] class Inner { }", "App.Client.Inner")]
    [InlineData("static System.ReadOnlySpan<byte> Bytes() => \"@\"u8;", "App.Client.Bytes()")]
    public void Members_are_named_as_the_source_names_them(string member, string name)
    {
        Compile($$"""
            namespace App;
            class Client
            {
                static void G(object value) { }
                {{member}}
            }
            """, "-debug:portable");
        Finding finding = Assert.Single(Scan("Lib.dll").Findings);
        Assert.Equal(name, finding.Location.Member);
        Assert.Equal(("Client.cs", 5), (finding.Source!.File, finding.Source.Line));
    }

    [Theory]
    [InlineData("\"from @ to @ \"")]
    [InlineData("\"from @ to @ \"u8.ToArray()")]
    public void Two_credentials_of_one_literal_are_both_placed(string literal)
    {
        Compile($$"""
            namespace App;
            class Client
            {
                void Connect() => System.GC.KeepAlive({{literal}});
            }
            """, "-debug:portable");
        IReadOnlyList<Finding> findings = Scan("Lib.dll").Findings;
        Assert.Equal(2, findings.Count);
        Assert.All(findings, f => Assert.Equal(("App.Client.Connect()", "Client.cs", 4), (f.Location.Member, f.Source?.File, f.Source?.Line)));
    }

    [Fact]
    public void An_attribute_of_the_assembly_is_found_in_its_source()
    {
        Compile("[assembly: System.Reflection.AssemblyMetadata(\"key\", \"@\")] class A { void M() { } }", "-debug:portable");
        Finding finding = Assert.Single(Scan("Lib.dll").Findings);
        Assert.Equal("Lib", finding.Location.Member);
        Assert.Equal(("Client.cs", 1), (finding.Source!.File, finding.Source.Line));
    }

    [Fact]
    public void Paths_of_a_deterministic_build_lead_back_to_the_repository()
    {
        Compile("class A { string M() => \"@\"; }", "-debug:embedded", $"-pathmap:{Repository}=/_");
        Assert.Equal("Client.cs", Assert.Single(Scan("Lib.dll").Findings).Source!.File);

        File.Delete(Path.Combine(Repository, "Client.cs"));
        SourceLocation gone = Assert.Single(Scan("Lib.dll").Findings).Source!;
        Assert.Equal(("Client.cs", 1), (gone.File, gone.Line));
    }

    [Fact]
    public void Debug_information_of_another_build_is_not_believed()
    {
        Compile("class A { string M() => \"@\"; }", "-debug:portable");
        string other = Path.Combine(Repository, "Lib.pdb");
        byte[] pdb = File.ReadAllBytes(other);
        Compile("\n\nclass A { string M() => \"@\"; }", "-debug:portable");
        File.WriteAllBytes(other, pdb);
        Finding finding = Assert.Single(Scan("Lib.dll").Findings);
        Assert.Equal("A.M()", finding.Location.Member);
        Assert.Null(finding.Source);
    }

    [Fact]
    public void Debug_information_beside_the_assembly_in_a_package_serves()
    {
        Compile("class A { string M() => \"@\"; }", "-debug:portable");
        string package = Path.Combine(_folder, "Lib.nupkg");
        using (ZipArchive zip = ZipFile.Open(package, ZipArchiveMode.Create))
        {
            zip.CreateEntryFromFile(Path.Combine(Repository, "Lib.dll"), "lib/net10.0/Lib.dll");
            zip.CreateEntryFromFile(Path.Combine(Repository, "Lib.pdb"), "lib/net10.0/Lib.pdb");
        }

        Finding finding = Assert.Single(Scan(package).Findings);
        Assert.Equal(("lib/net10.0/Lib.dll", "A.M()", 1), (finding.Path.Inner, finding.Location.Member, finding.Source!.Line));
    }

    [Fact]
    public void Damaged_assemblies_keep_their_findings()
    {
        Compile("class A { string M() => \"@\"; }", "-debug:embedded");
        byte[] whole = File.ReadAllBytes(Path.Combine(Repository, "Lib.dll"));
        var random = new Random(5);
        for (int i = 0; i < 200; i++)
        {
            byte[] damaged = [.. whole];
            for (int flip = 0; flip < 8; flip++)
            {
                damaged[random.Next(0x80, 0x600)] ^= (byte)(1 << random.Next(8));
            }

            File.WriteAllBytes(Path.Combine(Repository, "Lib.dll"), damaged);
            GateResult result = Scan("Lib.dll");
            Assert.True(result.Findings.Count <= 1);
            Assert.DoesNotContain(result.Unread, u => u.Detail.Contains("   at ", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_address_before_the_image_costs_only_the_line(bool ofMethod)
    {
        Compile("class A { string M() => \"@\"; }", "-debug:embedded");
        string file = Path.Combine(Repository, "Lib.dll");
        byte[] bytes = File.ReadAllBytes(file);
        using (var image = new PEReader(new MemoryStream(bytes)))
        {
            PEHeaders headers = image.PEHeaders;
            headers.TryGetDirectoryOffset(headers.PEHeader!.DebugTableDirectory, out int directory);
            int embedded = image.ReadDebugDirectory().Select(e => e.Type).ToList().IndexOf(DebugDirectoryEntryType.EmbeddedPortablePdb);
            int address = ofMethod ? headers.MetadataStartOffset + image.GetMetadataReader().GetTableMetadataOffset(TableIndex.MethodDef) : directory + (28 * embedded) + 20;
            bytes[address + 3] |= 0x80;
        }

        File.WriteAllBytes(file, bytes);
        Finding finding = Assert.Single(Scan("Lib.dll").Findings);
        Assert.Null(finding.Source);
    }

    [Fact]
    public void Each_of_several_in_one_literal_has_the_place_of_the_literal()
    {
        Compile("class A { string M() => \"first=@ second=@\"; }", "-debug:embedded");
        IReadOnlyList<Finding> findings = Scan("Lib.dll").Findings;
        Assert.Equal(2, findings.Count);
        Assert.All(findings, f => Assert.Equal(("A.M()", 1), (f.Location.Member, f.Source?.Line)));
    }

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(100)]
    public void Base64_on_several_lines_of_a_literal_is_decoded_over_them(int before)
    {
        string base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{new string('-', before)} {Token()} {new string('-', 100)}"), Base64FormattingOptions.InsertLineBreaks);
        Compile($"class A {{ string M() => \"\"\"\n{base64}\n\"\"\"; }}", "-debug:embedded");
        Finding finding = Assert.Single(Scan("Lib.dll").Findings);
        Assert.Equal(("A.M()", "base64 > utf-8"), (finding.Location.Member, finding.Encoding));
    }

    private void Compile(string source, params string[] options)
    {
        string file = Path.Combine(Repository, "Client.cs");
        File.WriteAllText(file, source.Replace("@", Token(), StringComparison.Ordinal));
        Compiler.Compile(file, Path.Combine(Repository, "Lib.dll"), options);
    }

    private static string Token()
    {
        var random = new Random(7);
        return Rule.Proof!.Complete(Rule.Shape.Sample(random), random);
    }

    private GateResult Scan(string artifact) => new Gate().Run(new GateOptions
    {
        Artifacts = [new ArtifactInput(artifact, Path.Combine(Repository, artifact))],
        WorkingDirectory = Repository,
        Now = DateTimeOffset.UnixEpoch,
    });
}
