using ArtifactGate.Testing.Formats;

namespace ArtifactGate.Engine.Tests.Formats;

/// <summary>Assemblies whose headers lie.</summary>
public sealed class AssemblyFormatTests : FormatTest
{
    [Fact]
    public void One_that_says_it_has_no_section_is_read_as_bytes()
    {
        byte[] assembly = FormatSamples.Makers["assembly with embedded debug information"](Folder)!.Content;
        int sections = BitConverter.ToInt32(assembly, 0x3C) + 6;
        assembly[sections] = 0;
        GateResult result = Scan(assembly, "Lib.dll");
        Assert.NotEmpty(Credentials(result));
        Assert.Equal(RunVerdict.Blocked, result.Verdict);
    }
}
