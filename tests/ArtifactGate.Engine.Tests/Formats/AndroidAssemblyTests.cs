using System.Text;
using ArtifactGate.Artifacts;
using ArtifactGate.Testing;
using ArtifactGate.Testing.Applications;
using ArtifactGate.Testing.Formats;

namespace ArtifactGate.Engine.Tests.Formats;

/// <summary>Assemblies in applications for Android: each in a file, or all of them in one.</summary>
public sealed class AndroidAssemblyTests : FormatTest
{
    [Fact]
    public void An_assembly_is_unpacked_and_its_literals_are_told_at_their_members()
    {
        GateResult result = Scan(Zip(("assemblies/Lib.dll", AndroidAssembly.Pack(Library(), 7))));
        Finding finding = Assert.Single(result.Findings);
        Assert.Empty(result.Unread);
        Assert.Equal("assemblies/Lib.dll!Lib.dll", finding.Path.Inner);
        Assert.Equal("L.C.Key()", finding.Location.Member);
    }

    [Fact]
    public void All_in_one_library_are_unpacked_each_by_itself()
    {
        byte[] library = Library(), one = AndroidAssembly.Pack(library), two = AndroidAssembly.Pack(library, 1), elf = TestHost.Elf(Noise(3000));
        byte[] store = [.. elf, .. "XABA"u8, .. Noise(60), .. one, .. two, .. Noise(9), .. one, .. Token(3)];
        int first = elf.Length + 64, second = first + one.Length, third = second + two.Length + 9;
        string[] places = ["lib/arm64-v8a/libassemblies.so", .. new[] { first, second, third }.Select(at => $"lib/arm64-v8a/libassemblies.so!@{at}!@{at}")];
        Assert.Equal(places.Order(StringComparer.Ordinal), AllFound(Scan(Zip(("lib/arm64-v8a/libassemblies.so", store)))));
        Assert.NotEmpty(Unread(Scan([.. elf, .. one[..^100]])));
    }

    [Fact]
    public void What_is_damaged_or_followed_by_something_else_is_said()
    {
        byte[] packed = AndroidAssembly.Pack(Library());
        Assert.Equal(("Lib.dll", UnreadReason.Corrupt), Assert.Single(Unread(Scan("Lib.dll", packed[..^1]))));
        GateResult result = Scan("Lib.dll", [.. packed, .. Token(2)]);
        Assert.Equal([$"@{packed.Length}", "Lib.dll"], Found(result));
        Assert.Equal(UnreadReason.Corrupt, Assert.Single(Unread(result)).Reason);
        Assert.Equal("file", Scan("a.txt", "XALZ is how it begins, says this text."u8.ToArray()).Artifacts[0].Kind);
    }

    private byte[] Library()
    {
        string source = Write("C.cs", Encoding.UTF8.GetBytes($$"""namespace L; public static class C { public static string Key() => "{{SampleSecrets.GitHub(1)}}"; }""")), library = Path.Combine(Folder, "out.dll");
        Compiler.Compile(source, library, "-debug-");
        return File.ReadAllBytes(library);
    }
}
