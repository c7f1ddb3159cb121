namespace ArtifactGate.Detection.Content;

/// <summary>
/// <c>NuGet.Config</c>: passwords of feeds in clear; passwords and API keys that are encrypted for one Windows user, which a reader elsewhere
/// cannot use but which have no business in an artifact either.
/// </summary>
internal sealed class NuGetConfigRule : CredentialFileRule
{
    private const string Credentials = "configuration/packagesourcecredentials/";
    private const string OfUser = "encrypted for a Windows user";

    /// <inheritdoc/>
    public override bool Wants(in ContentHead head) => head.IsXml
        && ((head.Name is var name && name.StartsWith("nuget", StringComparison.Ordinal) && name.EndsWith(".config", StringComparison.Ordinal))
            || head.Has("<packageSourceCredentials"u8) || head.Has("ClearTextPassword"u8));

    /// <inheritdoc/>
    public override void Examine(ReadOnlySpan<byte> content, string path, IContentFindings findings)
    {
        var text = ContentText.Read(content);
        var items = new List<XmlItem>();
        if (!XmlItems.Read(text.Text, items))
        {
            findings.Unread("the XML is not well formed, or deeper than it should be");
        }

        foreach (XmlItem item in items.Where(i => i.Path.EndsWith("/add", StringComparison.Ordinal) && i["value"] is not null))
        {
            string key = item["key"]?.Value ?? "";
            XmlItemValue value = item["value"]!;
            if (FilePlaceholders.Matches(value.Value) || Judge(item, key, items) is not { } credential)
            {
                continue;
            }

            text.Report(findings, value.Start, value.Length, credential);
        }
    }

    /// <inheritdoc/>
    public override ContentSample Sample(Random random)
    {
        string secret = Secret(random);
        return SampleOf("NuGet.Config", $"""
            <?xml version="1.0" encoding="utf-8"?>
            <configuration>
              <packageSourceCredentials>
                <internal>
                  <add key="Username" value="build" />
                  <add key="ClearTextPassword" value="{secret}" />
                </internal>
              </packageSourceCredentials>
            </configuration>
            """, secret);
    }

    private static FileCredential? Judge(XmlItem item, string key, List<XmlItem> items)
    {
        if (item.Path.StartsWith(Credentials, StringComparison.Ordinal) && item.Path.Split('/') is [_, _, var feed, _])
        {
            string? account = items.Find(i => i.Path == item.Path && "Username".Equals(i["key"]?.Value, StringComparison.OrdinalIgnoreCase))?["value"]?.Value;
            if (key.Equals("ClearTextPassword", StringComparison.OrdinalIgnoreCase))
            {
                return new FileCredential($"packageSourceCredentials/{feed}/{key}") { Account = account, Scope = feed, Guessable = true };
            }

            return key.Equals("Password", StringComparison.OrdinalIgnoreCase)
                ? new FileCredential($"packageSourceCredentials/{feed}/{key}", Evidence.Context) { Account = account, Scope = feed, Guessable = true, Protection = OfUser }
                : null;
        }

        return item.Path switch
        {
            "configuration/apikeys/add" => new FileCredential($"apikeys/{key}", Evidence.Context) { Scope = key, Protection = OfUser },
            "configuration/config/add" when key.EndsWith("password", StringComparison.OrdinalIgnoreCase) =>
                new FileCredential($"config/{key}", Evidence.Context) { Guessable = true, Protection = OfUser },
            _ => null,
        };
    }
}
