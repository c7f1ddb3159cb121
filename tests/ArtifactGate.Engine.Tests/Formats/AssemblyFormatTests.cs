using ArtifactGate.Testing.Formats;

namespace ArtifactGate.Engine.Tests.Formats;

/// <summary>Assemblies whose headers lie.</summary>
public sealed class AssemblyFormatTests : FormatTest
{
    [Fact]
    public void One_that_says_it_has_no_section_is_read_as_bytes()
    {
        byte[] assembly = FormatSamples.Makers["assembly with embedded debug information"].MakeCanary(Folder)!.Content;
        int sections = BitConverter.ToInt32(assembly, 0x3C) + 6;
        assembly[sections] = 0;
        GateResult result = Scan("Lib.dll", assembly);
        Assert.NotEmpty(Credentials(result));
        Assert.Equal(RunVerdict.Blocked, result.Verdict);
    }

    [Fact]
    public void Debug_information_with_impossible_counts_is_corrupt()
    {
        byte[] pdb = FormatSamples.Makers["portable PDB with embedded source"].MakeCanary(Folder)!.Content;

        // Behind its entry point and the tables it refers to, the stream of the debug information says how many rows those tables have.
        int stream = pdb.AsSpan().IndexOf("#Pdb\0"u8) - 8;
        int rows = BitConverter.ToInt32(pdb, stream) + 20 + 4 + 8;
        for (int i = 0; i < 8; i++)
        {
            byte[] damaged = [.. pdb];
            BitConverter.GetBytes(-1).CopyTo(damaged, rows + (4 * i));
            Assert.NotEqual(RunVerdict.Error, Scan("Lib.pdb", damaged).Verdict);
        }
    }
}
