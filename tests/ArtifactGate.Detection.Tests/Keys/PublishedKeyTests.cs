using ArtifactGate.Detection.Keys;
using ArtifactGate.Detection.Matching;

namespace ArtifactGate.Detection.Tests.Keys;

/// <summary>Keys that everybody has are reported as such.</summary>
public sealed class PublishedKeyTests
{
    [Fact]
    public void Knows_the_benchmark_keys_of_openssl()
    {
        string? program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(f => Path.Combine(f, "openssl")).FirstOrDefault(File.Exists);
        Assert.SkipWhen(program is null, "openssl is not installed");
        List<Match> found = KeyScan.Of(File.ReadAllBytes(program!));
        Assert.SkipWhen(found.Count == 0, "this openssl has no benchmark keys built in");
        Assert.All(found, m => Assert.NotNull(m.Published));
    }

    [Fact]
    public void Knows_the_self_test_keys_of_gnutls()
    {
        string? library = Directory.Exists("/usr/lib")
            ? Directory.EnumerateFiles("/usr/lib", "libgnutls.so.*", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 }).FirstOrDefault()
            : null;
        Assert.SkipWhen(library is null, "GnuTLS is not installed");
        List<Match> found = KeyScan.Of(File.ReadAllBytes(library!));
        Assert.SkipWhen(found.Count == 0, "this GnuTLS has no self-tests built in");
        Assert.All(found, m => Assert.Equal("GnuTLS self-test key", m.Published));
    }

    // Public halves, as the project publishes them for authorized_keys.
    [Theory]
    [InlineData("AAAAC3NzaC1lZDI1NTE5AAAAIN1YdxBpNlzxDqfJyw/QKow1F+wvG9hXGoqiysfJOn5Y")]
    [InlineData("AAAAB3NzaC1yc2EAAAABIwAAAQEA6NF8iallvQVp22WDkTkyrtvp9eWW6A8YVr+kz4TjGYe7gHzIw+niNltGEFHzD8+v1I2YJ6oXevct1YeS0o9HZyN1Q9qgCgzUFtdOKLv6"
        + "IedplqoPkcmF0aYet2PkEDo3MlTBckFXPITAMzF8dJSIFo9D8HfdOV0IAdx4O7PtixWKn5y2hMNG0zQPyUecp4pzC6kivAIhyfHilFR61RGL+GPXQ2MWZWFYbAGjyiYJnAmCP3NOTd0j"
        + "MZEnDkbUvxhMmBYSdETk1rRgm+R4LOzFUGaHqHDLKLX+FIPKcF96hrucXzcWyLbIbEgE98OHlnVYCzRdK8jlqm8tehUc9c9WhQ==")]
    public void Knows_the_insecure_keys_of_vagrant(string publicKey)
    {
        byte[] info = SshPublicKey.Read(Convert.FromBase64String(publicKey))!.PublicKeyInfo!;
        Assert.Equal("Vagrant insecure key", PublishedValues.SourceOf(info));
    }

    // Public halves again, as openssl writes them.
    [Theory]
    [InlineData("librdkafka self-test key", "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEArgUu6huQndr6Gu50lNsWg23ukDmFNj+GyGOfEih2xcqtYgede6+tSJrFg/lH2blcQql0WlnccZxvw+VRk0Mw"
        + "TmWJYEmMXSdSryE1zvJI+YtswU/yyPUfTE0O5yxYfr0JtWjPE7NT5gObfcxbUfQfEX6jfZG7fti5y2Oe2icRJBQtw/PQ9Flk/e1CViqO/78TKqfSvbgCC9hH6Oa6fasMj28fS5k232fFaIOphurQEEB0"
        + "lKsND534QAwlQpGLZM2HMg2ct6mUBbtW2CrrjKDI7LMglC+bUx8jWY7tKd2dG0nzlf55Kh6UkoxygnkJEiktfP+yJ+nH2PzOJPKzOB1pHQIDAQAB")]
    [InlineData("xmlsec example key", "MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBANPQbQ92nlbeg1Q5JNHSO1Yey46nZ7GJltLWw1ccSvp7pnvmfUm+M521CpFpfr4EAE3UVBMoU9j/hqq3dFAc2H0CAwEAAQ==")]
    [InlineData("MakeCert test root key", "MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAIFVIrmKpG/t1ufZZg9VvNfN1bxOQAIhorH3hzCFXtLyRLncm3W2+0ZfQradIzYL3lQPzb0fmSoQWBHLQMu1p0ECAwEAAQ==")]
    [InlineData("Castle DynamicProxy key", "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDHXAT3TEiSPhHTp+YRvhPhQKPQHim5ab8q9u9hSEz36swkOQkFVtHSki2tRp0d/YATEuK4vGRPu2d2WxmRsafgUBUk"
        + "F/f53BysC/7t0ueXwjx1VGYm2fdSeL+Tm6NKc8DP9ARhpboCXWCRmMwGNjsvYKPI9vJeItvImb16w8pHxQIDAQAB")]
    [InlineData("Json.NET dynamic assembly key", "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDJHcFMtzhELgsd5yoGPwJgirgEpN2e0Gc/8HIRo32TtcoVsJOF8k5rAUm7+qDLTx3NVcEKSRyUSrFKFZ8QASEi6DBF5udn"
        + "rI3GM83HCl12nr5qWuh7/8XV8LzMmLgzdogXpThWiHoVu27mkRKZVML5LEbsNvZ4Eh8P432dO9XYywIDAQAB")]
    public void Knows_the_keys_of_libraries_that_everybody_has(string name, string publicKey) =>
        Assert.Equal(name, PublishedValues.SourceOf(Convert.FromBase64String(publicKey)));

    [Fact]
    public void Knows_no_other_key()
    {
        using var key = System.Security.Cryptography.RSA.Create(1024);
        Assert.Null(KeyScan.One(key.ExportPkcs8PrivateKeyPem(), "AG2001").Published);
    }
}
