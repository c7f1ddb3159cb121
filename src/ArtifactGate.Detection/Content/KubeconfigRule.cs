using System.Text;
using ArtifactGate.Detection.Keys;

namespace ArtifactGate.Detection.Content;

/// <summary>Kubernetes client configuration: client keys, tokens and passwords of users.</summary>
internal sealed class KubeconfigRule : CredentialFileRule
{
    private static readonly string[] Keys =
        ["client-key-data", "token", "password", "id-token", "refresh-token", "access-token", "client-secret"];

    private static readonly PemKeyFormat Pem = new();

    /// <inheritdoc/>
    public override bool Wants(in ContentHead head) =>
        head.Name is "kubeconfig" || (head.Name == "config" && head.Folder == ".kube")
        || (head.Has("clusters:"u8) && head.Has("kind: Config"u8)) || (head.Has("client-key-data:"u8) && head.Has("users:"u8));

    /// <inheritdoc/>
    public override void Examine(ReadOnlySpan<byte> content, string path, IContentFindings findings)
    {
        var text = ContentText.Read(content);
        string user = "";
        var effort = new Effort();
        foreach ((int start, int end) in text.Lines())
        {
            if (SettingLine.TryRead(text.Text, start, end, ":", ["name"], out SettingLine name))
            {
                user = name.Value;
            }

            if (!SettingLine.TryRead(text.Text, start, end, ":", Keys, out SettingLine line) || FilePlaceholders.Matches(line.Value)
                || line.Value is ['|', ..] or ['>', ..])
            {
                continue;
            }

            ProofResult? key = line.Name == "client-key-data" ? KeyOf(line.Value, effort) : null;
            if (line.Name != "client-key-data" || key is not null)
            {
                text.Report(findings, line.Start, line.Value.Length, new FileCredential(line.Name) { Key = key, Scope = user, Guessable = line.Name == "password" });
            }
        }
    }

    /// <inheritdoc/>
    public override ContentSample Sample(Random random)
    {
        string secret = Convert.ToBase64String(Encoding.ASCII.GetBytes(Pem.Sample(random)));
        return SampleOf("root/.kube/config", $"""
            apiVersion: v1
            kind: Config
            clusters:
            - cluster:
                server: https://cluster.internal:6443
              name: internal
            users:
            - name: deployer
              user:
                client-key-data: {secret}

            """, secret);
    }

    private static ProofResult? KeyOf(string value, Effort effort)
    {
        var bytes = new byte[value.Length];
        if (!Convert.TryFromBase64String(value, bytes, out int length))
        {
            return null;
        }

        string pem = Encoding.ASCII.GetString(bytes, 0, length);
        int start = pem.IndexOf("-----BEGIN", StringComparison.Ordinal);
        return start < 0 ? null : Pem.Read(pem.AsSpan(start), effort, out _, out _)?.ToResult();
    }
}
