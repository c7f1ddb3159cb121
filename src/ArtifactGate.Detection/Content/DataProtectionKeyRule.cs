namespace ArtifactGate.Detection.Content;

/// <summary>Keys of ASP.NET Data Protection that stand in clear. Encrypted ones are as they should be.</summary>
internal sealed class DataProtectionKeyRule : CredentialFileRule
{
    private const int LeastBytes = 16;

    /// <inheritdoc/>
    public override bool Wants(in ContentHead head) => head.IsXml && head.Has("masterKey"u8) && head.Has("<key"u8);

    /// <inheritdoc/>
    public override void Examine(ReadOnlySpan<byte> content, string path, IContentFindings findings)
    {
        var text = ContentText.Read(content);
        var items = new List<XmlItem>();
        if (!XmlItems.Read(text.Text, items))
        {
            findings.Unread("the XML is not well formed, or deeper than it should be");
        }

        XmlItem? key = items.Find(i => i.Path is "key" && i["id"] is not null);
        foreach (XmlItem item in items.Where(i => i.Path.EndsWith("/masterkey/value", StringComparison.Ordinal) && i.Text is not null))
        {
            var bytes = new byte[item.Text!.Value.Length];
            if (!Convert.TryFromBase64String(item.Text.Value, bytes, out int length) || length < LeastBytes)
            {
                continue;
            }

            text.Report(findings, item.Text.Start, item.Text.Length, new FileCredential("masterKey") { Account = key?["id"]?.Value });
        }
    }

    /// <inheritdoc/>
    public override ContentSample Sample(Random random)
    {
        var bytes = new byte[64];
        random.NextBytes(bytes);
        string secret = Convert.ToBase64String(bytes), id = new Guid(bytes.AsSpan(0, 16)).ToString();
        return SampleOf($"root/.aspnet/DataProtection-Keys/key-{id}.xml", $"""
            <?xml version="1.0" encoding="utf-8"?>
            <key id="{id}" version="1">
              <descriptor deserializerType="AuthenticatedEncryptorDescriptorDeserializer">
                <descriptor>
                  <encryption algorithm="AES_256_CBC" />
                  <masterKey p4:requiresEncryption="true" xmlns:p4="http://schemas.asp.net/2015/03/dataProtection">
                    <value>{secret}</value>
                  </masterKey>
                </descriptor>
              </descriptor>
            </key>
            """, secret);
    }
}
