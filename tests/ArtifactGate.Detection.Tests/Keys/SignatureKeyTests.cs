using System.Security.Cryptography;
using System.Text;
using ArtifactGate.Detection.Keys;

namespace ArtifactGate.Detection.Tests.Keys;

/// <summary>Secret keys of minisign and signify, made here: neither program is likely to be on the machine.</summary>
public sealed class SignatureKeyTests
{
    [Theory]
    [InlineData("untrusted comment: minisign encrypted secret key\n")]
    [InlineData("untrusted comment: rsign encrypted secret key\r\n")]
    [InlineData("")]
    [InlineData("key: \"untrusted comment: minisign encrypted secret key\\n")]
    public void Finds_minisign_keys_in_clear(string before)
    {
        byte[] key = Minisign(out byte[] seed, out byte[] publicKey);
        Match match = KeyScan.One($"{before}{Convert.ToBase64String(key)}\n", "AG2035");
        KeyScan.AssertClear(match);
        Assert.Equal(before.Length, match.Offset);
        Assert.Equal(212, match.ByteLength);
        Assert.Equal("0807060504030201", match.Identity.Account);
        Assert.Equal("SHA256:" + Convert.ToHexStringLower(SHA256.HashData(PublicKeyInfo.OfRaw(KeyOids.Ed25519, publicKey))), match.Detail("publicKey"));

        // With the checksum that some write and some leave out.
        key.AsSpan(126).Fill(7);
        KeyScan.AssertClear(KeyScan.One($"{before}{Convert.ToBase64String(key)}\n", "AG2035"));
        byte[] open = [.. "Ed"u8, 1, 2, 3, 4, 5, 6, 7, 8, .. publicKey];
        Assert.Empty(KeyScan.Of($"untrusted comment: minisign public key\n{Convert.ToBase64String(open)}\n"));
        for (int at = 62; at < 126; at += 7)
        {
            byte[] flipped = [.. key];
            flipped[at] ^= 1;
            Assert.Empty(KeyScan.Of($"{before}{Convert.ToBase64String(flipped)}\n"));
        }

        string text = Convert.ToBase64String(key);
        Assert.Empty(KeyScan.Of($"{before}{text[..211]}\n"));
        Assert.Empty(KeyScan.Of($"{before}{text[..120]}\n"));
        KeyScan.AssertNeverThrows(Encoding.ASCII.GetBytes(text));
        Array.Clear(seed);
    }

    [Fact]
    public void Does_not_lower_minisign_keys_whose_password_nobody_can_try()
    {
        byte[] key = Minisign(out _, out _);
        RandomNumberGenerator.Fill(key.AsSpan(6));
        "Sc"u8.CopyTo(key.AsSpan(2));
        BitConverter.TryWriteBytes(key.AsSpan(38), 33554432L);
        BitConverter.TryWriteBytes(key.AsSpan(46), 1073741824L);
        Match match = KeyScan.One($"untrusted comment: minisign encrypted secret key\n{Convert.ToBase64String(key)}", "AG2035");
        Assert.Equal(Evidence.Proven, match.Evidence);
        Assert.False(match.Encrypted);
        Assert.Equal("password", match.Detail("protection"));
        Assert.Equal("0", match.Detail("passwordsTried"));

        // Limits that no program asks for.
        key[45] = 1;
        Assert.Empty(KeyScan.Of(Convert.ToBase64String(key)));
        key[45] = 0;
        key.AsSpan(62).Clear();
        Assert.Empty(KeyScan.Of(Convert.ToBase64String(key)));
    }

    [Fact]
    public void Finds_signify_keys()
    {
        byte[] key = Signify(out byte[] publicKey);
        string text = "untrusted comment: signify secret key\n" + Convert.ToBase64String(key) + "\n";
        Match match = KeyScan.One(text, "AG2036");
        KeyScan.AssertClear(match);
        Assert.Equal(38, match.Offset);
        Assert.Equal(140, match.ByteLength);
        Assert.Equal("0102030405060708", match.Identity.Account);
        Assert.Equal("SHA256:" + Convert.ToHexStringLower(SHA256.HashData(PublicKeyInfo.OfRaw(KeyOids.Ed25519, publicKey))), match.Detail("publicKey"));
        for (int at = 24; at < key.Length; at += 5)
        {
            byte[] flipped = [.. key];
            flipped[at] ^= 1;
            Assert.Equal(at is >= 32 and < 40 ? 1 : 0, KeyScan.Of(Convert.ToBase64String(flipped)).Count);
        }

        Assert.Empty(KeyScan.Of($"untrusted comment: signify public key\n{Convert.ToBase64String([.. "Ed"u8, .. key.AsSpan(32, 8), .. publicKey])}\n"));
        Assert.Empty(KeyScan.Of(text[..^4]));
        KeyScan.AssertNeverThrows(Encoding.ASCII.GetBytes(text));

        key[7] = 42;
        Match closed = KeyScan.One(Convert.ToBase64String(key), "AG2036");
        Assert.Equal(Evidence.Proven, closed.Evidence);
        Assert.Equal("password", closed.Detail("protection"));
        Assert.False(closed.Encrypted);
        key[4] = 1;
        Assert.Empty(KeyScan.Of(Convert.ToBase64String(key)));
    }

    private static byte[] Minisign(out byte[] seed, out byte[] publicKey)
    {
        seed = RandomNumberGenerator.GetBytes(32);
        publicKey = Curve25519.JudgeEd25519(seed, default)!.PublicKeyInfo![^32..];
        return [.. "Ed\0\0B2"u8, .. new byte[48], 1, 2, 3, 4, 5, 6, 7, 8, .. seed, .. publicKey, .. new byte[32]];
    }

    private static byte[] Signify(out byte[] publicKey)
    {
        byte[] seed = RandomNumberGenerator.GetBytes(32);
        publicKey = Curve25519.JudgeEd25519(seed, default)!.PublicKeyInfo![^32..];
        byte[] secret = [.. seed, .. publicKey];
        return [.. "EdBK"u8, 0, 0, 0, 0, .. RandomNumberGenerator.GetBytes(16), .. SHA512.HashData(secret).AsSpan(0, 8), 1, 2, 3, 4, 5, 6, 7, 8, .. secret];
    }
}
