namespace ArtifactGate.Detection.Content;

/// <summary>
/// <c>.env</c> files: values whose names say that they are credentials, and URLs with a password. The file's name is the context, so most of
/// it is no more than a warning.
/// </summary>
internal sealed class DotEnvRule : CredentialFileRule
{
    /// <inheritdoc/>
    public override bool Wants(in ContentHead head) =>
        head.Name is var name && (name == ".env" || name.StartsWith(".env.", StringComparison.Ordinal)
            || (name.EndsWith(".env", StringComparison.Ordinal) && !name.StartsWith('<')));

    /// <inheritdoc/>
    public override void Examine(ReadOnlySpan<byte> content, string path, IContentFindings findings)
    {
        var text = ContentText.Read(content);
        foreach ((int start, int end) in text.Lines())
        {
            if (!SettingLine.TryRead(text.Text, start, end, "=", null, out SettingLine line))
            {
                continue;
            }

            string name = line.Key.StartsWith("export ", StringComparison.Ordinal) ? line.Key[7..].Trim() : line.Key;
            bool url = false;
            foreach (UrlCredential found in UrlCredential.In(text.Text, line.Start, line.Start + line.Value.Length))
            {
                url = true;
                text.Report(findings, found.Start, found.Length, new FileCredential(name, found.IsLocal ? Evidence.Context : Evidence.Format)
                {
                    Account = found.User,
                    Scope = found.Host,
                    Guessable = true,
                });
            }

            if (!url && CredentialName.IsCredential(name, line.Value))
            {
                text.Report(findings, line.Start, line.Value.Length, new FileCredential(name, Evidence.Context) { Guessable = true });
            }
        }
    }

    /// <inheritdoc/>
    public override ContentSample Sample(Random random)
    {
        string secret = Secret(random);
        return SampleOf("app/.env", $"# settings\nLOG_LEVEL=debug\nUPLOAD_API_KEY={secret}\n", secret);
    }
}
