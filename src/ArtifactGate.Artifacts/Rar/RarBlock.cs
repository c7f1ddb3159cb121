namespace ArtifactGate.Artifacts.Rar;

/// <summary>What a block of a rar archive is.</summary>
internal enum RarBlockKind
{
    /// <summary>One that only describes: the archive, an old comment or signature.</summary>
    Other,

    /// <summary>The archive's own header.</summary>
    Main,

    /// <summary>A file, folder or link.</summary>
    File,

    /// <summary>Something about the archive or the file before: a comment, a stream of NTFS, recovery data.</summary>
    Service,

    /// <summary>Says that all further headers are encrypted.</summary>
    Encryption,

    /// <summary>The end.</summary>
    End,
}

/// <summary>One block of a rar archive of either format.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="DataOffset">The first byte of its data.</param>
/// <param name="DataLength">Bytes of its data.</param>
internal readonly record struct RarBlock(RarBlockKind Kind, long DataOffset, long DataLength)
{
    /// <summary>The name of a file or service as far as it is plain; only text.</summary>
    public string? Name { get; init; }

    /// <summary>Bytes that must come out, or null.</summary>
    public long? Length { get; init; }

    /// <summary>CRC-32 of what comes out, or null.</summary>
    public uint? Crc { get; init; }

    /// <summary>Whether the data is the content as it stands.</summary>
    public bool IsStored { get; init; }

    /// <summary>Bytes of memory that decompressing takes.</summary>
    public long Dictionary { get; init; }

    /// <summary>Whether the data, or for <see cref="RarBlockKind.Main"/> every further header, is encrypted.</summary>
    public bool IsEncrypted { get; init; }

    /// <summary>Whether it is a folder, or a link whose target stands in the header.</summary>
    public bool HasNoContent { get; init; }

    /// <summary>Whether the data begins or goes on in another file; for <see cref="RarBlockKind.Main"/> whether there are several.</summary>
    public bool IsSplit { get; init; }

    /// <summary>Whether files are compressed one after the other; for a file whether it goes on with the one before.</summary>
    public bool IsSolid { get; init; }

    /// <summary>The version of the older format that unpacks it, ten times that of the program, or 0.</summary>
    public int Version { get; init; }

    /// <summary>Whether it is packed the way of RAR 2.9 to 4, which may be PPMd.</summary>
    public bool IsPacked3 => Version is 29 or 36 && !IsStored && !HasNoContent;
}
