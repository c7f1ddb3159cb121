namespace ArtifactGate.Testing.Formats;

/// <summary>A container with a planted credential.</summary>
/// <param name="Format">The name of the format.</param>
/// <param name="Content">The container.</param>
/// <param name="Path">Where in it the credential is, as the report writes it; <c>*</c> stands for anything.</param>
public sealed record FormatSample(string Format, byte[] Content, string Path)
{
    /// <summary>The name that it is scanned under; formats without a mark of their own are asked for by their name.</summary>
    public string FileName { get; init; } = "sample";
}
