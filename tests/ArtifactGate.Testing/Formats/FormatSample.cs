namespace ArtifactGate.Testing.Formats;

/// <summary>A container with planted credentials.</summary>
/// <param name="Format">The name of the format.</param>
/// <param name="Content">The container.</param>
/// <param name="PathOf">Where in it an item is, as the report writes it.</param>
public sealed record FormatSample(string Format, byte[] Content, Func<PayloadItem, string> PathOf)
{
    /// <summary>The name that it is scanned under; formats without a mark of their own are asked for by their name.</summary>
    public string FileName { get; init; } = "sample";

    /// <summary>What the report calls the place of an item beside its path; null where it tells no more.</summary>
    public Func<PayloadItem, string?> MemberOf { get; init; } = _ => null;

    /// <summary>Characters that the carrier itself has in front of each content, on its first line.</summary>
    public int Before { get; init; }
}
