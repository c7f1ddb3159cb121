using System.Resources;
using ArtifactGate.Artifacts;
using ArtifactGate.Testing;
using ArtifactGate.Testing.Applications;

namespace ArtifactGate.Engine.Tests.Formats;

/// <summary>Assemblies as browsers get them.</summary>
public sealed class WebcilTests : FormatTest
{
    private byte[] Compile(string source, params string[] options)
    {
        string file = Path.Combine(Folder, "Client.cs");
        File.WriteAllText(file, source);
        Compiler.Compile(file, Path.Combine(Folder, "Lib.dll"), options);
        return File.ReadAllBytes(Path.Combine(Folder, "Lib.dll"));
    }

    [Theory]
    [InlineData("-debug:portable", true)]
    [InlineData("-debug:portable", false)]
    [InlineData("-debug:embedded", true)]
    [InlineData("-debug:embedded", false)]
    public void A_literal_has_its_member_and_line(string debug, bool module)
    {
        byte[] webcil = TestWebcil.Convert(Compile($$"""
            namespace App;
            class Client
            {
                const string Constant = "{{SampleSecrets.GitHub(1)}}";
                object Connect() =>
                    "{{SampleSecrets.GitHub(2)}}";
            }
            """, debug));
        GateResult result = Scan("Lib.wasm", module ? TestWebcil.Wrap(webcil) : webcil);
        Assert.Empty(result.Unread);
        Assert.Equal(["App.Client.Connect()", "App.Client.Constant"], result.Findings.Select(f => f.Location.Member).Order());
        Finding literal = result.Findings.Single(f => f.Location.Member == "App.Client.Connect()");
        Assert.Equal(("", 6), (literal.Path.Inner, literal.Source!.Line));
        Assert.Equal("webcil", result.Artifacts[0].Kind);
        int at = (module ? TestWebcil.Wrap(webcil) : webcil).AsSpan().IndexOf(System.Text.Encoding.Unicode.GetBytes(SampleSecrets.GitHub(2)));
        Assert.Equal(at, literal.Location.Offset);
    }

    [Fact]
    public void Resources_and_embedded_sources_are_opened()
    {
        string resource = Path.Combine(Folder, "R.resources");
        using (var writer = new ResourceWriter(resource))
        {
            writer.AddResource("key", SampleSecrets.GitHub(3));
        }

        byte[] webcil = TestWebcil.Convert(Compile($"class A {{ /* {SampleSecrets.GitHub(4)} {string.Join(' ', Enumerable.Range(0, 300))} */ }}",
            "-debug:embedded", "-embed", $"-resource:{resource},R.resources"));
        Assert.Equal(["Lib.wasm!Lib.pdb!sources/*/Client.cs", "Lib.wasm!R.resources!key"],
            Found(Scan(Zip(("Lib.wasm", TestWebcil.Wrap(webcil))))).Select(p => p.Replace(Folder.TrimStart('/').Replace('\\', '/'), "*", StringComparison.Ordinal)));
    }

    [Fact]
    public void Damage_is_said_and_the_bytes_are_read()
    {
        byte[] webcil = TestWebcil.Convert(Compile($"class A {{ string M() => \"{SampleSecrets.GitHub(5)}\"; }}"));
        byte[] more = [.. webcil];
        more[8] = 30;
        Assert.Contains(("", UnreadReason.Corrupt), Unread(Scan(more)));
        Assert.Single(Scan(more).Findings);
        for (int field = 12; field < 28 + 16; field += 4)
        {
            byte[] lying = [.. webcil];
            System.Buffers.Binary.BinaryPrimitives.WriteUInt32LittleEndian(lying.AsSpan(field), uint.MaxValue - 3);
            Assert.Single(Scan(Zip(("Lib.wasm", TestWebcil.Wrap(lying)))).Findings);
        }

        byte[] module = TestWebcil.Wrap(webcil);
        Assert.Equal([("", UnreadReason.Corrupt)], Unread(Scan(module[..^1])));
        Assert.Single(Scan(module[..^1]).Findings);

        // A module that only names the word is none of ours, and a module without it is no container.
        Assert.Empty(Scan([0, (byte)'a', (byte)'s', (byte)'m', 1, 0, 0, 0, .. Token(6)]).Unread);
    }
}
