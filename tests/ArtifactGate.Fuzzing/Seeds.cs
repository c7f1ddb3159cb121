using System.IO.Compression;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ArtifactGate.Detection;
using ArtifactGate.Testing;
using ArtifactGate.Testing.Formats;
using ArtifactGate.Testing.Samples;

namespace ArtifactGate.Fuzzing;

/// <summary>One or more samples of every format, of what is recognised and cannot be read, of the key material that is parsed, and of what every rule finds.</summary>
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
        seeds.AddRange(Rules());
        seeds.AddRange(Behind(seeds));
        seeds.AddRange(Unreadable());
        seeds.AddRange(folder is null ? [] : Directory.EnumerateFiles(folder).Select(f => new Seed(Path.GetFileName(f), Path.GetFileName(f), File.ReadAllBytes(f))));
        return seeds;
    }

    // What no sample of a format can be, because nothing in it is found.
    private static IEnumerable<Seed> Unreadable()
    {
        byte[] noise = new byte[6000];
        new Random(4).NextBytes(noise);
        yield return new Seed("encrypted documents", "sample", new CompoundBuilder()
            .Stream("WordDocument", OfficeStreams.Word(0x0300, noise)).Stream("1Table", noise[..700]).Stream("Workbook", OfficeStreams.Workbook((0x2F, noise[..54]), (0x5C, noise[..112])))
            .Stream("Current User", OfficeStreams.CurrentUser(0xF3D1C4DF, 500)).Stream("PowerPoint Document", OfficeStreams.Presentation(noise[..500], hasSession: true))
            .Stream("a/EncryptedPackage", noise).Stream("a/EncryptionInfo", [4, 0, 4, 0, 0x40, 0, 0, 0]).Build());
        yield return new Seed("rar that changes over to PPMd", "sample",
            RarBuilder.Rar4(RarBuilder.Main4(), RarBuilder.Packed4("a", new byte[20_000], Rar3Encoder.Ppmd(noise[..100], 2, noise)), RarBuilder.End4()));
        yield return new Seed("rpm with digests of its files", "sample", new RpmBuilder
        {
            Files = [("/usr/", "a", 0x81A4, noise[..300]), ("/usr/", "b", 0x81A4, [])],
            Digest = content => Convert.ToHexStringLower(SHA256.HashData(content)),
        }.Build());
    }

    // Something else behind the end of each compressed file, and a zip in the middle of that; what is left of a zip without its directory; an entry that
    // is longer than its data.
    private static List<Seed> Behind(IReadOnlyList<Seed> seeds)
    {
        byte[] noise = new byte[700];
        new Random(5).NextBytes(noise);
        byte[] other = [.. noise, .. ArchiveSamples.Zip("a.txt", CompressionLevel.Optimal, Encoding.UTF8.GetBytes("key = " + SampleSecrets.GitHub(7))), .. noise];
        byte[] left = new ZipBuilder().Add(new("a", noise) { Method = 8 }).Add(new("b", noise) { Method = 8, HasDescriptor = true }).Add(new("c", noise)).ToArray()[..^300];
        byte[] longer = new ZipBuilder().Add(new("a", []) { Method = 8, Packed = [3, 0, .. other] }).ToArray();
        return [new("a zip in the middle", "sample", other), new("what is left of a zip", "sample", [.. noise, .. left, .. noise]), new("data behind data", "sample", longer), .. seeds.Where(s => CompressedSamples.Makers.ContainsKey(s.Name)).Select(s => new Seed($"{s.Name} and something else", s.FileName, [.. s.Content, .. other]))];
    }

    // What every rule looks for: files as they are, the rest a few to a file, so that damaged formats stay the most of what is tried.
    private static IEnumerable<Seed> Rules()
    {
        foreach (ContentRule rule in RuleBook.Default.Rules.OfType<ContentRule>())
        {
            ContentSample sample = rule.Sample(new Random(4));
            yield return new Seed(rule.Code, Path.GetFileName(sample.Path), sample.Content);
        }

        foreach (Rule[] some in RuleBook.Default.Rules.Where(RuleSample.IsFor).Chunk(20))
        {
            yield return new Seed($"{some[0].Code} to {some[^1].Code}", "sample", [.. some.SelectMany(r => (byte[])[.. RuleSample.Of(r, 4).Bytes, .. "\r\n\0 "u8])]);
        }
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
