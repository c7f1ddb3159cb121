namespace ArtifactGate.Detection.Content;

/// <summary><c>.cargo/credentials.toml</c>: a token for each registry, in whatever form that one has.</summary>
internal sealed class CargoCredentialsRule : CredentialFileRule
{
    /// <inheritdoc/>
    public override bool Wants(in ContentHead head) => head.Name is "credentials.toml" || (head.Name is "credentials" or "config" or "config.toml" && head.Folder == ".cargo");

    /// <inheritdoc/>
    public override void Examine(ReadOnlySpan<byte> content, string path, IContentFindings findings)
    {
        var text = ContentText.Read(content);
        string section = "";
        foreach ((int start, int end) in text.Lines())
        {
            ReadOnlySpan<char> line = text.Text.AsSpan(start, end - start).Trim();
            if (line is ['[', .., ']'])
            {
                section = line[1..^1].Trim().ToString();
            }
            else if (SettingLine.TryRead(text.Text, start, end, "=", ["token", "secret-key"], out SettingLine setting)
                && NameOf(section, setting.Key) is { } name && IsRegistry(name) && !FilePlaceholders.Matches(setting.Value))
            {
                text.Report(findings, setting.Start, setting.Value.Length, new FileCredential(name) { Scope = name[..name.LastIndexOf('.')] });
            }
        }
    }

    /// <inheritdoc/>
    public override ContentSample Sample(Random random)
    {
        string secret = Secret(random);
        return SampleOf("home/.cargo/credentials.toml", $"[registries.internal]\ntoken = \"{secret}\"\n", secret);
    }

    private static string NameOf(string section, string key) => section.Length == 0 ? key : $"{section}.{key}";

    // crates.io is the registry, all others are among the registries.
    private static bool IsRegistry(string name) => name.StartsWith("registry.", StringComparison.Ordinal) || name.StartsWith("registries.", StringComparison.Ordinal);
}
