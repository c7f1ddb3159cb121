using System.Resources;
using ArtifactGate.Testing;

namespace ArtifactGate.Engine.Tests.Leaks;

/// <summary>What the compiler, the linker and the publisher of .NET put where nobody sees it.</summary>
public sealed class AssemblyLeakTests : AssemblyLeakTest
{
    private static readonly (string Source, string Name)[] Members =
    [
        ("string M1() => \"{0}\";", "App.C.M1()"),
        ("const string K1 = \"{0}\";", "App.C.K1"),
        ("const string P = \"Bearer \"; const string K2 = $\"{{P}}{0};\";", "App.C.K2"),
        ("string M3(int i) => $\"x{{i}} {0} y\";", "App.C.M3()"),
        ("[System.Obsolete(\"{0}\")] void M4() {{ }}", "App.C.M4()"),
        ("[System.ComponentModel.DefaultValue(\"{0}\")] string P5 {{ get; set; }} = \"\";", "App.C.P5"),
        ("void M6([System.ComponentModel.DefaultValue(\"{0}\")] string p) {{ }}", "App.C.M6()"),
        ("void M7(string p = \"{0}\") {{ }}", "App.C.M7()"),
        ("static System.ReadOnlySpan<byte> M8() => \"{0}\"u8;", "App.C.M8()"),
        ("static readonly string F1 = \"{0}\";", "App.C..cctor()"),
        ("string F2 = \"{0}\";", "App.C..ctor()"),
        ("string[] M9() => [\"a\", \"{0}\", \"b\"];", "App.C.M9()"),
        ("string M10() => @\"{0}\";", "App.C.M10()"),
        ("string M11() => \"\"\"{0}\"\"\";", "App.C.M11()"),
        ("string M12(int i) => i switch {{ 1 => \"a\", _ => \"{0}\" }};", "App.C.M12()"),
        ("[return: System.ComponentModel.DefaultValue(\"{0}\")] string M13() => \"\";", "App.C.M13()"),
        ("class T<[System.ComponentModel.Description(\"{0}\")] X> {{ }}", "App.C.T"),
        ("event System.Action E {{ add {{ System.GC.KeepAlive(\"{0}\"); }} remove {{ }} }}", "App.C.add_E()"),
    ];

    [Theory]
    [InlineData("github-pat", "AG1001")]
    [InlineData("nuget-api-key", "AG1040")]
    public void A_literal_of_every_kind_is_found_at_its_member_and_line(string rule, string code)
    {
        byte[] Build(Func<int, string> secret, string debug) =>
            Compile($"namespace App;\nclass C\n{{\n{string.Join('\n', Members.Select((m, i) => string.Format(null, m.Source, secret(i))))}\n}}\n", debug);
        Directory.CreateDirectory(Path.Combine(Folder, ".git"));
        byte[] library = Build(i => SampleSecrets.Token(rule, i), "-debug:embedded");
        GateResult result = Scan("App.dll", library);
        Assert.Equal(
            Members.Select((m, i) => $"{code}  {m.Name} C.cs:{i + 4}").Order(StringComparer.Ordinal),
            result.Findings.Select(f => $"{f.Rule.Code} {f.Path.Inner} {f.Location.Member} {f.Source?.File}:{f.Source?.Line}").Order(StringComparer.Ordinal));
        Assert.All(result.Findings, f => Assert.Equal(Verdict.Block, f.Verdict));
        Assert.Empty(result.Unread);

        Assert.Empty(FindingsOf("Clean.dll", Build(i => $"none {i}", "-debug:embedded")));
    }

    [Fact]
    public void A_constant_of_a_method_is_in_its_debug_information_too()
    {
        byte[] Build(string token) => Compile($"class C {{ string M() {{ const string k = \"{token}\"; return k + \" x\"; }} }}", "-debug:embedded");
        Leaks("App.dll", SampleSecrets.GitHub(1), Build, "AG1001  block", "AG1001 App.pdb block");
    }

    [Fact]
    public void A_connection_string_in_a_literal() => Leaks("App.dll", Password(),
        p => Compile($"class C {{ string M() => \"Server=db.contoso.net;User ID=app;Password={p}\"; }}"), "AG1212  block");

    [Fact]
    public void Metadata_of_the_assembly_holds_the_address_of_the_repository()
    {
        IReadOnlyList<Finding> found = Leaks("App.dll", Password(), p => Compile($"[assembly: System.Reflection.AssemblyMetadata(\"RepositoryUrl\", \"https://build:{p}@git.contoso.net/app\")] class A {{ }}"), "AG1213  block");
        Assert.Equal("Built", found[0].Location.Member);
        Leaks("App2.dll", SampleSecrets.GitHub(3), p => Compile($"[assembly: System.Reflection.AssemblyMetadata(\"RepositoryUrl\", \"https://{p}@github.com/contoso/app\")] class A {{ }}"), "AG1001  block");
    }

    [Theory]
    [InlineData("-debug:embedded", "App.dll!Built.pdb")]
    [InlineData("-debug:portable", "App.pdb")]
    public void Source_Link_keeps_the_password_of_the_remote(string debug, string path)
    {
        byte[] Build(string password)
        {
            string link = Path.Combine(Folder, "link.json");
            File.WriteAllText(link, $$"""{"documents":{"{{Folder}}/*":"https://build:{{password}}@git.contoso.net/raw/app/*" } }""");
            byte[] library = Compile("class A { void M() { } }", debug, "-sourcelink:" + link);
            return Zip(("App.dll", library), ("App.pdb", debug == "-debug:portable" ? File.ReadAllBytes(Path.Combine(Folder, "Built.pdb")) : "none"u8.ToArray()));
        }

        Leaks("App.snupkg", Password(), Build, $"AG1213 {path.Replace("Built.pdb", "App.pdb", StringComparison.Ordinal)} block");
    }

    [Fact]
    public void Sources_embedded_in_debug_information()
    {
        byte[] Build(string token) => Compile($"class A\n{{\n    // {token}\n    {new string('/', 300)}\n    void M() {{ }}\n}}\n", "-debug:embedded", "-embed", $"-pathmap:{Folder}=/_");
        Finding finding = Assert.Single(Leaks("App.dll", SampleSecrets.GitHub(4), Build, "AG1001 App.pdb!sources/_/C.cs block"));
        Assert.Equal((3, 8), (finding.Location.Line, finding.Location.Column));
    }

    [Fact]
    public void Resources_of_an_assembly()
    {
        byte[] Build(string text, string value)
        {
            string resources = Path.Combine(Folder, "App.R.resources"), file = Path.Combine(Folder, "settings.json");
            using (var writer = new ResourceWriter(resources))
            {
                writer.AddResource("Greeting", "hello");
                writer.AddResource("Token", text);
                writer.AddResource("Bytes", Bytes("x " + value));
            }

            File.WriteAllText(file, $$"""{ "key": "{{value}}" }""");
            return Compile("class A { }", $"-resource:{resources},App.R.resources", $"-resource:{file},App.settings.json");
        }

        string one = SampleSecrets.GitHub(5), two = SampleSecrets.GitHub(6);
        GateResult result = Scan("App.dll", Build(one, two));
        Assert.Equal(["AG1001 App.R.resources!Bytes block", "AG1001 App.R.resources!Token block", "AG1001 App.settings.json block"], Described(result));
        Assert.Empty(FindingsOf("Clean.dll", Build("none", "none")));
    }
}
