namespace ArtifactGate.Detection.Content;

/// <summary>Settings of npm and Yarn: tokens, passwords and basic credentials of registries.</summary>
internal sealed class NpmrcRule : CredentialFileRule
{
    // The last part of the key says what the value is.
    private static readonly string[] Keys = ["_authToken", "_auth", "_password", "npmAuthToken", "npmAuthIdent"];

    /// <inheritdoc/>
    public override bool Wants(in ContentHead head) =>
        IsNamed(head.Name) || head.Has(":_authToken="u8) || head.Has(":_password="u8);

    /// <inheritdoc/>
    public override void Examine(ReadOnlySpan<byte> content, string path, IContentFindings findings)
    {
        var text = ContentText.Read(content);
        bool named = IsNamed(FileName.Of(path));
        foreach ((int start, int end) in text.Lines())
        {
            if (!SettingLine.TryRead(text.Text, start, end, "=:", Keys, out SettingLine line) || FilePlaceholders.Matches(line.Value)
                || (!named && !line.Value.All(IsTokenCharacter)))
            {
                continue;
            }

            bool token = line.Name is "_authToken" or "npmAuthToken";
            if (token || IsBasic(line.Value, line.Name == "_password"))
            {
                text.Report(findings, line.Start, line.Value.Length, new FileCredential(line.Key) { Scope = RegistryOf(line.Key), Guessable = !token });
            }
        }
    }

    /// <inheritdoc/>
    public override ContentSample Sample(Random random)
    {
        string secret = Secret(random);
        return SampleOf(".npmrc", $"registry=https://npm.internal/\n//npm.internal/:_authToken={secret}\nalways-auth=true\n", secret);
    }

    private static bool IsNamed(string name) => name is ".npmrc" or "npmrc" or ".yarnrc" or ".yarnrc.yml";

    // In another file, such as a script or the source of a program that writes these settings, only what looks like a value is one.
    private static bool IsTokenCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '+' or '/' or '=' or '~';

    private static string? RegistryOf(string key)
    {
        int host = key.LastIndexOf("//", StringComparison.Ordinal);
        int end = key.LastIndexOf(':');
        return host >= 0 && end > host ? key[(host + 2)..end] : null;
    }

    // What a template leaves there decodes to a placeholder as well.
    private static bool IsBasic(string value, bool passwordOnly)
    {
        if (passwordOnly)
        {
            return BasicCredential.Decode(value) is not { } alone || !FilePlaceholders.Matches(alone);
        }

        return BasicCredential.TryDecode(value, out string user, out string password) ? !FilePlaceholders.Matches(password) && user.Length > 0 : value.Length >= 8;
    }
}
