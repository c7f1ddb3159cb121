using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ArtifactGate.Detection.Keys;

namespace ArtifactGate.Detection.Tests.Keys;

/// <summary>Key stores of BouncyCastle, written here as the library writes them.</summary>
public sealed class BouncyCastleStoreTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Opens_sealed_keys_under_common_passwords_and_lowers_the_others(byte version)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        byte[] certificate = Certificate(key), clear = Key(0, key.ExportPkcs8PrivateKey());
        string? name = KeyScan.One(key.ExportPkcs8PrivateKey(), "AG2011").Fingerprint;
        foreach ((string? password, string protection) in (ReadOnlySpan<(string?, string)>)[("", "empty password"), ("changeit", "common password"), (Guid.NewGuid().ToString(), "password"), (null, "none")])
        {
            byte[] entry = password is null ? [2, .. Head("signing", certificate), .. clear] : [4, .. Head("signing", certificate), .. Field(Seal(password, clear))];
            byte[] store = Store(version, [.. Trusted("root", certificate), .. entry]);
            Match match = KeyScan.Outermost([0, 0, .. store, 0, 0]).Single(m => m.Rule.Code == "AG2024");
            Assert.Equal(2, match.Offset);
            Assert.Equal(store.Length, match.ByteLength);
            Assert.Equal(Evidence.Proven, match.Evidence);
            Assert.Equal(protection == "password", match.Encrypted);
            Assert.Equal(protection, match.Detail("protection"));
            Assert.Equal(name, match.Fingerprint);
            Assert.Equal("CN=Somebody", match.Identity.Account);
            Assert.Equal("1", match.Detail("privateKeys"));
            Assert.Equal("1", match.Detail("certificates"));
            Assert.NotNull(match.Identity.Expires);
            KeyScan.AssertNeverThrows(store, 20);
            foreach (int length in (int[])[40, certificate.Length, store.Length - 25, store.Length - 1])
            {
                Assert.DoesNotContain(KeyScan.Of(store[..length]), m => m.Rule.Code == "AG2024");
            }
        }
    }

    [Fact]
    public void Is_silent_about_trust_stores_public_keys_and_what_only_begins_like_one()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        byte[] certificate = Certificate(key);
        Assert.Empty(KeyScan.Of(Store(2, [.. Trusted("root", certificate), .. Trusted("other", certificate)])));
        Assert.Empty(KeyScan.Of(Store(2, [2, .. Head("signing", certificate), .. Key(1, key.ExportSubjectPublicKeyInfo())])));
        byte[] store = Store(2, [4, .. Head("signing", certificate), .. Field(Seal("changeit", Key(0, key.ExportPkcs8PrivateKey())))]);
        Assert.Single(KeyScan.Of(store));
        foreach (int at in (int[])[3, 7, 32, 34])
        {
            byte[] other = [.. store];
            other[at] ^= 0x40;
            Assert.Empty(KeyScan.Of(other));
        }
    }

    [Fact]
    public void Finds_a_secret_key_before_a_certificate()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        byte[] sealedKey = Seal("password", Key(2, RandomNumberGenerator.GetBytes(16), "RAW", "AES"));
        byte[] store = Store(2, [4, .. Text("secret"), .. new byte[12], .. Field(sealedKey), .. Trusted("root", Certificate(key))]);
        Match match = KeyScan.One(store, "AG2024");
        Assert.Equal("AES", match.Detail("algorithm"));
        Assert.Equal("128", match.Detail("bits"));
        Assert.Equal("common password", match.Detail("protection"));
        Assert.Equal("secret", match.Identity.Account);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(2, false)]
    public void Knows_by_their_head_stores_that_tell_no_more(byte version, bool uber)
    {
        byte[] sealedKey = Seal(Guid.NewGuid().ToString(), Key(2, RandomNumberGenerator.GetBytes(16), "RAW", "AES"));
        byte[] store = Store(version, uber ? RandomNumberGenerator.GetBytes(256) : [4, .. Text("secret"), .. new byte[12], .. Field(sealedKey)]);
        Match match = Assert.Single(Kinds(store));
        Assert.Equal("AG3018", match.Rule.Code);
        Assert.Equal(Evidence.Context, match.Evidence);
        for (int at = 0; at < 8; at++)
        {
            byte[] other = [.. store];
            other[at] ^= 4;
            Assert.Empty(Kinds(other));
        }

        Assert.Empty(Kinds(store[..60]));
        store[30] = 9;
        Assert.Empty(Kinds(store));
    }

    // Of the library's own tests (bcgit/bc-java, KeyStoreTest.java), masked; each holds one secret key under a password that nobody would try.
    [Theory]
    [InlineData(true, "a5a5a5a4a5a5a5b14fc016e96d5d49b00944b33cf3fd96a48951f8e1a5a5a063a1a5a2c4cbc1d7caccc1a5a5a4914d3a3559a5a5a5a5a5a5a599a5a5"
        + "a5b17c9d1df96fb5d125093a059e57e41fd6db75debfa5a5a1e3aa0836590ec8a58114b6299e518e751c092cd0df1fd71b3e53741f39cbadef4ea551"
        + "ca662a4250569e9a5937ddd43f07fc7a81ec96")]
    [InlineData(true, "a5a5a5a7a5a5a5b1013c905644f7963948f7ecef0985d2d4fc69c91ca5a5a1f6a1a5a2c4cbc1d7caccc1a5a5a4914d3a3559a5a5a5a5a5a5a599a5a5"
        + "a5b17c9d1df96fb5d125093a059e57e41fd6db75debfa5a5a1e3aa0836590ec8a58114b6299e518e751c092cd0df1fd71b3e53741f39cbadef4ea5eb"
        + "42772bbd5e770bc7ccd2d82a4c358453077c82")]
    [InlineData(false, "a5a5a5a4a5a5a5b1ea75fb0c7f38606ca70f6d3d2c12d6fe18793e2ea5a5a2c9420f161e4a73adfe3da9101edb90ee984cf66ad453c78d364548b722"
        + "482e12aca5d15baac2c76e45b1b8bae6ebc3b860128f9c4892ca5271ab232ee882443c71eb97ee720fcbc3d18e332223fab4d7426ec667e4cb653b70"
        + "49e77d2783c03368beddd138a9c1b32e83a1aea00973f31a")]
    [InlineData(false, "a5a5a5a7a5a5a5b19aaa7c927a1b2bbe51e126258316708c7ad80888a5a5a34d4df06eb4d5001523ff9d3d6d9c31f80a80571b07e7bddc67e3fd8e78"
        + "6fe4dc0a6ca63a0a80337bd38590663731f2f0d2a882ea7faa1ebf4b83d1ed18b6a6a2ba025aca479a55576cc65b0dab778a5e4e49749f165191c4ed"
        + "ce3c9a2d4d9cc2e1464a1c0b9407fa3ade6e31247f452eb2")]
    public void Knows_the_stores_of_the_library_itself(bool bks, string masked)
    {
        byte[] store = [.. Convert.FromHexString(masked).Select(b => (byte)(b ^ 0xA5))];
        Assert.Equal("AG3018", Assert.Single(Kinds(store)).Rule.Code);
        KeyFacts? facts = BouncyCastleStore.Judge(store, new Effort(), out int length);
        Assert.Equal(bks ? "android" : null, facts?.Account);
        Assert.Equal(bks ? store.Length : 0, length);
        Assert.Equal(bks, facts is { Encrypted: true, Protection: EncryptedKey.Unopened });
    }

    [Fact]
    public void Knows_no_trust_store_by_its_head()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.Empty(Kinds(Store(2, Trusted("root", Certificate(key)))));
        Assert.Empty(Kinds(Store(2, [.. Enumerable.Repeat((byte)0x20, 400)])));
        Assert.Empty(Kinds(Store(2, [])));
    }

    private static IReadOnlyList<Match> Kinds(byte[] file) => new Detector(RuleBook.Default).MatchKind("", file, null);

    private static byte[] Store(byte version, byte[] entries) =>
        [0, 0, 0, version, .. Field(RandomNumberGenerator.GetBytes(20)), 0, 0, 4, 0x46, .. entries, 0, .. RandomNumberGenerator.GetBytes(20)];

    private static byte[] Head(string alias, byte[] certificate) => [.. Text(alias), 0, 0, 1, 0x8A, 1, 2, 3, 4, 0, 0, 0, 1, .. Text("X.509"), .. Field(certificate)];

    private static byte[] Trusted(string alias, byte[] certificate) => [1, .. Text(alias), .. new byte[12], .. Text("X.509"), .. Field(certificate)];

    private static byte[] Key(byte kind, byte[] key, string format = "PKCS#8", string algorithm = "EC") =>
        [kind, .. Text(kind == 1 ? "X.509" : format), .. Text(algorithm), .. Field(key)];

    [SuppressMessage("Security", "CA5350", Justification = "The scheme is what the file uses.")]
    private static byte[] Seal(string password, byte[] clear)
    {
        byte[] salt = RandomNumberGenerator.GetBytes(20);
        string? secret = password.Length == 0 ? null : password;
        using TripleDES cipher = TripleDES.Create();
        cipher.Key = Pkcs12Derivation.Derive(HashAlgorithmName.SHA1, secret, salt, 1094, Pkcs12Derivation.Key, 24);
        return [.. Field(salt), 0, 0, 4, 0x46, .. cipher.EncryptCbc(clear, Pkcs12Derivation.Derive(HashAlgorithmName.SHA1, secret, salt, 1094, Pkcs12Derivation.Iv, 8))];
    }

    private static byte[] Text(string text) => [0, (byte)text.Length, .. System.Text.Encoding.ASCII.GetBytes(text)];

    private static byte[] Field(byte[] content) => [0, 0, (byte)(content.Length >> 8), (byte)content.Length, .. content];

    private static byte[] Certificate(ECDsa key)
    {
        var request = new CertificateRequest("CN=Somebody", key, HashAlgorithmName.SHA256);
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(1));
        return certificate.RawData;
    }
}
