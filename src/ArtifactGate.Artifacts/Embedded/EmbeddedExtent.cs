namespace ArtifactGate.Artifacts.Embedded;

/// <summary>How far something reaches that begins in the middle of other content.</summary>
/// <param name="Length">Its bytes; of something damaged, those up to the damage.</param>
/// <param name="IsWhole">Whether it was read to its own end, and everything that it tells of itself holds.</param>
/// <param name="IsCutOff">Whether nothing but the end of the bytes stopped it.</param>
/// <param name="IsEnough">Whether there was as much of it as chance bytes never have, though it is not whole.</param>
internal readonly record struct EmbeddedExtent(long Length, bool IsWhole, bool IsCutOff, bool IsEnough)
{
    /// <summary>As many bytes as may be of it where it is damaged and they say so themselves; null for all there are.</summary>
    public long? Reach { get; init; }

    /// <summary>Something else.</summary>
    public static EmbeddedExtent None => default;

    /// <summary>Something that the end of the bytes cuts off.</summary>
    public static EmbeddedExtent CutOff(long length) => new(length, IsWhole: false, IsCutOff: true, IsEnough: true);

    /// <summary>Something whole.</summary>
    public static EmbeddedExtent Whole(long length) => new(length, IsWhole: true, IsCutOff: false, IsEnough: true);
}
