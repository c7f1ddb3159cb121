namespace ArtifactGate.Artifacts.Git;

/// <summary>An object of a pack.</summary>
/// <param name="Offset">Where its header begins.</param>
/// <param name="Data">Where its compressed data begins.</param>
/// <param name="Type">1 commit, 2 tree, 3 blob, 4 tag, 6 and 7 a delta to an object before it or of a name.</param>
/// <param name="Size">Bytes of the data, uncompressed.</param>
/// <param name="Base">For a delta to an object before it, where that begins; else -1.</param>
/// <param name="End">Behind its compressed data.</param>
internal readonly record struct PackEntry(long Offset, long Data, byte Type, long Size, long Base, long End)
{
    /// <summary>A delta to an object before it.</summary>
    public const byte OffsetDelta = 6;

    /// <summary>A delta to an object of a name.</summary>
    public const byte NameDelta = 7;

    /// <summary>Whether it is only what differs from another.</summary>
    public bool IsDelta => Type is OffsetDelta or NameDelta;

    /// <summary>Whether there is such a type.</summary>
    public static bool IsType(int type) => type is >= 1 and <= 7 and not 5;

    /// <summary>The type's name in front of the content, or null for a delta.</summary>
    public static string? NameOf(byte type) => type switch { 1 => "commit", 2 => "tree", 3 => "blob", 4 => "tag", _ => null };
}
