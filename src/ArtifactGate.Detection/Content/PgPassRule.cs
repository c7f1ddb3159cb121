using ArtifactGate.Detection.Tokens;

namespace ArtifactGate.Detection.Content;

/// <summary><c>.pgpass</c>: a line for each database, <c>host:port:database:user:password</c>, in which a backslash stands before a colon of a value.</summary>
internal sealed class PgPassRule : CredentialFileRule
{
    private const int Fields = 5;

    /// <inheritdoc/>
    public override bool Wants(in ContentHead head) => head.Name is ".pgpass" or "pgpass" or "pgpass.conf";

    /// <inheritdoc/>
    public override void Examine(ReadOnlySpan<byte> content, string path, IContentFindings findings)
    {
        var text = ContentText.Read(content);
        foreach ((int start, int end) in text.Lines())
        {
            string line = text.Text[start..end];
            if (line.StartsWith('#') || Split(line) is not { Count: Fields } starts)
            {
                continue;
            }

            string Field(int i) => line[starts[i]..(starts[i + 1] - 1)];
            string host = Field(0), password = line[starts[^1]..];
            if (!FilePlaceholders.Matches(password))
            {
                text.Report(findings, start + starts[^1], password.Length, new FileCredential($"{host}:{Field(1)}:{Field(2)}", host != "*" && HostName.IsLocal(host) ? Evidence.Context : Evidence.Format)
                {
                    Account = Field(3),
                    Scope = host,
                    Guessable = true,
                });
            }
        }
    }

    /// <inheritdoc/>
    public override ContentSample Sample(Random random)
    {
        string secret = Secret(random);
        return SampleOf(".pgpass", $"# the build\ndb.internal:5432:shop:build:{secret}\n", secret);
    }

    // Where each field begins.
    private static List<int> Split(string line)
    {
        List<int> starts = [0];
        for (int at = 0; at < line.Length; at++)
        {
            if (line[at] == ':')
            {
                starts.Add(at + 1);
            }

            at += line[at] == '\\' ? 1 : 0;
        }

        return starts;
    }
}
