namespace ArtifactGate.Testing.Formats;

/// <summary>Compressed files and archives in the middle of content that says nothing of them.</summary>
internal static class EmbeddedSamples
{
    // So few bytes that a sixteenth of the whole has more than the first header of a tar.
    private const int Front = 20;

    /// <summary>The makers, see <see cref="FormatSamples.Makers"/>.</summary>
    public static IReadOnlyDictionary<string, FormatMaker> Makers { get; } = new Dictionary<string, FormatMaker>
    {
        ["gzip in other content"] = Compressed("gzip"),
        ["bzip2 in other content"] = Compressed("bzip2"),
        ["xz in other content"] = Compressed("xz"),
        ["zstd in other content"] = Compressed("zstd"),
        ["lzip in other content"] = Compressed("lzip"),
        ["7z in other content"] = Archive(ArchiveSamples.Makers["7z"]),
        ["cab in other content"] = Archive(WindowsSamples.Makers["cab, LZX"]),
        ["rar in other content"] = Archive(RarSamples.Makers["rar 4, packed"]),
        ["tar in other content"] = Archive(ArchiveSamples.Makers["tar, ustar"]),
    };

    private static FormatMaker Compressed(string format) => new(Carries.Content, (folder, items) =>
        CompressedSamples.Makers[format].Make(folder, items) is { } made ? Within(made.Content, _ => $"@{Front}!@{Front}") : null);

    private static FormatMaker Archive(FormatMaker inner) => new(inner.Carries, (folder, items) =>
        inner.Make(folder, items) is { } made ? Within(made.Content, item => $"@{Front}!{made.PathOf(item)}") : null);

    private static FormatSample Within(byte[] content, Func<PayloadItem, string> pathOf)
    {
        byte[] around = new byte[2 * Front];
        new Random(6).NextBytes(around);
        return new FormatSample("file", [.. around[..Front], .. content, .. around[Front..]], pathOf);
    }
}
