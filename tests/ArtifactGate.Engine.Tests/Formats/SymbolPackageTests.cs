using System.Resources;
using System.Text;
using ArtifactGate.Testing;

namespace ArtifactGate.Engine.Tests.Formats;

/// <summary>Debug information that ships in another artifact, and the other files that a package and an application have.</summary>
public sealed class SymbolPackageTests : FormatTest
{
    private (byte[] Assembly, byte[] Symbols) Compile(string source)
    {
        string file = Path.Combine(Folder, "Client.cs");
        File.WriteAllText(file, source);
        Compiler.Compile(file, Path.Combine(Folder, "Lib.dll"), "-debug:portable", $"-pathmap:{Folder}=/_/src");
        (byte[], byte[]) made = (File.ReadAllBytes(Path.Combine(Folder, "Lib.dll")), File.ReadAllBytes(Path.Combine(Folder, "Lib.pdb")));
        Array.ForEach(["Client.cs", "Lib.dll", "Lib.pdb"], name => File.Delete(Path.Combine(Folder, name)));
        return made;
    }

    private string Write(string name, params (string Name, byte[] Content)[] files)
    {
        string path = Path.Combine(Folder, name);
        File.WriteAllBytes(path, Zip(files));
        return path;
    }

    private static string Source(int seed) => $$"""
        namespace App;
        class Client
        {
            string Key() =>
                "{{SampleSecrets.GitHub(seed)}}";
        }
        """;

    [Fact]
    public void A_literal_in_a_package_has_the_line_that_the_symbol_package_tells()
    {
        (byte[] assembly, byte[] symbols) = Compile(Source(1));
        (_, byte[] others) = Compile("\n" + Source(2));
        string package = Write("Lib.1.0.0.nupkg", ("lib/net10.0/Lib.dll", assembly));
        string symbolPackage = Write("Lib.1.0.0.snupkg", ("lib/net8.0/Lib.pdb", others), ("lib/net10.0/Lib.pdb", symbols));
        Finding alone = Assert.Single(ScanPaths(package).Findings);
        Assert.Equal(("lib/net10.0/Lib.dll", "App.Client.Key()"), (alone.Path.Inner, alone.Location.Member));
        Assert.Null(alone.Source);
        foreach (string[] order in new[] { new[] { package, symbolPackage }, [symbolPackage, package] })
        {
            Finding found = Assert.Single(ScanPaths(order).Findings);
            Assert.Equal(("lib/net10.0/Lib.dll", "src/Client.cs", 5), (found.Path.Inner, found.Source!.File, found.Source.Line));
        }

        // The identity counts, not the name; and a folder of both serves as well.
        string unrelated = Write("Other.snupkg", ("lib/net10.0/Lib.pdb", others));
        Assert.Null(Assert.Single(ScanPaths(package, unrelated).Findings).Source);
        File.Delete(unrelated);
        Finding inFolder = Assert.Single(ScanPaths(Folder).Findings);
        Assert.Equal(("Lib.1.0.0.nupkg!lib/net10.0/Lib.dll", 5), (inFolder.Path.Inner, inFolder.Source!.Line));
    }

    [Fact]
    public void A_damaged_symbol_package_costs_only_the_line()
    {
        (byte[] assembly, byte[] symbols) = Compile(Source(3));
        string package = Write("Lib.nupkg", ("lib/Lib.dll", assembly));
        for (int seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            byte[] damaged = [.. symbols];
            for (int i = 0; i < 6; i++)
            {
                damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            }

            byte[] shipped = seed % 2 == 0 ? damaged : damaged[..random.Next(damaged.Length)];
            Assert.Single(ScanPaths(package, Write("Lib.snupkg", ("lib/Lib.pdb", shipped))).Findings);
        }
    }

    [Fact]
    public void Everything_else_of_a_package_and_an_application_is_found_at_its_path()
    {
        string resources = Path.Combine(Folder, "App.fr.resources"), source = Path.Combine(Folder, "Satellite.cs");
        using (var writer = new ResourceWriter(resources))
        {
            writer.AddResource("Greeting", SampleSecrets.GitHub(10));
        }

        File.WriteAllText(source, "[assembly: System.Reflection.AssemblyCulture(\"fr\")]");
        Compiler.Compile(source, Path.Combine(Folder, "App.resources.dll"), $"-resource:{resources},App.fr.resources");
        (string Name, string Text)[] texts =
        [
            ("App.nuspec", "<package><metadata><id>App</id><version>1.0.0</version><repository url=\"https://x:@@github.com/x/y\" /></metadata></package>"),
            ("[Content_Types].xml", "<Types><!-- @ --></Types>"),
            ("_rels/.rels", "<Relationships><!-- @ --></Relationships>"),
            ("lib/net10.0/App.deps.json", "{ \"libraries\": { \"App/1.0.0\": { \"path\": \"https://@@host/\" } } }"),
            ("lib/net10.0/App.runtimeconfig.json", "{ \"runtimeOptions\": { \"configProperties\": { \"Key\": \"@\" } } }"),
            ("lib/net10.0/App.xml", "<doc><member name=\"M:App\"><summary>@</summary></member></doc>"),
            ("package/services/metadata/core-properties/a.psmdcp", "<coreProperties><keywords>@</keywords></coreProperties>"),
        ];
        byte[] package = Zip(
        [
            .. texts.Select((t, i) => (t.Name, Encoding.UTF8.GetBytes(t.Text.Insert(t.Text.IndexOf('@', StringComparison.Ordinal), SampleSecrets.GitHub(11 + i))
                .Replace("@@", "@", StringComparison.Ordinal)))),
            ("lib/net10.0/fr/App.resources.dll", File.ReadAllBytes(Path.Combine(Folder, "App.resources.dll"))),
        ]);
        GateResult result = Scan("App.1.0.0.nupkg", package);
        Assert.Equal(texts.Select(t => t.Name).Append("lib/net10.0/fr/App.resources.dll!App.fr.resources!Greeting").Order(StringComparer.Ordinal),
            Found(result));
        Assert.Empty(result.Unread);
    }
}
