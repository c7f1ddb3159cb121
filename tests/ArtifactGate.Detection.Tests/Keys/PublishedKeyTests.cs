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
    public void Knows_no_other_key()
    {
        using var key = System.Security.Cryptography.RSA.Create(1024);
        Assert.Null(KeyScan.One(key.ExportPkcs8PrivateKeyPem(), "AG2001").Published);
    }
}
