namespace ArtifactGate.Detection.Content;

/// <summary><c>.pypirc</c>: a password or token for each index.</summary>
internal sealed class PypircRule : CredentialFileRule
{
    /// <inheritdoc/>
    public override bool Wants(in ContentHead head) => head.Name is ".pypirc" or "pypirc";

    /// <inheritdoc/>
    public override void Examine(ReadOnlySpan<byte> content, string path, IContentFindings findings)
    {
        var text = ContentText.Read(content);
        string section = "", user = "";
        foreach ((int start, int end) in text.Lines())
        {
            ReadOnlySpan<char> line = text.Text.AsSpan(start, end - start).Trim();
            if (line is ['[', .., ']'])
            {
                (section, user) = (line[1..^1].ToString(), "");
            }
            else if (SettingLine.TryRead(text.Text, start, end, "=:", ["username", "password"], out SettingLine setting))
            {
                user = setting.Name == "username" ? setting.Value : user;
                if (setting.Name == "password" && !FilePlaceholders.Matches(setting.Value))
                {
                    text.Report(findings, setting.Start, setting.Value.Length,
                        new FileCredential($"{section}/password") { Account = user, Scope = section, Guessable = user != "__token__" });
                }
            }
        }
    }

    /// <inheritdoc/>
    public override ContentSample Sample(Random random)
    {
        string secret = Secret(random, 60);
        return SampleOf(".pypirc", $"[distutils]\nindex-servers = internal\n\n[internal]\nrepository = https://pypi.internal/\nusername = __token__\npassword = {secret}\n", secret);
    }
}
