namespace ArtifactGate.Detection.Content;

/// <summary>Terraform state: outputs that are marked sensitive, and attributes of resources that are credentials by their name.</summary>
internal sealed class TerraformStateRule : CredentialFileRule
{
    private const int LeastLength = 6;

    private static readonly string[] Attributes =
    [
        "password", "admin_password", "administrator_login_password", "master_password", "secret", "secret_key", "client_secret", "access_key", "primary_access_key",
        "secondary_access_key", "private_key", "private_key_pem", "token", "api_key", "connection_string", "primary_connection_string", "secondary_connection_string",
        "primary_key", "secondary_key", "result", "bcrypt_hash",
    ];

    /// <inheritdoc/>
    public override int MaxContent => 16 << 20;

    /// <inheritdoc/>
    public override bool Wants(in ContentHead head) => head.IsJson && head.Has("\"terraform_version\""u8) && head.Has("\"serial\""u8);

    /// <inheritdoc/>
    public override void Examine(ReadOnlySpan<byte> content, string path, IContentFindings findings)
    {
        var text = ContentText.Read(content);
        var values = new List<JsonText>();
        var yes = new HashSet<string>(StringComparer.Ordinal);
        if (!JsonTexts.Read(text, values, yes))
        {
            findings.Unread("the JSON is not well formed");
        }

        foreach (JsonText value in values.Where(v => v.Value.Length >= LeastLength && !FilePlaceholders.Matches(v.Value)))
        {
            bool output = value.Path is ["outputs", _, "value", ..] && yes.Contains($"outputs.{value.Path[1]}.sensitive");
            if (output || (value.Path is ["resources", .., "attributes", _] && Attributes.Contains(value.Name)))
            {
                text.Report(findings, value.Start, value.Length, new FileCredential(value.Member, Evidence.Context) { Guessable = true });
            }
        }
    }

    /// <inheritdoc/>
    public override ContentSample Sample(Random random)
    {
        string secret = Secret(random);
        return SampleOf("terraform.tfstate", $$"""
            { "version": 4, "terraform_version": "1.9.0", "serial": 3,
              "outputs": { "db": { "value": "{{secret}}", "type": "string", "sensitive": true } }, "resources": [] }
            """, secret);
    }
}
