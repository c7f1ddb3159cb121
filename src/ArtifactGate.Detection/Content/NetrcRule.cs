namespace ArtifactGate.Detection.Content;

/// <summary><c>.netrc</c>: words in pairs, machine, login and password.</summary>
internal sealed class NetrcRule : CredentialFileRule
{
    /// <inheritdoc/>
    public override bool Wants(in ContentHead head) => head.Name is ".netrc" or "_netrc" or "netrc";

    /// <inheritdoc/>
    public override void Examine(ReadOnlySpan<byte> content, string path, IContentFindings findings)
    {
        var text = ContentText.Read(content);
        string machine = "", login = "", last = "";
        foreach ((int start, int length) in Words(text.Text))
        {
            string word = text.Text.Substring(start, Math.Min(length, 4096));
            switch (last)
            {
                case "machine":
                    (machine, login) = (word, "");
                    break;
                case "login":
                    login = word;
                    break;
                case "password" when !FilePlaceholders.Matches(word):
                    text.Report(findings, start, length, new FileCredential($"{machine} password") { Account = login, Scope = machine, Guessable = true });
                    break;
            }

            // A value is never a keyword.
            last = last is "machine" or "login" or "password" or "account" ? "" : word;
        }
    }

    /// <inheritdoc/>
    public override ContentSample Sample(Random random)
    {
        // Host and text apart, or this assembly would have a login in it.
        string secret = Secret(random), host = "feed.internal";
        return SampleOf(".netrc", $"machine {host}\n  login build\n  password {secret}\n", secret);
    }

    private static IEnumerable<(int Start, int Length)> Words(string text)
    {
        for (int at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
            }
            else if (text[at] == '#')
            {
                int end = text.IndexOf('\n', at);
                at = end < 0 ? text.Length : end;
            }
            else
            {
                int start = at;
                while (at < text.Length && !char.IsWhiteSpace(text[at]))
                {
                    at++;
                }

                yield return (start, at - start);
            }
        }
    }
}
