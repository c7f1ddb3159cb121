using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ArtifactGate.Detection.Tests.Keys;

/// <summary>Keys as bytes in the middle of other bytes.</summary>
public sealed class BinaryKeyTests
{
    public static TheoryData<string> Kinds => new("pkcs8-rsa", "pkcs1", "pkcs8-ec", "sec1", "pkcs8-p384", "sec1-p521", "pkcs1-512");

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Finds_der_anywhere_and_only_when_it_is_consistent(string kind)
    {
        byte[] key = Make(kind);
        foreach (int before in (int[])[0, 1, 777])
        {
            byte[] dump = [.. Noise(before), .. key, .. Noise(300)];
            Match match = KeyScan.One(dump, "AG2011");
            KeyScan.AssertClear(match);
            Assert.Equal(before, match.Offset);
            Assert.Equal(key.Length, match.ByteLength);
        }

        key[kind.Contains("ec1", StringComparison.Ordinal) || kind is "pkcs8-ec" or "pkcs8-p384" ? key.Length - 1 : key.Length * 2 / 5] ^= 1;
        Assert.Empty(KeyScan.Of(key));
        KeyScan.AssertNeverThrows(Make(kind));
    }

    [Theory]
    [InlineData("X448", 0x6F, 56)]
    [InlineData("Ed448", 0x71, 57)]
    public void Finds_the_keys_of_curve_448_by_their_length(string name, byte algorithm, int length)
    {
        byte[] secret = RandomNumberGenerator.GetBytes(length);
        byte[] key = [0x30, (byte)(length + 14), 2, 1, 0, 0x30, 5, 6, 3, 0x2B, 0x65, algorithm, 4, (byte)(length + 2), 4, (byte)length, .. secret];
        Assert.Equal(name, KeyScan.One([.. Noise(77), .. key, .. Noise(300)], "AG2011").Detail("algorithm"));
        secret.AsSpan().Clear();
        secret.CopyTo(key, 16);
        Assert.Empty(KeyScan.Of(key));
        Assert.Empty(KeyScan.Of(key[..^1]));
    }

    [Fact]
    public void Gives_der_and_pem_of_one_key_the_same_name()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string? name = KeyScan.One(key.ExportPkcs8PrivateKeyPem(), "AG2001").Fingerprint;
        Assert.Equal(name, KeyScan.One(key.ExportPkcs8PrivateKey(), "AG2011").Fingerprint);
        Assert.Equal(name, KeyScan.One(key.ExportECPrivateKey(), "AG2011").Fingerprint);
        Assert.Equal(name, KeyScan.One(key.ExportECPrivateKeyPem(), "AG2001").Fingerprint);
    }

    [Fact]
    public void Lowers_encrypted_der_unless_the_password_is_common()
    {
        using RSA key = RSA.Create(1024);
        var parameters = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 2048);
        string strong = "Q" + Guid.NewGuid().ToString("N");
        KeyScan.AssertEncrypted(KeyScan.One(key.ExportEncryptedPkcs8PrivateKey(strong, parameters), "AG2011"));
        Match weak = KeyScan.One(key.ExportEncryptedPkcs8PrivateKey("", parameters), "AG2011");
        KeyScan.AssertClear(weak);
        Assert.Equal("empty password", weak.Detail("protection"));
        var old = new PbeParameters(PbeEncryptionAlgorithm.TripleDes3KeyPkcs12, HashAlgorithmName.SHA1, 2048);
        KeyScan.AssertEncrypted(KeyScan.One(key.ExportEncryptedPkcs8PrivateKey(strong, old), "AG2011"));
        KeyScan.AssertClear(KeyScan.One(key.ExportEncryptedPkcs8PrivateKey("changeit", old), "AG2011"));
    }

    // With such a key the Windows CryptoAPI is made to import a session key in clear: both exponents are one, so that there is nothing to know.
    [Fact]
    public void Is_silent_about_a_key_whose_exponent_is_one()
    {
        using RSA rsa = RSA.Create(1024);
        byte[] blob = Blob(rsa, 0xA4);
        foreach ((int at, int length) in ((int, int)[])[(16, 4), (276, 64), (340, 64), (468, 128)])
        {
            blob.AsSpan(at, length).Clear();
            blob[at] = 1;
        }

        Assert.Empty(KeyScan.Of(blob));
    }

    [Theory]
    [InlineData(0x24, "AG2012")]
    [InlineData(0xA4, "AG2013")]
    public void Finds_key_blobs_and_is_silent_about_public_ones(int use, string code)
    {
        using RSA rsa = RSA.Create(1024);
        byte[] blob = Blob(rsa, (byte)use);
        Assert.Equal(596, blob.Length);
        Match match = KeyScan.One([.. Noise(33), .. blob, .. Noise(33)], code);
        KeyScan.AssertClear(match);
        Assert.Equal(33, match.Offset);
        Assert.Equal(596, match.ByteLength);
        Assert.Equal(KeyScan.One(rsa.ExportPkcs8PrivateKey(), "AG2011").Fingerprint, match.Fingerprint);
        KeyScan.AssertNeverThrows(blob);

        byte[] open = [6, 2, 0, 0, 0, (byte)use, 0, 0, .. "RSA1"u8, .. blob.AsSpan(12, 8 + 128)];
        Assert.Empty(KeyScan.Of(open));
        blob[30] ^= 1;
        Assert.Empty(KeyScan.Of(blob));
    }

    [Fact]
    public void Reads_what_openssl_writes_as_key_blob_and_pvk()
    {
        using var tool = new KeyTool();
        tool.Run("openssl", "genrsa", "-out", "key", "2048").Run("openssl", "rsa", "-in", "key", "-outform", "MSBLOB", "-out", "blob");
        string? name = KeyScan.One(tool["key"], "AG2001").Fingerprint;
        Match blob = Assert.Single(KeyScan.Of(tool["blob"]));
        Assert.Equal(name, blob.Fingerprint);
    }

    [Fact]
    public void Finds_pvk_clear_and_encrypted()
    {
        using RSA rsa = RSA.Create(1024);
        byte[] clear = Pvk(rsa, null);
        Match match = Assert.Single(KeyScan.Of(clear), m => m.Rule.Code == "AG2014");
        KeyScan.AssertClear(match);
        Assert.Equal(clear.Length, match.ByteLength);
        Match weak = KeyScan.One(Pvk(rsa, "password"), "AG2014");
        KeyScan.AssertClear(weak);
        Assert.Equal(match.Fingerprint, weak.Fingerprint);
        KeyScan.AssertEncrypted(KeyScan.One(Pvk(rsa, Guid.NewGuid().ToString("N")), "AG2014"));
        KeyScan.AssertNeverThrows(clear);
    }

    [Theory]
    [InlineData("302E020100300506032B656E04220420")]
    [InlineData("302E020100300506032B657004220420")]
    [InlineData("3041020100301306072A8648CE3D020106082A8648CE3D030107042730250201010420")]
    public void Is_silent_about_the_constant_beginning_of_a_key_in_code(string prefix)
    {
        byte[] head = Convert.FromHexString(prefix);
        string text = "public static byte[] Encode(ReadOnlySpan<byte> key) { return key; }";
        byte[] code = [0xE9, 0, 0, 0, 0, 0xDA, 4, .. "load"u8, 0x4E, 0x29, 3, 0xDA, 5, .. "bytes"u8, 0x72, 8, 0, 0, 0, 0xE9, 2, 0, 0, 0, 0xFA, 7];
        foreach (byte[] follows in (byte[][])[new byte[40], System.Text.Encoding.UTF8.GetBytes(text), System.Text.Encoding.Unicode.GetBytes(text), code])
        {
            Assert.Empty(KeyScan.Of([.. head, .. follows]));
        }

        Assert.Single(KeyScan.Of([.. head, 1, .. RandomNumberGenerator.GetBytes(31)]));
    }

    [Fact]
    public void Ends_on_lengths_that_lie()
    {
        byte[] head = [0x30, 0x84, 0x7F, 0xFF, 0xFF, 0xFF, 2, 1, 0, 0x30, 0x0D, 6, 9, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 1, 1, 5, 0, 4, 0x84, 0xFF, 0xFF, 0xFF, 0xFF];
        Assert.Empty(KeyScan.Of([.. Enumerable.Repeat(head, 5000).SelectMany(b => b)]));
        byte[] indefinite = [.. Enumerable.Repeat<byte[]>([0x30, 0x80], 20_000).SelectMany(b => b), .. head];
        Assert.Empty(KeyScan.Of(indefinite));
    }

    private static byte[] Make(string kind)
    {
        using RSA rsa = RSA.Create(kind == "pkcs1-512" ? 512 : 1024);
        using ECDsa ec = ECDsa.Create(kind.EndsWith("384", StringComparison.Ordinal) ? ECCurve.NamedCurves.nistP384
            : kind.EndsWith("521", StringComparison.Ordinal) ? ECCurve.NamedCurves.nistP521 : ECCurve.NamedCurves.nistP256);
        return kind switch
        {
            "pkcs8-rsa" => rsa.ExportPkcs8PrivateKey(),
            "pkcs1" or "pkcs1-512" => rsa.ExportRSAPrivateKey(),
            "pkcs8-ec" or "pkcs8-p384" => ec.ExportPkcs8PrivateKey(),
            _ => ec.ExportECPrivateKey(),
        };
    }

    private static byte[] Blob(RSA rsa, byte use)
    {
        RSAParameters key = rsa.ExportParameters(true);
        byte[][] numbers = [key.Modulus!, key.P!, key.Q!, key.DP!, key.DQ!, key.InverseQ!, key.D!];
        return [7, 2, 0, 0, 0, use, 0, 0, .. "RSA2"u8, 0, 4, 0, 0, 1, 0, 1, 0, .. numbers.SelectMany(n => n.Reverse())];
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5350", Justification = "The scheme is what the file uses.")]
    private static byte[] Pvk(RSA rsa, string? password)
    {
        byte[] blob = Blob(rsa, 0x24), salt = password is null ? [] : Noise(16);
        if (password is not null)
        {
            byte[] key = SHA1.HashData([.. salt, .. System.Text.Encoding.Latin1.GetBytes(password)])[..16];
            Detection.Keys.Rc4.Apply(key, blob.AsSpan(8));
        }

        var header = new byte[24];
        BinaryPrimitives.WriteUInt32LittleEndian(header, 0xB0B5F11E);
        header[8] = 2;
        header[12] = (byte)(password is null ? 0 : 1);
        header[16] = (byte)salt.Length;
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(20), blob.Length);
        return [.. header, .. salt, .. blob];
    }

    private static byte[] Noise(int length)
    {
        var noise = new byte[length];
        new Random(length).NextBytes(noise);
        return noise;
    }
}
