namespace ArtifactGate.Testing.Formats;

/// <summary>rar archives.</summary>
public static class RarSamples
{
    /// <summary>The samples, see <see cref="FormatSamples.Makers"/>.</summary>
    public static IReadOnlyDictionary<string, Func<string, FormatSample?>> Makers { get; } = new Dictionary<string, Func<string, FormatSample?>>
    {
        ["rar 5"] = _ => new("rar", RarBuilder.Rar5(RarBuilder.Main5(), RarBuilder.File5("dir/canary.txt", FormatSamples.Text()), RarBuilder.End5()), "dir/canary.txt"),
        ["rar 4"] = _ => new("rar", RarBuilder.Rar4(RarBuilder.Main4(), RarBuilder.File4("dir\\canary.txt", FormatSamples.Text()), RarBuilder.End4()), "dir/canary.txt"),
    };
}
