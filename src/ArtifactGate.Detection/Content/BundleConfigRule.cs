namespace ArtifactGate.Detection.Content;

/// <summary><c>.bundle/config</c>: the login of a host, under the name that Bundler makes of it: <c>BUNDLE_GEMS__CONTOSO__COM: "user:password"</c>.</summary>
internal sealed class BundleConfigRule : CredentialFileRule
{
    private const string Prefix = "BUNDLE_";
    private const int ShortestToken = 16;

    // Settings of Bundler itself that have a point in their name, which it writes as two lines below.
    private static readonly string[] Settings = ["BUNDLE_BUILD__", "BUNDLE_LOCAL__", "BUNDLE_MIRROR__"];

    /// <inheritdoc/>
    public override bool Wants(in ContentHead head) => IsNamed(head.Name) && head.Has("BUNDLE_"u8);

    /// <inheritdoc/>
    public override void Examine(ReadOnlySpan<byte> content, string path, IContentFindings findings)
    {
        var text = ContentText.Read(content);
        foreach ((int start, int end) in text.Lines())
        {
            if (!SettingLine.TryRead(text.Text, start, end, ":", null, out SettingLine setting) || !IsHost(setting.Key))
            {
                continue;
            }

            int colon = setting.Value.IndexOf(':', StringComparison.Ordinal);
            string secret = setting.Value[(colon + 1)..];
            if (secret.Length > 0 && (colon > 0 || secret.Length >= ShortestToken) && !secret.ContainsAny([' ', '/']) && secret[0] != '-' && !FilePlaceholders.Matches(secret))
            {
                text.Report(findings, setting.Start + colon + 1, secret.Length, new FileCredential(setting.Key)
                {
                    Account = colon > 0 ? setting.Value[..colon] : null,
                    Scope = setting.Key[Prefix.Length..].Replace("__", ".", StringComparison.Ordinal).ToLowerInvariant(),
                    Guessable = colon > 0,
                });
            }
        }
    }

    /// <inheritdoc/>
    public override ContentSample Sample(Random random)
    {
        string secret = Secret(random);
        return SampleOf("app/.bundle/config", $"---\nBUNDLE_PATH: \"vendor/bundle\"\nBUNDLE_GEMS__INTERNAL__NET: \"build:{secret}\"\n", secret);
    }

    // Of a file that was compressed alone the folder is not known, or is a part of its name.
    private static bool IsNamed(string name) => name == "config" || name.EndsWith(".bundle-config", StringComparison.Ordinal);

    private static bool IsHost(string key) => key.StartsWith(Prefix, StringComparison.Ordinal) && key.Contains("__", StringComparison.Ordinal)
        && !Array.Exists(Settings, s => key.StartsWith(s, StringComparison.Ordinal));
}
