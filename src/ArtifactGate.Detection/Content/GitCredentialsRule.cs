namespace ArtifactGate.Detection.Content;

/// <summary>The plain text store of git: one URL with user and password a line.</summary>
internal sealed class GitCredentialsRule : CredentialFileRule
{
    /// <inheritdoc/>
    public override bool Wants(in ContentHead head) =>
        head.Name is ".git-credentials" or "git-credentials" || (head.Name == "credentials" && head.Folder == "git");

    /// <inheritdoc/>
    public override void Examine(ReadOnlySpan<byte> content, string path, IContentFindings findings)
    {
        var text = ContentText.Read(content);
        foreach ((int start, int end) in text.Lines())
        {
            foreach (UrlCredential url in UrlCredential.In(text.Text, start, end))
            {
                text.Report(findings, url.Start, url.Length, new FileCredential(url.User + "@" + url.Host) { Account = url.User, Scope = url.Host, Guessable = true });
            }
        }
    }

    /// <inheritdoc/>
    public override ContentSample Sample(Random random)
    {
        string secret = Secret(random);
        return SampleOf("root/.git-credentials", $"https://build:{secret}@git.internal\n", secret);
    }
}
