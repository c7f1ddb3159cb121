using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ArtifactGate.Testing;
using ArtifactGate.Testing.Formats;

namespace ArtifactGate.Fuzzing;

/// <summary>One or more samples of every format, and of the key material that is parsed.</summary>
internal static class Seeds
{
    /// <summary>All that this machine can make.</summary>
    /// <param name="folder">A folder with more of them, or null.</param>
    public static IReadOnlyList<Seed> All(string? folder)
    {
        var seeds = new List<Seed>();
        foreach ((string name, FormatMaker maker) in FormatSamples.Makers)
        {
            string work = Directory.CreateTempSubdirectory("artifactgate-seeds-").FullName;
            FormatSample? sample = maker.MakeCanary(work);
            Directory.Delete(work, recursive: true);
            if (sample is null)
            {
                Console.WriteLine($"not fuzzed, its program is missing: {name}");
                continue;
            }

            seeds.Add(new Seed(name, sample.FileName, sample.Content));
        }

        seeds.AddRange(Keys());
        seeds.AddRange(folder is null ? [] : Directory.EnumerateFiles(folder).Select(f => new Seed(Path.GetFileName(f), Path.GetFileName(f), File.ReadAllBytes(f))));
        return seeds;
    }

    private static IEnumerable<Seed> Keys()
    {
        using var rsa = RSA.Create(2048);
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=test", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(60));
        yield return new Seed("PKCS#12", "sign.pfx", certificate.Export(X509ContentType.Pfx, ""));
        yield return new Seed("PKCS#8", "key.der", rsa.ExportPkcs8PrivateKey());
        yield return new Seed("PKCS#1", "key.key", rsa.ExportRSAPrivateKey());
        yield return new Seed("SEC 1", "ec.der", ec.ExportECPrivateKey());
        yield return new Seed("PEM", "key.pem", Encoding.ASCII.GetBytes(rsa.ExportPkcs8PrivateKeyPem() + "\n" + ec.ExportECPrivateKeyPem()));
        yield return new Seed("encrypted PEM", "key.pem", Encoding.ASCII.GetBytes(rsa.ExportEncryptedPkcs8PrivateKeyPem("x", new PbeParameters(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 1000))));
        yield return new Seed("certificate", "cert.p7b", new X509Certificate2Collection(certificate).Export(X509ContentType.Pkcs7)!);
        yield return new Seed("text with encodings", "settings.json", Encoding.UTF8.GetBytes(
            $$"""{"a":"{{Convert.ToBase64String(Encoding.UTF8.GetBytes("x = " + SampleSecrets.GitHub(3) + new string(' ', 100)))}}","b":"{{Uri.EscapeDataString("k=" + SampleSecrets.GitHub(4))}}","c":"{{Convert.ToHexString(rsa.ExportPkcs8PrivateKey())}}"}"""));
        yield return new Seed("UTF-16", "wide.txt", Encoding.Unicode.GetBytes("key = " + SampleSecrets.GitHub(5)));
        yield return new Seed("UTF-32", "wide.txt", Encoding.UTF32.GetBytes("key = " + SampleSecrets.GitHub(6)));
        yield return new Seed("deep JSON", "deep.json", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":[", 20_000))));
    }
}
