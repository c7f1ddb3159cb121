using System.Buffers.Binary;
using System.IO.Compression;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ArtifactGate.Engine.Reports;
using ArtifactGate.Testing;

namespace ArtifactGate.Engine.Tests.Signing;

/// <summary>A private key is known for what it signs in the same artifact: assemblies by strong name or Authenticode, packages.</summary>
public sealed class SignedContentTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("artifactgate-signing-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_strong_name_key_beside_its_assembly_says_so()
    {
        byte[] key = StrongNameKey("key.snk"), other = StrongNameKey("other.snk");
        byte[] signed = Compiled("Signed", "-keyfile:" + Path.Combine(_folder, "key.snk"));
        byte[] plain = Compiled("Plain");
        byte[] package = Zip(("lib/net10.0/Signed.dll", signed), ("lib/net10.0/Plain.dll", plain), ("key.snk", key), ("other.snk", other));
        GateResult result = Scan("App.zip", package);
        Assert.Equal([("key.snk", "lib/net10.0/Signed.dll (strong name)"), ("other.snk", null)],
            result.Findings.Select(f => (f.Path.Inner, f.Details.GetValueOrDefault("signs"))));
    }

    [Fact]
    public void An_authenticode_key_beside_its_assembly_says_so_also_through_containers()
    {
        using X509Certificate2 certificate = Certificate("authenticode");
        byte[] signed = WithCertificateTable(Compiled("Signed"), Signature(certificate));
        byte[] inner = Zip(("bin/Signed.dll", signed));
        string pem = certificate.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem();
        GateResult result = Scan("App.zip", Zip(("inner.zip", inner), ("sign.pem", Encoding.ASCII.GetBytes(pem))));
        Finding finding = Assert.Single(result.Findings);
        Assert.Equal("inner.zip!bin/Signed.dll (Authenticode)", finding.Details["signs"]);

        var text = new MemoryStream();
        new TextReportWriter().Write(result, text);
        Assert.Contains("This is the key that signs inner.zip!bin/Signed.dll (Authenticode).",
            string.Join(' ', Encoding.UTF8.GetString(text.ToArray()).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_key_of_a_signed_package_in_the_same_folder_says_so()
    {
        using X509Certificate2 certificate = Certificate("package");
        string publish = Directory.CreateDirectory(Path.Combine(_folder, "publish")).FullName;
        string package = Path.Combine(publish, "App.1.0.0.nupkg");
        File.WriteAllBytes(package, Zip(("App.nuspec", """
            <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd"><metadata><id>App</id><version>1.0.0</version>
            <authors>a</authors><description>d</description></metadata></package>
            """u8.ToArray()), ("lib/net10.0/_._", "x"u8.ToArray())));
        File.WriteAllBytes(Path.Combine(_folder, "sign.pfx"), certificate.Export(X509ContentType.Pfx, "pw"));
        ProgramRun run = ProgramRun.Start("dotnet", ["nuget", "sign", package, "--certificate-path", Path.Combine(_folder, "sign.pfx"), "--certificate-password", "pw"], _folder);
        Assert.True(run.ExitCode == 0, run.Output);

        string key = Path.Combine(publish, "sign.pem");
        File.WriteAllText(key, certificate.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem());
        Assert.Equal("App.1.0.0.nupkg!.signature.p7s (package signature)", Assert.Single(Run(publish).Findings).Details["signs"]);

        using RSA stranger = RSA.Create(2048);
        File.WriteAllText(key, stranger.ExportPkcs8PrivateKeyPem());
        Assert.False(Assert.Single(Run(publish).Findings).Details.ContainsKey("signs"));
    }

    [Fact]
    public void Broken_signatures_name_nobody()
    {
        using X509Certificate2 certificate = Certificate("broken");
        byte[] key = Encoding.ASCII.GetBytes(certificate.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem());
        byte[] signed = WithCertificateTable(Compiled("Signed"), Signature(certificate));
        for (int cut = 1; cut < 8; cut++)
        {
            byte[] broken = [.. signed];
            broken.AsSpan(signed.Length - (signed.Length / 16 * cut / 4)).Fill(0xFF);
            Assert.Contains(Scan("App.zip", Zip(("a.dll", broken), (".signature.p7s", broken[..500]), ("sign.pem", key))).Findings, f => f.Path.Inner == "sign.pem");
        }
    }

    // The certificate table is not part of what is mapped: it is found by its place in the file (PE format, 4.7).
    private static byte[] WithCertificateTable(byte[] image, byte[] signature)
    {
        using var reader = new PEReader(new MemoryStream(image));
        bool wide = reader.PEHeaders.PEHeader!.Magic == PEMagic.PE32Plus;
        int directory = reader.PEHeaders.PEHeaderStartOffset + (wide ? 112 : 96) + (4 * 8);
        int start = (image.Length + 7) & ~7;
        var entry = new byte[(8 + signature.Length + 7) & ~7];
        BinaryPrimitives.WriteInt32LittleEndian(entry, 8 + signature.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(entry.AsSpan(4), 0x200);
        BinaryPrimitives.WriteUInt16LittleEndian(entry.AsSpan(6), 2);
        signature.CopyTo(entry, 8);
        byte[] signed = [.. image, .. new byte[start - image.Length], .. entry];
        BinaryPrimitives.WriteInt32LittleEndian(signed.AsSpan(directory), start);
        BinaryPrimitives.WriteInt32LittleEndian(signed.AsSpan(directory + 4), entry.Length);
        return signed;
    }

    private static byte[] Signature(X509Certificate2 certificate)
    {
        var message = new SignedCms(new ContentInfo(new Oid("1.3.6.1.4.1.311.2.1.4"), [0x30, 0]));
        message.ComputeSignature(new CmsSigner(certificate));
        return message.Encode();
    }

    private static X509Certificate2 Certificate(string name)
    {
        using RSA rsa = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.3")], critical: false));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        using X509Certificate2 made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null, X509KeyStorageFlags.Exportable);
    }

    private byte[] StrongNameKey(string file)
    {
        using var rsa = new RSACryptoServiceProvider(2048);
        byte[] blob = rsa.ExportCspBlob(includePrivateParameters: true);

        // The tools that make such files say that the key is for signatures, where the class says exchange.
        BinaryPrimitives.WriteInt32LittleEndian(blob.AsSpan(4), 0x2400);
        File.WriteAllBytes(Path.Combine(_folder, file), blob);
        return blob;
    }

    private byte[] Compiled(string name, params string[] options)
    {
        string source = Path.Combine(_folder, name + ".cs"), library = Path.Combine(_folder, name + ".dll");
        File.WriteAllText(source, $"public class {name} {{ }}");
        Compiler.Compile(source, library, options);
        return File.ReadAllBytes(library);
    }

    private static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create))
        {
            foreach ((string name, byte[] content) in entries)
            {
                using Stream entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }

    private GateResult Scan(string name, byte[] content)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, content);
        return Run(path);
    }

    private GateResult Run(string path) => new Gate().Run(new GateOptions
    {
        WorkingDirectory = _folder,
        Now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
        Artifacts = [new ArtifactInput(Path.GetFileName(path), path)],
    });
}
