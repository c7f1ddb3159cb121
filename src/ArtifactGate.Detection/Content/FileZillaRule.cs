namespace ArtifactGate.Detection.Content;

/// <summary>Sites of FileZilla: passwords in clear or in base64, unless its user has a master password.</summary>
internal sealed class FileZillaRule : CredentialFileRule
{
    /// <inheritdoc/>
    public override bool Wants(in ContentHead head) => head.IsXml
        && (head.Name is "sitemanager.xml" or "recentservers.xml" or "filezilla.xml" || head.Has("<FileZilla3"u8));

    /// <inheritdoc/>
    public override void Examine(ReadOnlySpan<byte> content, string path, IContentFindings findings)
    {
        var text = ContentText.Read(content);
        var items = new List<XmlItem>();
        if (!XmlItems.Read(text.Text, items))
        {
            findings.Unread("the XML is not well formed, or deeper than it should be");
        }

        string host = "", user = "", encoding = "";
        foreach (XmlItem item in items)
        {
            switch (item.Name)
            {
                case "Server":
                    (host, user, encoding) = ("", "", "");
                    break;
                case "Pass":
                    encoding = item["encoding"]?.Value ?? "";
                    break;
                case "host" when item.Text is { } name:
                    host = name.Value;
                    break;
                case "user" when item.Text is { } name:
                    user = name.Value;
                    break;
                case "pass" when item.Text is { } value && IsClear(value.Value, encoding):
                    text.Report(findings, value.Start, value.Length, new FileCredential($"{host}/Pass") { Account = user, Scope = host, Guessable = true });
                    break;
            }
        }
    }

    /// <inheritdoc/>
    public override ContentSample Sample(Random random)
    {
        string secret = Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(Secret(random)));
        return SampleOf("sitemanager.xml", $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <FileZilla3 version="3.67.0" platform="windows">
              <Servers>
                <Server>
                  <Host>ftp.internal</Host>
                  <User>build</User>
                  <Pass encoding="base64">{secret}</Pass>
                </Server>
              </Servers>
            </FileZilla3>
            """, secret);
    }

    private static bool IsClear(string value, string encoding) => encoding switch
    {
        "base64" => BasicCredential.Decode(value) is { } password && !FilePlaceholders.Matches(password),
        "" => !FilePlaceholders.Matches(value),
        _ => false,
    };
}
