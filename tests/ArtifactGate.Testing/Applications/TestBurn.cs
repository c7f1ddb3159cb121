using System.Buffers.Binary;

namespace ArtifactGate.Testing.Applications;

/// <summary>A setup program of the WiX toolset: a small program with the section that lists the cabinets, and the cabinets.</summary>
public sealed class TestBurn
{
    private const int SectionLength = 512;

    private readonly List<byte[]> _containers = [];

    /// <summary>The layout of the section.</summary>
    public uint Version { get; init; } = 2;

    /// <summary>1 for cabinets.</summary>
    public uint Kind { get; init; } = 1;

    /// <summary>What signs the program and the first cabinet; stands behind that.</summary>
    public byte[] Signature { get; init; } = [];

    /// <summary>Bytes behind everything.</summary>
    public byte[] Behind { get; init; } = [];

    /// <summary>How many containers the list says there are, or null for the truth.</summary>
    public uint? Count { get; init; }

    /// <summary>Where each container begins.</summary>
    public List<int> Offsets { get; } = [];

    /// <summary>Adds a container.</summary>
    public TestBurn Add(byte[] container)
    {
        _containers.Add(container);
        return this;
    }

    /// <summary>The program.</summary>
    public byte[] Build()
    {
        byte[] section = new byte[SectionLength];
        int program = TestHost.Pe(section).Length, at = program;
        uint signatureAt = Signature.Length > 0 ? (uint)(program + _containers[0].Length) : 0;
        uint[] fields = [0x00F14300, Version, 1, 2, 3, 4, (uint)program, 0, signatureAt, (uint)Signature.Length, Kind, Count ?? (uint)_containers.Count, .. _containers.Select(c => (uint)c.Length)];
        for (int i = 0; i < fields.Length; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(section.AsSpan(i * sizeof(uint)), fields[i]);
        }

        List<byte> file = [.. TestHost.Pe(section, ".wixburn")];
        foreach (byte[] container in _containers)
        {
            Offsets.Add(file.Count);
            file.AddRange(container);
            file.AddRange(at == program ? Signature : []);
            at = file.Count;
        }

        return [.. file, .. Behind];
    }
}
