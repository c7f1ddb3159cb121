using ArtifactGate.Testing;

namespace ArtifactGate.Detection.Tests.Known;

/// <summary>Which values are looked for, and by which names.</summary>
public sealed class KnownValueTests
{
    private const string Hex = "0123456789abcdef";
    private const string Lower = "abcdefghijklmnopqrstuvwxyz";

    public static TheoryData<int> Seeds => new(Enumerable.Range(0, 300));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void What_chance_makes_is_strong(int seed)
    {
        foreach (string value in new[]
        {
            BuildSecrets.Token(seed, 20), BuildSecrets.Token(seed, 64), BuildSecrets.Of(Hex, seed, 32), BuildSecrets.Of(Hex, seed, 40), BuildSecrets.Of(Hex, seed, 64),
            BuildSecrets.Of(Lower + "0123456789", seed, 24), BuildSecrets.Of(Lower, seed, 40), BuildSecrets.Password(seed, 24),
        })
        {
            _ = KnownValue.Read("X", value, out string? refused);
            Assert.True(refused is null, $"{value} is {refused}");
        }
    }

    [Theory]
    [InlineData("x7Kq2", "too short")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaa", "a placeholder")]
    [InlineData("1234567890123456", "a placeholder")]
    [InlineData("abababacabababacababab", "a placeholder")]
    [InlineData("your-token-goes-here-please", "a placeholder")]
    [InlineData("$(System.AccessToken)", "a placeholder")]
    [InlineData("${{ secrets.DEPLOY_TOKEN }}", "a placeholder")]
    [InlineData("correct-horse-battery-staple", "too easy to guess")]
    [InlineData("my-production-database-name", "too easy to guess")]
    [InlineData("ProductionDatabasePassword2024", "too easy to guess")]
    [InlineData("Linux-X64-dotnet-sdk-10.0.100-release", "too easy to guess")]
    [InlineData("2026-11-25T02:30:13.000Z", "a date")]
    [InlineData("2f1e5a7c-8d3b-4c6f-9a0e-1b2c3d4e5f60", "a GUID")]
    [InlineData("/home/runner/work/_temp/_runner_file_commands/set_env_87406d6e-4979-4d42-98e1-3dab1f48b13a", "a path")]
    [InlineData("D:\\a\\_temp\\.newtonsoft\\q8Xz71kLmP20vR4t\\keys", "a path")]
    [InlineData("someone.with.a.name+x9Q2@mail.subdomain.example.org", "a")]
    [InlineData("https://pipelines.actions.githubusercontent.com/Xy7Kq2Lm9Pz4Rt8W/00000000-0000-0000-0000-000000000000/", "an address without a password")]
    [InlineData("https://user:short@host.example.com/", "an address whose password is refused (too short)")]
    [InlineData("Server=(localdb)\\mssqllocaldb;Database=aspnet-App;Trusted_Connection=True", "a connection string without a strong secret")]
    [InlineData("InstrumentationKey=2f1e5a7c-8d3b-4c6f-9a0e-1b2c3d4e5f60;IngestionEndpoint=https://westeurope.in.example.com/", "a connection string without a strong secret")]
    [InlineData("{\"type\":\"service\",\"client_id\":\"Xy7Kq2Lm9Pz4Rt8WXy7Kq2Lm9Pz4Rt8W\"}", "JSON without a member that is a strong secret")]
    [InlineData("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----", "PEM without a private key")]
    public void What_stands_everywhere_is_refused_with_its_reason(string value, string reason)
    {
        Assert.Null(KnownValue.Read("X", value, out string? refused));
        Assert.StartsWith(reason, refused, StringComparison.Ordinal);
        Assert.DoesNotContain(value, refused, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GITHUB_TOKEN", true)]
    [InlineData("ACTIONS_RUNTIME_TOKEN", true)]
    [InlineData("ACTIONS_ID_TOKEN_REQUEST_TOKEN", true)]
    [InlineData("SYSTEM_ACCESSTOKEN", true)]
    [InlineData("CI_JOB_TOKEN", true)]
    [InlineData("CI_REGISTRY_PASSWORD", true)]
    [InlineData("ConnectionStrings__Default", true)]
    [InlineData("NuGetApiKey", true)]
    [InlineData("NUGET_API_KEY", true)]
    [InlineData("AWS_SECRET_ACCESS_KEY", true)]
    [InlineData("SSH_PRIVATE_KEY", true)]
    [InlineData("AZURE_CREDENTIALS", true)]
    [InlineData("VSS_NUGET_EXTERNAL_FEED_ENDPOINTS", true)]
    [InlineData("DOCKER_AUTH_CONFIG", true)]
    [InlineData("ARTIFACTGATE_FINGERPRINT_KEY", true)]
    [InlineData("GITHUB_TOKEN_ID", false)]
    [InlineData("ACTIONS_ID_TOKEN_REQUEST_URL", false)]
    [InlineData("TokenIssuer", false)]
    [InlineData("SECRET_NAME", false)]
    [InlineData("PRIVATE_KEY_PATH", false)]
    [InlineData("AWS_ACCESS_KEY_ID", false)]
    [InlineData("PUBLIC_KEY_TOKEN", false)]
    [InlineData("CACHE_KEY", false)]
    [InlineData("SSH_AUTH_SOCK", false)]
    [InlineData("CI_JOB_ID", false)]
    [InlineData("PATH", false)]
    [InlineData("PWD", false)]
    [InlineData("OLDPWD", false)]
    [InlineData("DB_PWD", true)]
    public void Names_tell_secrets(string name, bool secret) => Assert.Equal(secret, KnownValueNames.IsSecret(name));

    [Fact]
    public void Its_text_is_its_name()
    {
        string value = BuildSecrets.Token(1);
        KnownValue known = KnownValue.Read("API_TOKEN", value, out _)!;
        Assert.Equal("API_TOKEN", known.ToString());
        Assert.DoesNotContain(typeof(KnownValue).GetProperties(), p => p.GetValue(known) is string text && text.Contains(value, StringComparison.Ordinal));
    }
}
