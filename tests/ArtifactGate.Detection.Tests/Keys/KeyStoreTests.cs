using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ArtifactGate.Detection.Tests.Keys;

/// <summary>PKCS#12 files and Java key stores of real programs.</summary>
public sealed class KeyStoreTests
{
    public static TheoryData<string> Pkcs12Options => new(
        "", "-legacy", "-nomac", "-keypbe AES-128-CBC -certpbe AES-128-CBC", "-keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES -macalg sha1", "-certpbe NONE",
        "-iter 100000");

    [Theory]
    [MemberData(nameof(Pkcs12Options))]
    public void Opens_what_openssl_makes_under_common_passwords_and_lowers_the_others(string options)
    {
        using var tool = new KeyTool();
        Certificate(tool);
        string[] export = ["pkcs12", "-export", "-inkey", "key", "-in", "certificate", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        string? name = KeyScan.One(tool["key"], "AG2001").Fingerprint;
        foreach ((string password, string protection) in (ReadOnlySpan<(string, string)>)[("", "empty password"), ("changeit", "common password"), ("1234", "common password")])
        {
            tool.Run("openssl", [.. export, "-passout", "pass:" + password, "-out", "store"]);
            Match match = KeyScan.One([9, 9, 9, .. tool["store"], 9, 9, 9], "AG2021");
            KeyScan.AssertClear(match);
            Assert.Equal(protection, match.Detail("protection"));
            Assert.Equal(name, match.Fingerprint);
            Assert.Equal("1", match.Detail("privateKeys"));
            Assert.Equal("1", match.Detail("certificates"));
            Assert.Equal("CN=Somebody", match.Identity.Account);
            Assert.NotNull(match.Identity.Expires);
            Assert.Equal(3, match.Offset);
            Assert.Equal(tool["store"].Length, match.ByteLength);
        }

        tool.Run("openssl", [.. export, "-passout", "pass:" + tool.Password, "-out", "store"]);
        KeyScan.AssertEncrypted(Assert.Single(KeyScan.Of(tool["store"]), m => m.Rule.Code == "AG2021"));
        if (options is "")
        {
            KeyScan.AssertNeverThrows(tool["store"], 20);
        }
    }

    [Fact]
    public void Finds_a_key_in_clear()
    {
        using var tool = new KeyTool();
        Certificate(tool);
        tool.Run("openssl", "pkcs12", "-export", "-inkey", "key", "-in", "certificate", "-keypbe", "NONE", "-certpbe", "NONE", "-nomac", "-passout", "pass:", "-out", "store");
        Match match = Assert.Single(KeyScan.Of(tool["store"]), m => m.Rule.Code == "AG2021");
        KeyScan.AssertClear(match);
        Assert.Equal("none", match.Detail("protection"));
    }

    [Fact]
    public void Is_silent_about_certificates_without_a_key()
    {
        using var tool = new KeyTool();
        Certificate(tool);
        tool.Run("openssl", "pkcs12", "-export", "-nokeys", "-in", "certificate", "-passout", "pass:", "-out", "open")
            .Run("openssl", "pkcs12", "-export", "-nokeys", "-in", "certificate", "-passout", "pass:" + tool.Password, "-out", "closed")
            .Run("openssl", "crl2pkcs7", "-nocrl", "-certfile", "certificate", "-outform", "DER", "-out", "p7b");
        Assert.Empty(KeyScan.Of(tool["open"]));
        Assert.Empty(KeyScan.Of(tool["p7b"]));
        Assert.Empty(KeyScan.Of(tool["certificate"]));

        // Nobody can say what is in there: worth a warning, no more.
        Match unknown = KeyScan.One(tool["closed"], "AG2021");
        Assert.Equal(Evidence.Context, unknown.Evidence);
    }

    [Theory]
    [InlineData("PKCS12", "AG2021")]
    [InlineData("JKS", "AG2022")]
    [InlineData("JCEKS", "AG2023")]
    public void Opens_what_keytool_makes_and_is_silent_about_trust_stores(string kind, string code)
    {
        using var tool = new KeyTool();
        foreach (string password in (string[])["changeit", tool.Password])
        {
            tool.Run("keytool", "-genkeypair", "-alias", "signing", "-keyalg", "RSA", "-keysize", "2048", "-dname", "CN=Somebody", "-storetype", kind,
                "-keystore", password, "-storepass", password, "-keypass", password);
        }

        Match weak = KeyScan.One([0, .. tool["changeit"], 0], code);
        KeyScan.AssertClear(weak);
        Assert.Equal("common password", weak.Detail("protection"));
        Assert.Equal("CN=Somebody", weak.Identity.Account);
        Assert.Equal(tool["changeit"].Length, weak.ByteLength);
        tool.Run("keytool", "-exportcert", "-alias", "signing", "-keystore", "changeit", "-storepass", "changeit", "-file", "certificate")
            .Run("openssl", "x509", "-inform", "DER", "-in", "certificate", "-pubkey", "-noout", "-out", "public")
            .Run("openssl", "pkey", "-pubin", "-in", "public", "-outform", "DER", "-out", "spki");
        Assert.Equal("SHA256:" + Convert.ToHexStringLower(SHA256.HashData(tool["spki"])), weak.Detail("publicKey"));

        Match strong = KeyScan.One(tool[tool.Password], code);
        KeyScan.AssertEncrypted(strong);
        Assert.Equal(kind == "PKCS12", strong.Detail("publicKey") is null);

        tool.Run("keytool", "-importcert", "-noprompt", "-alias", "root", "-file", "certificate", "-storetype", kind, "-keystore", "trust", "-storepass", "changeit");
        Assert.Empty(KeyScan.Of(tool["trust"]));
        KeyScan.AssertNeverThrows(tool["changeit"], 5);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Opens_what_the_framework_makes(bool indefinite)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Somebody", key, HashAlgorithmName.SHA256);
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(1));
        byte[] store = certificate.Export(X509ContentType.Pfx);
        store = indefinite ? Indefinite(store) : store;
        Match match = KeyScan.One([1, 2, .. store, 3], "AG2021");
        KeyScan.AssertClear(match);
        Assert.Equal(KeyScan.One(key.ExportPkcs8PrivateKeyPem(), "AG2001").Fingerprint, match.Fingerprint);
        Assert.Equal(store.Length, match.ByteLength);
        KeyScan.AssertEncrypted(KeyScan.One(certificate.Export(X509ContentType.Pfx, Guid.NewGuid().ToString("N")), "AG2021"));
    }

    [Fact]
    public void Does_not_spend_its_time_on_huge_iteration_counts()
    {
        using RSA key = RSA.Create(1024);
        byte[] der = key.ExportEncryptedPkcs8PrivateKey("", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 0x7FFF));
        byte[] huge = WithRounds(der, int.MaxValue);
        Match match = KeyScan.One(huge, "AG2011");
        Assert.Equal("0", match.Detail("passwordsTried"));
        Assert.False(match.Encrypted);
    }

    [Fact]
    public void Stops_trying_passwords_when_there_are_too_many_locks()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        byte[] one = key.ExportEncryptedPkcs8PrivateKey(Guid.NewGuid().ToString("N"), new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 25_000));
        List<Match> matches = KeyScan.Of([.. Enumerable.Repeat(one, 50).SelectMany(b => b)]);
        Assert.Equal(50, matches.Count);
        Assert.Equal("36", matches[0].Detail("passwordsTried"));

        // Nobody tried, so nobody says that the password is a good one.
        Assert.Equal("0", matches[^1].Detail("passwordsTried"));
        Assert.False(matches[^1].Encrypted);
    }

    // The structure again, with another number of rounds.
    private static byte[] WithRounds(byte[] der, int rounds)
    {
        var writer = new System.Formats.Asn1.AsnWriter(System.Formats.Asn1.AsnEncodingRules.DER);
        Copy(new System.Formats.Asn1.AsnReader(der, System.Formats.Asn1.AsnEncodingRules.DER), writer, rounds);
        return writer.Encode();
    }

    private static void Copy(System.Formats.Asn1.AsnReader reader, System.Formats.Asn1.AsnWriter writer, int rounds)
    {
        while (reader.HasData)
        {
            if (reader.PeekTag() == System.Formats.Asn1.Asn1Tag.Sequence)
            {
                using (writer.PushSequence())
                {
                    Copy(reader.ReadSequence(), writer, rounds);
                }
            }
            else if (reader.PeekTag() == System.Formats.Asn1.Asn1Tag.Integer)
            {
                _ = reader.ReadInteger();
                writer.WriteInteger(rounds);
            }
            else
            {
                writer.WriteEncodedValue(reader.ReadEncodedValue().Span);
            }
        }
    }

    private static void Certificate(KeyTool tool) => tool.Run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key", "-out", "certificate",
        "-subj", "/CN=Somebody", "-days", "30");

    // The same file as Java and BouncyCastle write it: no lengths, two zero bytes at each end, the contents in pieces.
    private static byte[] Indefinite(byte[] der)
    {
        System.Formats.Asn1.AsnReader file = new System.Formats.Asn1.AsnReader(der, System.Formats.Asn1.AsnEncodingRules.DER).ReadSequence();
        byte[] version = file.ReadEncodedValue().ToArray();
        System.Formats.Asn1.AsnReader info = file.ReadSequence();
        byte[] type = info.ReadEncodedValue().ToArray();
        byte[] safes = info.ReadSequence(new System.Formats.Asn1.Asn1Tag(System.Formats.Asn1.TagClass.ContextSpecific, 0)).ReadOctetString();
        byte[] mac = file.ReadEncodedValue().ToArray();
        IEnumerable<byte> pieces = safes.Chunk(100).SelectMany(c => (byte[])[4, (byte)c.Length, .. c]);
        return [0x30, 0x80, .. version, 0x30, 0x80, .. type, 0xA0, 0x80, 0x24, 0x80, .. pieces, 0, 0, 0, 0, 0, 0, .. mac, 0, 0];
    }
}
