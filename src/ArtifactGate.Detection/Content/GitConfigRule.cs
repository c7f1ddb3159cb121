namespace ArtifactGate.Detection.Content;

/// <summary>
/// <c>.git/config</c> and the files that newer checkouts include from it: an authorization header that a checkout left behind, and URLs with
/// a password.
/// </summary>
internal sealed class GitConfigRule : CredentialFileRule
{
    /// <inheritdoc/>
    public override bool Wants(in ContentHead head) =>
        head.Name is var name && (name is ".gitconfig" or ".gitmodules" || (name == "config" && head.Folder is ".git" or "git")
            || (name.StartsWith("git-credentials-", StringComparison.Ordinal) && name.EndsWith(".config", StringComparison.Ordinal)))
        || head.Has("extraheader"u8) || head.Has("[remote \""u8);

    /// <inheritdoc/>
    public override void Examine(ReadOnlySpan<byte> content, string path, IContentFindings findings)
    {
        var text = ContentText.Read(content);
        string section = "";
        foreach ((int start, int end) in text.Lines())
        {
            ReadOnlySpan<char> line = text.Text.AsSpan(start, end - start).Trim();
            section = line is ['[', .., ']'] && line.Length <= 512 ? line[1..^1].ToString() : section;
            if (SettingLine.TryRead(text.Text, start, end, "=", ["extraheader"], out SettingLine header))
            {
                ReportHeader(text, findings, section, header);
                continue;
            }

            foreach (UrlCredential url in UrlCredential.In(text.Text, start, end))
            {
                text.Report(findings, url.Start, url.Length, new FileCredential($"{section} url") { Account = url.User, Scope = url.Host, Guessable = true });
            }
        }
    }

    /// <inheritdoc/>
    public override ContentSample Sample(Random random)
    {
        string secret = Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes("x-access-token:" + Secret(random, 40)));
        return SampleOf("src/.git/config", $"""
            [core]
                repositoryformatversion = 0
            [remote "origin"]
                url = https://github.com/owner/name
            [http "https://github.com/"]
                extraheader = AUTHORIZATION: basic {secret}

            """, secret);
    }

    private static void ReportHeader(ContentText text, IContentFindings findings, string section, SettingLine header)
    {
        int colon = header.Value.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || !header.Value.AsSpan(0, colon).Trim().EndsWith("authorization", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        int value = header.Value.LastIndexOf(' ') + 1;
        value = Math.Max(value, colon + 1);
        string secret = header.Value[value..];
        bool basic = BasicCredential.TryDecode(secret, out string user, out string password);
        if (FilePlaceholders.Matches(basic ? password : secret))
        {
            return;
        }

        text.Report(findings, header.Start + value, secret.Length, new FileCredential($"{section} extraheader") { Account = basic ? user : null, Scope = HostOf(section) });
    }

    private static string? HostOf(string section)
    {
        string[] parts = section.Split('"');
        return parts.Length >= 2 ? parts[1] : null;
    }
}
