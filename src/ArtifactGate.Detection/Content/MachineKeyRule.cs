namespace ArtifactGate.Detection.Content;

/// <summary>
/// Fixed keys of ASP.NET in <c>web.config</c> or <c>machine.config</c>: who has them forges view state and runs code on the server.
/// </summary>
internal sealed class MachineKeyRule : CredentialFileRule
{
    private const int LeastDigits = 16;

    private static readonly string[] Keys = ["validationKey", "decryptionKey"];

    /// <inheritdoc/>
    public override int MaxContent => 4 << 20;

    /// <inheritdoc/>
    public override bool Wants(in ContentHead head) => head.IsXml
        && (head.Name is "web.config" or "machine.config" or "app.config" || head.Name.StartsWith("web.", StringComparison.Ordinal)
            || head.Has("<machineKey"u8));

    /// <inheritdoc/>
    public override void Examine(ReadOnlySpan<byte> content, string path, IContentFindings findings)
    {
        var text = ContentText.Read(content);
        var items = new List<XmlItem>();
        if (!XmlItems.Read(text.Text, items))
        {
            findings.Unread("the XML is not well formed, or deeper than it should be");
        }

        foreach (XmlItem item in items.Where(i => i.Name.Equals("machineKey", StringComparison.OrdinalIgnoreCase)))
        {
            foreach (string name in Keys)
            {
                if (item[name] is { } key && IsKey(key.Value))
                {
                    text.Report(findings, key.Start, key.Length, new FileCredential($"machineKey/{name}"));
                }
            }
        }
    }

    /// <inheritdoc/>
    public override ContentSample Sample(Random random)
    {
        string secret = Alphabet.Get("HEX").Sample(random, 128);
        return SampleOf("web.config", $"""
            <configuration>
              <system.web>
                <machineKey validationKey="{secret}" decryptionKey="AutoGenerate,IsolateApps" validation="SHA1" />
              </system.web>
            </configuration>
            """, secret);
    }

    // A key is hex digits; anything else generates one, or is filled in at deployment.
    private static bool IsKey(string value) => value.Length >= LeastDigits && value.All(char.IsAsciiHexDigit) && !FilePlaceholders.Matches(value);
}
