namespace ArtifactGate.Detection.Content;

/// <summary>
/// <c>secrets.json</c> of the secret manager: names with <c>:</c> between their parts, or objects in each other. In the folder of the secret manager
/// every value is one that was not meant to ship; elsewhere its name must say so, and it warns.
/// </summary>
internal sealed class UserSecretsRule : CredentialFileRule
{
    // Of Windows, and of everything else.
    private static readonly string[] Stores = ["UserSecrets/*/secrets.json", ".microsoft/usersecrets/*/secrets.json"];

    /// <inheritdoc/>
    public override bool Wants(in ContentHead head) => head is { Name: "secrets.json", IsJson: true };

    /// <inheritdoc/>
    public override void Examine(ReadOnlySpan<byte> content, string path, IContentFindings findings)
    {
        var text = ContentText.Read(content);
        var values = new List<JsonText>();
        if (!JsonTexts.Read(text, values))
        {
            findings.Unread("the JSON is not well formed");
        }

        bool isStore = Array.Exists(Stores, s => PathEnd.Matches(path, s));
        foreach (JsonText value in values)
        {
            if (isStore ? CredentialName.IsValue(value.Value) : CredentialName.IsCredential(value.Member.Replace(':', '_').Replace('.', '_'), value.Value))
            {
                text.Report(findings, value.Start, value.Length, new FileCredential(value.Member, isStore ? Evidence.Format : Evidence.Context) { Guessable = true });
            }
        }
    }

    /// <inheritdoc/>
    public override ContentSample Sample(Random random)
    {
        string secret = Secret(random);
        return SampleOf("root/.microsoft/usersecrets/app/secrets.json", $$"""
            {
              "Upload:ApiKey": "{{secret}}"
            }
            """, secret);
    }
}
