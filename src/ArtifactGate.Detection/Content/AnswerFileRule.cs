using System.Text;

namespace ArtifactGate.Detection.Content;

/// <summary>
/// Answer files of Windows Setup: passwords of accounts that it makes or logs on. Where <c>PlainText</c> is false, the value is base64 of the password with the
/// name of its element behind it, which hides it from nobody.
/// </summary>
internal sealed class AnswerFileRule : CredentialFileRule
{
    /// <inheritdoc/>
    public override bool Wants(in ContentHead head) => head.IsXml && (head.Name is "unattend.xml" or "autounattend.xml" || head.Has("urn:schemas-microsoft-com:unattend"u8));

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
            string[] parts = item.Path.Split('/');
            if (item.Text is { } value && parts is [.., var owner, "value"] && owner.EndsWith("password", StringComparison.Ordinal) && !FilePlaceholders.Matches(Clear(value.Value, owner)))
            {
                text.Report(findings, value.Start, value.Length, new FileCredential(owner, Evidence.Context) { Guessable = true });
            }
        }
    }

    /// <inheritdoc/>
    public override ContentSample Sample(Random random)
    {
        string secret = Secret(random);
        return SampleOf("unattend.xml", $"""
            <unattend xmlns="urn:schemas-microsoft-com:unattend">
              <settings><component><AutoLogon><Username>build</Username><Password><Value>{secret}</Value><PlainText>true</PlainText></Password></AutoLogon></component></settings>
            </unattend>
            """, secret);
    }

    private static string Clear(string value, string owner)
    {
        var bytes = new byte[value.Length];
        return Convert.TryFromBase64String(value, bytes, out int length) && Encoding.Unicode.GetString(bytes, 0, length) is var text
            && text.EndsWith(owner, StringComparison.OrdinalIgnoreCase) ? text[..^owner.Length] : value;
    }
}
