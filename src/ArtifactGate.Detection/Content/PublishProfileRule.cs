namespace ArtifactGate.Detection.Content;

/// <summary>Publish profiles of web deployment: passwords of users that may replace the whole site.</summary>
internal sealed class PublishProfileRule : CredentialFileRule
{
    /// <inheritdoc/>
    public override bool Wants(in ContentHead head) => head.IsXml
        && (head.Name is var name && (name.EndsWith(".pubxml", StringComparison.Ordinal) || name.EndsWith(".pubxml.user", StringComparison.Ordinal)
            || name.EndsWith(".publishsettings", StringComparison.Ordinal)) || head.Has("<publishProfile"u8));

    /// <inheritdoc/>
    public override void Examine(ReadOnlySpan<byte> content, string path, IContentFindings findings)
    {
        var text = ContentText.Read(content);
        var items = new List<XmlItem>();
        if (!XmlItems.Read(text.Text, items))
        {
            findings.Unread("the XML is not well formed, or deeper than it should be");
        }

        foreach (XmlItem item in items)
        {
            if (item["userPWD"] is { } password && !FilePlaceholders.Matches(password.Value))
            {
                text.Report(findings, password.Start, password.Length, new FileCredential($"{item["profileName"]?.Value ?? item.Name}/userPWD")
                {
                    Account = item["userName"]?.Value,
                    Scope = item["publishUrl"]?.Value,
                    Guessable = true,
                });
            }

            if (item.Text is { } value && item.Name is "password" or "userpwd" or "encryptedpassword" && !FilePlaceholders.Matches(item.Text.Value))
            {
                bool encrypted = item.Name == "encryptedpassword";
                text.Report(findings, item.Text.Start, item.Text.Length, new FileCredential(item.Name, encrypted ? Evidence.Context : Evidence.Format)
                {
                    Account = items.Find(i => i.Name == "username" && i.Text is not null)?.Text?.Value,
                    Guessable = true,
                    Protection = encrypted ? "encrypted for a Windows user" : null,
                });
            }
        }
    }

    /// <inheritdoc/>
    public override ContentSample Sample(Random random)
    {
        string secret = Secret(random, 60);
        return SampleOf("Site.PublishSettings", $"""
            <publishData>
              <publishProfile profileName="Site - Web Deploy" publishMethod="MSDeploy" publishUrl="site.scm.internal:443" userName="$site" userPWD="{secret}" />
            </publishData>
            """, secret);
    }
}
