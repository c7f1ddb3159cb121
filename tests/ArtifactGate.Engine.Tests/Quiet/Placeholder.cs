using System.Text;
using static ArtifactGate.Engine.Tests.Quiet.RandomText;

namespace ArtifactGate.Engine.Tests.Quiet;

/// <summary>What stands where a credential is filled in later.</summary>
internal static class Placeholder
{
    private static readonly string[] Values =
    [
        "xxxx", "xxxxxxxxxxxxxxxx", "XXXXXXXX-XXXX-XXXX-XXXX-XXXXXXXXXXXX", "<your-key>", "<YOUR_API_KEY>", "your-api-key-here", "YOUR_TOKEN_HERE", "${VAR}", "${env:TOKEN}", "%TOKEN%", "$(Prop)",
        "$(ApiKey)", "{{ x }}", "{{ .Values.password }}", "{{token}}", "#{Password}#", "__PASSWORD__", "@@PASSWORD@@", "changeme", "change-me", "********", "***", "...", "password", "secret", "[redacted]",
        "<secret>", "${{ secrets.TOKEN }}", "$TOKEN", "$env:TOKEN", "<%= token %>", "TODO", "tbd", "null", "none", "dummy", "example", "replace-me", "insert-key-here", "!secret db", "ENC[placeholder]",
        "@Microsoft.KeyVault(SecretUri=https://contoso.vault.azure.net/secrets/a/)", "op://vault/item/password", "vault:secret/data/app#password", "{0}", "%s",
    ];

    private static readonly string[] Names =
    [
        "Password", "ApiKey", "GITHUB_TOKEN", "NUGET_API_KEY", "ClientSecret", "AZURE_CLIENT_SECRET", "AWS_SECRET_ACCESS_KEY", "SLACK_TOKEN", "SNYK_TOKEN", "SONAR_TOKEN", "COSIGN_PASSWORD",
        "PFX_PASSWORD", "DATADOG_API_KEY", "CODECOV_TOKEN", "OPENAI_API_KEY", "ConnectionString", "STRIPE_SECRET_KEY", "JENKINS_API_TOKEN", "VAULT_TOKEN", "KEYSTORE_PASSWORD", "MATCH_PASSWORD",
    ];

    public static string Json(Random random) => $$"""
        { {{string.Join(", ", Names.Select(n => $"\"{n}\": \"{Value(random)}\""))}},
          "Db": "Server=db.contoso.net;User ID=app;Password={{Value(random)}};Encrypt=True", "Storage": "DefaultEndpointsProtocol=https;AccountName=contoso;AccountKey={{Value(random)}}" }
        """;

    public static string DotEnv(Random random) => string.Concat(Names.Select(n => $"{n.ToUpperInvariant()}={Value(random)}\n"));

    public static string Addresses(Random random) => string.Concat(Enumerable.Range(0, 20).Select(_ =>
        $"git clone https://{Pick(random, "user", "build", "x-access-token", "oauth2")}:{Value(random)}@{Pick(random, "github.com/a/b", "git.contoso.net", "example.com")}\ncurl -u user:{Value(random)} https://contoso.net -H 'Authorization: Bearer {Value(random)}'\n"));

    public static (string Name, byte[] Content) Configuration(Random random) => random.Next(8) switch
    {
        0 => (".npmrc", Bytes($"//npm.contoso.net/:_authToken={Value(random)}\n//npm.contoso.net/:_password={Base64Of(Value(random))}\n")),
        1 => (".pypirc", Bytes($"[a]\nusername = build\npassword = {Value(random)}\n")),
        2 => (".netrc", Bytes($"machine contoso.net login build password {Value(random).Replace(' ', '-')}\n")),
        3 => ("NuGet.Config", Bytes($"""<configuration><packageSourceCredentials><a><add key="Username" value="b" /><add key="ClearTextPassword" value="{Xml(random)}" /></a></packageSourceCredentials></configuration>""")),
        4 => (".git/config", Bytes($"[remote \"origin\"]\n\turl = https://build:{Value(random)}@git.contoso.net/a\n[http]\n\textraheader = AUTHORIZATION: basic {Base64Of("x-access-token:" + Value(random))}\n")),
        5 => ("a.pubxml", Bytes($"<Project><PropertyGroup><UserName>a</UserName><Password>{Xml(random)}</Password></PropertyGroup></Project>")),
        6 => (".docker/config.json", Bytes($$"""{"auths":{"registry.contoso.net":{"auth":"{{Base64Of("build:" + Value(random))}}"} } }""")),
        _ => ("feed.sh", Bytes($"export VSS_NUGET_EXTERNAL_FEED_ENDPOINTS='{{\"endpointCredentials\": [{{\"endpoint\":\"https://pkgs.contoso.net/v3/index.json\", \"username\":\"docker\", \"password\":\"{Value(random)}\"}}]}}'\n")),
    };

    private static string Value(Random random) => Pick(random, Values);

    private static string Xml(Random random) => Value(random).Replace("<", "&lt;", StringComparison.Ordinal);

    private static string Base64Of(string text) => Convert.ToBase64String(Bytes(text));

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
