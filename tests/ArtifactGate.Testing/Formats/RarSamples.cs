namespace ArtifactGate.Testing.Formats;

/// <summary>rar archives.</summary>
public static class RarSamples
{
    /// <summary>The makers, see <see cref="FormatSamples.Makers"/>.</summary>
    public static IReadOnlyDictionary<string, FormatMaker> Makers { get; } = new Dictionary<string, FormatMaker>
    {
        ["rar 5"] = new(Carries.Tree, (_, items) => new("rar",
            RarBuilder.Rar5([RarBuilder.Main5(), .. items.Select(i => RarBuilder.File5(i.Name, i.Content)), RarBuilder.End5()]), FormatSamples.AtItsName)),
        ["rar 4"] = new(Carries.Tree, (_, items) => new("rar",
            RarBuilder.Rar4([RarBuilder.Main4(), .. items.Select(i => RarBuilder.File4(i.Name.Replace('/', '\\'), i.Content)), RarBuilder.End4()]), FormatSamples.AtItsName)),
        ["rar 4, packed"] = new(Carries.Tree, (_, items) => new("rar",
            RarBuilder.Rar4([RarBuilder.Main4(), .. items.Select(i => RarBuilder.Packed4(i.Name.Replace('/', '\\'), i.Content, Rar3Encoder.Literals(i.Content))), RarBuilder.End4()]),
            FormatSamples.AtItsName)),
        ["rar 4, packed by RAR 2"] = new(Carries.Tree, (_, items) => new("rar",
            RarBuilder.Rar4([RarBuilder.Main4(), .. items.Select(i => RarBuilder.Packed4(i.Name.Replace('/', '\\'), i.Content, Rar3Encoder.OldLiterals(i.Content), version: 20)), RarBuilder.End4()]),
            FormatSamples.AtItsName)),
    };
}
