using System.Buffers.Binary;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using System.Text;
using ArtifactGate.Artifacts;
using ArtifactGate.Testing;
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

    [Theory]
    [InlineData(TableIndex.CustomAttribute, -2)]
    [InlineData(TableIndex.ManifestResource, 0)]
    [InlineData(TableIndex.ManifestResource, 2)]
    [InlineData(TableIndex.ManifestResource, 8)]
    public void A_row_that_leads_out_of_its_heap_makes_it_corrupt(TableIndex table, int column)
    {
        byte[] assembly = WithAttributeAndResource();
        GateResult whole = Scan("Lib.dll", assembly);
        Assert.Equal(["", "in.zip!a.txt"], AllFound(whole));

        // From the front of the first row, or from the back of it, as the width of its last column is that of its heap.
        (int start, int length) = FirstRow(assembly, table);
        assembly.AsSpan(start + (column < 0 ? length + column : column), 2).Fill(0xFF);
        GateResult damaged = Scan("Lib.dll", assembly);
        Assert.Equal([("", UnreadReason.Corrupt)], Unread(damaged));
        Assert.Equal("metadata that cannot be read", damaged.Unread[0].Detail);
        Assert.Contains("", Found(damaged));
    }

    [Fact]
    public void A_resource_that_is_longer_than_all_resources_makes_it_corrupt()
    {
        byte[] assembly = WithAttributeAndResource();
        int length = assembly.AsSpan().IndexOf("PK"u8) - 4;
        BinaryPrimitives.WriteInt32LittleEndian(assembly.AsSpan(length), int.MaxValue);
        Assert.Equal([("", UnreadReason.Corrupt)], Unread(Scan("Lib.dll", assembly)));
    }

    private byte[] WithAttributeAndResource()
    {
        string source = Write("Client.cs", Encoding.UTF8.GetBytes($"[assembly: System.Reflection.AssemblyMetadata(\"k\", \"{SampleSecrets.GitHub(1)}\")] class Client {{ }}"));
        string library = Path.Combine(Folder, "Made.dll");
        Compiler.Compile(source, library, $"-resource:{Write("in.zip", Zip(("a.txt", Token(2))))},in.zip");
        return File.ReadAllBytes(library);
    }

    private static (int Start, int Length) FirstRow(byte[] assembly, TableIndex table)
    {
        using var reader = new PEReader(ImmutableCollectionsMarshal.AsImmutableArray(assembly));
        MetadataReader metadata = reader.GetMetadataReader();
        return (reader.PEHeaders.MetadataStartOffset + metadata.GetTableMetadataOffset(table), metadata.GetTableRowSize(table));
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
