using System.Buffers.Binary;
using System.Resources;
using ArtifactGate.Testing;

namespace ArtifactGate.Engine.Tests.Formats;

/// <summary>Files of .NET resources whose index lies, as one does whose line ends a tool has changed.</summary>
public sealed class ResourcesFormatTests : FormatTest
{
    [Theory]
    [InlineData(0, int.MinValue)]
    [InlineData(0, int.MaxValue)]
    [InlineData(4, int.MinValue)]
    [InlineData(4, int.MaxValue)]
    public void One_that_leads_nowhere_is_read_as_bytes(int field, int value)
    {
        using var stream = new MemoryStream();
        using (var writer = new ResourceWriter(stream))
        {
            writer.AddResource("Key", SampleSecrets.GitHub(1));
            writer.Generate();
        }

        byte[] resources = stream.ToArray();
        Assert.Equal(["Key"], Found(Scan("Errors.resources", resources)));

        // The place of the only name, and behind it where the values begin.
        int name = resources.AsSpan().IndexOf("\u0006K\0e\0y\0"u8);
        BinaryPrimitives.WriteInt32LittleEndian(resources.AsSpan(name - 8 + field), value);
        GateResult result = Scan("Errors.resources", resources);
        Assert.Equal([""], Found(result));
        Assert.Empty(result.Unread);
    }
}
