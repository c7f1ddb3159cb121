namespace ArtifactGate.Detection.Content;

/// <summary>
/// Caches of the Microsoft Authentication Library (MSAL), which the Azure command line and the developer tools keep in the home folder: refresh
/// tokens, and access tokens of personal accounts. Those of organisations are JSON web tokens and found as such, with their expiry.
/// </summary>
internal sealed class TokenCacheRule : CredentialFileRule
{
    private const int LeastLength = 20;

    /// <inheritdoc/>
    public override bool Wants(in ContentHead head) =>
        head.IsJson && (head.Has("\"credential_type\""u8) || head.Has("\"AccessToken\""u8) || head.Has("\"RefreshToken\""u8));

    /// <inheritdoc/>
    public override void Examine(ReadOnlySpan<byte> content, string path, IContentFindings findings)
    {
        var text = ContentText.Read(content);
        var values = new List<JsonText>();
        if (!JsonTexts.Read(text, values))
        {
            findings.Unread("the JSON is not well formed");
        }

        foreach (IGrouping<int, JsonText> entry in values.Where(v => v.Path.Count == 3).GroupBy(v => v.Parent))
        {
            string? Of(string name) => entry.FirstOrDefault(v => v.Name == name)?.Value;
            if (entry.FirstOrDefault(v => v.Name == "secret") is { } secret && Of("credential_type") is "RefreshToken" or "AccessToken" && IsToken(secret.Value))
            {
                text.Report(findings, secret.Start, secret.Length,
                    new FileCredential(Of("credential_type")!) { Account = Of("home_account_id"), Scope = Of("environment") });
            }
        }
    }

    /// <inheritdoc/>
    public override ContentSample Sample(Random random)
    {
        string secret = $"1.A{Secret(random, 400)}", client = new Guid(random.Next(), 2, 3, [4, 5, 6, 7, 8, 9, 10, 11]).ToString();
        return SampleOf("root/.azure/msal_token_cache.json", $$"""
            {
              "RefreshToken": {
                "sample-login.microsoftonline.com-refreshtoken-{{client}}--": {
                  "credential_type": "RefreshToken",
                  "secret": "{{secret}}",
                  "home_account_id": "sample",
                  "environment": "login.microsoftonline.com",
                  "client_id": "{{client}}"
                }
              }
            }
            """, secret);
    }

    private static bool IsToken(string value) =>
        value.Length >= LeastLength && !IsWebToken(value) && !FilePlaceholders.Matches(value);

    // Base64 of a JSON object.
    private static bool IsWebToken(string value) => value.StartsWith("ey", StringComparison.Ordinal) || value.StartsWith("ew", StringComparison.Ordinal);
}
