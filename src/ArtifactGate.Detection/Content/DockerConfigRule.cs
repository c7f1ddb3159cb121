namespace ArtifactGate.Detection.Content;

/// <summary>The client configuration of Docker: registries with user and password in base64, or with a token.</summary>
internal sealed class DockerConfigRule : CredentialFileRule
{
    /// <inheritdoc/>
    public override bool Wants(in ContentHead head) => head.IsJson
        && (head.Name is ".dockercfg" or ".dockerconfigjson" || (head.Name == "config.json" && head.Folder is ".docker" or "docker")
            || head.Has("\"auths\""u8));

    /// <inheritdoc/>
    public override void Examine(ReadOnlySpan<byte> content, string path, IContentFindings findings)
    {
        var text = ContentText.Read(content);
        var values = new List<JsonText>();
        if (!JsonTexts.Read(text, values))
        {
            findings.Unread("the JSON is not well formed");
        }

        foreach (JsonText value in values.Where(v => v.Path.Count is >= 2 and <= 4))
        {
            string registry = value.Path[^2];
            bool basic = BasicCredential.TryDecode(value.Value, out string user, out string password);
            bool found = value.Name switch
            {
                "auth" => basic && user.Length > 0 && !FilePlaceholders.Matches(password),
                "identitytoken" or "registrytoken" or "password" => !FilePlaceholders.Matches(value.Value) && (value.Path.Contains("auths") || value.Path.Count == 2),
                _ => false,
            };
            if (found)
            {
                text.Report(findings, value.Start, value.Length, new FileCredential(value.Member)
                {
                    Account = basic && value.Name == "auth" ? user : null,
                    Scope = registry,
                    Guessable = value.Name is "auth" or "password",
                });
            }
        }
    }

    /// <inheritdoc/>
    public override ContentSample Sample(Random random)
    {
        string secret = Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes("build:" + Secret(random)));
        return SampleOf("root/.docker/config.json", $$"""{ "auths": { "registry.internal": { "auth": "{{secret}}" } } }""", secret);
    }
}
