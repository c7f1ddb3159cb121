namespace ArtifactGate.Testing.Formats;

/// <summary>One entry for a <see cref="ZipBuilder"/>; what is not said is as it should be.</summary>
/// <param name="Name">In the directory.</param>
/// <param name="Content">Unpacked.</param>
public sealed record ZipBuilderEntry(string Name, byte[] Content)
{
    /// <summary>In the directory: 0 stored, 8 deflated. Anything else needs <see cref="Packed"/>.</summary>
    public ushort Method { get; init; }

    /// <summary>General purpose bits that the method needs.</summary>
    public ushort Flags { get; init; }

    /// <summary>In the header in front of the content.</summary>
    public ushort? LocalMethod { get; init; }

    /// <summary>The name in front of the content.</summary>
    public string? LocalName { get; init; }

    /// <summary>The checksum in front of the content.</summary>
    public uint? LocalCrc { get; init; }

    /// <summary>What really stands in the archive.</summary>
    public byte[]? Packed { get; init; }

    /// <summary>Whether sizes and checksum stand behind the content.</summary>
    public bool HasDescriptor { get; init; }

    /// <summary>Whether the directory has it.</summary>
    public bool InDirectory { get; init; } = true;

    /// <summary>Extra fields in the directory.</summary>
    public byte[] Extra { get; init; } = [];

    /// <summary>Extra fields in front of the content.</summary>
    public byte[] LocalExtra { get; init; } = [];

    /// <summary>The comment in the directory.</summary>
    public string Comment { get; init; } = "";
}
