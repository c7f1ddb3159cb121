using ArtifactGate.Detection.Keys;

namespace ArtifactGate.Detection.Content;

/// <summary>Keys of Google Cloud service accounts: JSON with a private key in PEM and the account it belongs to.</summary>
internal sealed class ServiceAccountRule : CredentialFileRule
{
    private static readonly PemKeyFormat Pem = new();

    /// <inheritdoc/>
    public override bool Wants(in ContentHead head) => head.IsJson && head.Has("\"private_key\""u8);

    /// <inheritdoc/>
    public override void Examine(ReadOnlySpan<byte> content, string path, IContentFindings findings)
    {
        var text = ContentText.Read(content);
        var values = new List<JsonText>();
        var effort = new Effort();
        _ = JsonTexts.Read(text, values);
        foreach (JsonText key in values.Where(v => v.Name == "private_key" && v.Value.Contains("PRIVATE KEY", StringComparison.Ordinal)))
        {
            string? Beside(string name) => values.Find(v => v.Parent == key.Parent && v.Name == name)?.Value;
            int start = key.Value.IndexOf("-----BEGIN", StringComparison.Ordinal);
            if (Beside("client_email") is not string account || start < 0 || Pem.Read(key.Value.AsSpan(start), effort, out _, out _) is not { } facts)
            {
                continue;
            }

            text.Report(findings, key.Start, key.Length, new FileCredential(key.Member) { Key = facts.ToResult(), Account = account, Scope = Beside("project_id") });
        }
    }

    /// <inheritdoc/>
    public override ContentSample Sample(Random random)
    {
        string written = Pem.Sample(random).Replace("\n", "\\n", StringComparison.Ordinal);
        return SampleOf("service-account.json",
            $$"""{ "type": "service_account", "project_id": "sample", "private_key": "{{written}}", "client_email": "build@sample.iam.gserviceaccount.com" }""", written);
    }
}
