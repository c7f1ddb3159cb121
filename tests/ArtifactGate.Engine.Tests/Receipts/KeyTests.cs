using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ArtifactGate.Engine.Receipts;

namespace ArtifactGate.Engine.Tests.Receipts;

public sealed class KeyTests : IDisposable
{
    private static readonly PbeParameters Pbe = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);

    private readonly string _folder = Directory.CreateTempSubdirectory("artifactgate-keys-").FullName;
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose()
    {
        _key.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void What_is_signed_is_the_encoding_of_the_protocol() =>
        Assert.Equal("DSSEv1 29 http://example.com/HelloWorld 11 hello world", Encoding.UTF8.GetString(Dsse.Encode("http://example.com/HelloWorld", "hello world"u8)));

    [Theory]
    [InlineData("pkcs8")]
    [InlineData("sec1")]
    [InlineData("encrypted")]
    public void Every_form_of_the_key_signs(string form)
    {
        string password = Guid.NewGuid().ToString("N");
        string pem = form switch
        {
            "pkcs8" => _key.ExportPkcs8PrivateKeyPem(),
            "sec1" => _key.ExportECPrivateKeyPem(),
            _ => _key.ExportEncryptedPkcs8PrivateKeyPem(password, Pbe),
        };
        using SigningKey signer = SigningKey.Read(Write("k.pem", pem), "k.pem", form == "encrypted" ? password : null);
        using VerificationKey verifier = VerificationKey.Read(Write("k.pub", _key.ExportSubjectPublicKeyInfoPem()), "k.pub");
        byte[] envelope = signer.Sign("{}"u8.ToArray());
        using JsonDocument json = JsonDocument.Parse(envelope);
        Assert.True(verifier.Signed(Dsse.Read(json.RootElement)));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(_key.ExportSubjectPublicKeyInfo())), signer.Id);
        Assert.Equal(signer.Id, json.RootElement.GetProperty("signatures")[0].GetProperty("keyid").GetString());
        Assert.Equal(verifier.Id, signer.Id);
    }

    [Fact]
    public void A_signature_holds_for_its_payload_type_and_key_alone()
    {
        using SigningKey signer = SigningKey.Read(Write("k.pem", _key.ExportPkcs8PrivateKeyPem()), "k.pem", null);
        using VerificationKey verifier = VerificationKey.Read(Write("k.pub", _key.ExportSubjectPublicKeyInfoPem()), "k.pub");
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using VerificationKey stranger = VerificationKey.Read(Write("o.pub", other.ExportSubjectPublicKeyInfoPem()), "o.pub");
        using JsonDocument json = JsonDocument.Parse(signer.Sign("{}"u8.ToArray()));
        Dsse envelope = Dsse.Read(json.RootElement);
        byte[] broken = [.. envelope.Signatures[0].Signature];
        broken[^1] ^= 1;
        Assert.True(verifier.Signed(envelope with { Signatures = [(null, []), (null, broken), (null, envelope.Signatures[0].Signature)] }));
        Assert.False(stranger.Signed(envelope));
        Assert.False(verifier.Signed(envelope with { Payload = "{ }"u8.ToArray() }));
        Assert.False(verifier.Signed(envelope with { PayloadType = "text/plain" }));
        Assert.False(verifier.Signed(envelope with { Signatures = [(signer.Id, broken), (signer.Id, []), (signer.Id, [0x30, 0x80])] }));
        Assert.False(verifier.Signed(envelope with { Signatures = [] }));
    }

    [Fact]
    public void A_key_that_cannot_sign_says_why_and_nothing_of_itself()
    {
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var rsa = RSA.Create(2048);
        string encrypted = _key.ExportEncryptedPkcs8PrivateKeyPem("right", Pbe);
        Refused("does not exist", null);
        Refused("another curve than P-256", p384.ExportPkcs8PrivateKeyPem());
        Refused("no private key for ECDSA", rsa.ExportPkcs8PrivateKeyPem());
        Refused("no private key for ECDSA", "what is this");
        Refused("no private key for ECDSA", "");
        Refused("no private key for ECDSA", _key.ExportPkcs8PrivateKeyPem()[..90]);
        Refused("public key", _key.ExportSubjectPublicKeyInfoPem());
        Refused("ARTIFACTGATE_SIGN_PASSWORD is not set", encrypted);
        Refused("its password is another one", encrypted, "wrong");
        Refused("no longer used", $"-----BEGIN EC PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nAAAA\n-----END EC PRIVATE KEY-----\n");
        Refused("too large", new string(' ', 70_000));
    }

    [Fact]
    public void A_key_that_cannot_verify_says_why()
    {
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        foreach ((string says, string pem) in new[]
        {
            ("private key, which has no business", _key.ExportPkcs8PrivateKeyPem()),
            ("another curve than P-256", p384.ExportSubjectPublicKeyInfoPem()),
            ("no public key for ECDSA", "nothing"),
        })
        {
            string path = Write("v.pem", pem);
            Assert.Contains(says, Assert.Throws<GateException>(() => VerificationKey.Read(path, "v.pem")).Message, StringComparison.Ordinal);
        }
    }

    private void Refused(string says, string? pem, string? password = null)
    {
        string path = pem is null ? Path.Combine(_folder, "none.pem") : Write("x.pem", pem);
        string message = Assert.Throws<GateException>(() => SigningKey.Read(path, "x.pem", password)).Message;
        Assert.Contains(says, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
        string[] lines = [.. (pem ?? "").Split('\n').Where(l => l.Length > 16 && !l.StartsWith('-'))];
        Assert.DoesNotContain(lines, l => !string.IsNullOrWhiteSpace(l) && message.Contains(l[..16], StringComparison.Ordinal));
    }

    private string Write(string name, string content)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, content);
        return path;
    }
}
