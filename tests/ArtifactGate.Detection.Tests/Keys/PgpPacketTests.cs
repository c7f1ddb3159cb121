using ArtifactGate.Detection.Keys;
using ArtifactGate.Detection.Keys.Samples;

namespace ArtifactGate.Detection.Tests.Keys;

/// <summary>What GnuPG exports without armor.</summary>
public sealed class PgpPacketTests
{
    [Theory]
    [InlineData("ed25519")]
    [InlineData("rsa2048")]
    [InlineData("nistp384")]
    [InlineData("brainpoolP256r1")]
    [InlineData("dsa1024")]
    public void Finds_keys_in_clear_and_lowers_encrypted_ones(string algorithm)
    {
        foreach (bool encrypted in (bool[])[false, true])
        {
            using var tool = new KeyTool();
            string password = encrypted ? tool.Password : "";
            Make(tool, password, algorithm, "sign");
            Export(tool, password, "--export-secret-keys", "secret");
            tool.Run("gpg", "--batch", "--output", "public", "--export");
            byte[] secret = tool["secret"];
            Match match = KeyScan.One([9, 8, 7, .. secret, 0, 1], "AG2015");
            Assert.Equal(3, match.Offset);
            Assert.Equal(secret.Length, match.ByteLength);
            Assert.Equal(Evidence.Proven, match.Evidence);
            Assert.Equal("Somebody <a@b.internal>", match.Identity.Account);
            Assert.Equal(encrypted, match.Encrypted);
            Assert.Equal(!encrypted, match.SigningKey);
            Assert.Equal("1", match.Detail("privateKeys"));
            Assert.NotNull(match.Detail("publicKey"));
            Assert.Empty(KeyScan.Of(tool["public"]));
            AssertNothingOfDamage(secret, encrypted);
            KeyScan.AssertNeverThrows(secret);

            Export(tool, password, "--export-secret-keys", "armored", "--armor");
            Assert.Equal(match.Fingerprint, KeyScan.One(tool["armored"], "AG2003").Fingerprint);
        }
    }

    [Fact]
    public void Finds_subkeys_whose_primary_key_is_elsewhere_and_nothing_where_both_are()
    {
        using var tool = new KeyTool();
        Make(tool, "", "default", "default");
        Export(tool, "", "--export-secret-subkeys", "secret");
        Match match = KeyScan.One(tool["secret"], "AG2015");
        Assert.Equal(0, match.Offset);
        Assert.Equal(tool["secret"].Length, match.ByteLength);
        Assert.Equal("1", match.Detail("privateKeys"));
        Export(tool, "", "--export-secret-keys", "both");
        Assert.Equal("2", KeyScan.One(tool["both"], "AG2015").Detail("privateKeys"));
        byte[] stub = tool["secret"][..LengthOfKey(tool["secret"])];
        Assert.Empty(KeyScan.Of([.. stub, 0xB4, 2, (byte)'m', (byte)'e']));
        Assert.Empty(KeyScan.Of(SamplePgp.Stub(new Random(1))));
    }

    [Fact]
    public void Tells_the_keys_of_a_ring_apart()
    {
        using var tool = new KeyTool();
        Make(tool, "", "ed25519", "sign");
        tool.Run("gpg", "--batch", "--pinentry-mode", "loopback", "--passphrase", "", "--quick-generate-key", "Another", "dsa1024", "sign", "never");
        tool.Run("gpg", "--batch", "--pinentry-mode", "loopback", "--passphrase", tool.Password, "--quick-generate-key", "Third", "rsa1024", "sign", "never");
        Export(tool, tool.Password, "--export-secret-keys", "ring");
        List<Match> matches = KeyScan.Of(tool["ring"]);
        Assert.Equal(["Another", "Somebody <a@b.internal>", "Third"], matches.Select(m => m.Identity.Account).Order(StringComparer.Ordinal));
        Assert.Equal(tool["ring"].Length, matches.Sum(m => m.ByteLength));
        Assert.Equal(3, matches.Select(m => m.Fingerprint).Distinct().Count());
    }

    [Fact]
    public void Is_silent_about_what_has_the_head_of_a_key_and_no_more()
    {
        byte[] exponent = [0x00, 0x11, 0x01, 0x00, 0x01];
        var random = new Random(5);
        for (int i = 0; i < 2000; i++)
        {
            var noise = new byte[700];
            random.NextBytes(noise);
            byte[] head = [0x95, 0x03, 0x98, 4, 0x60, 0, 0, 0, 1, 8, 0, .. noise.AsSpan(0, 256), .. exponent, (byte)random.Next(253, 257)];
            Assert.Empty(KeyScan.Of([.. head, .. noise, 0xB4, 2, (byte)'m', (byte)'e']));
        }

        // A usage, a cipher and a derivation as they should be, but the secret too short for its modulus.
        byte[] encrypted = [7, 3, 2, .. new byte[9], .. new byte[16]];
        byte[] body = [4, 0x60, 0, 0, 0, 1, 8, 0, .. Noise(256), .. exponent, 0xFE, .. encrypted, .. Noise(300)];
        Assert.Empty(KeyScan.Of([0x95, (byte)(body.Length >> 8), (byte)body.Length, .. body, 0xB4, 2, (byte)'m', (byte)'e']));
        body = [.. body, .. Noise(368)];
        Assert.Single(KeyScan.Of([0x95, (byte)(body.Length >> 8), (byte)body.Length, .. body, 0xB4, 2, (byte)'m', (byte)'e']));

        // Without a packet behind it nothing vouches for an encrypted key.
        Assert.Empty(KeyScan.Of([0x95, (byte)(body.Length >> 8), (byte)body.Length, .. body, 0x20, 0x20]));
    }

    private static void AssertNothingOfDamage(byte[] secret, bool encrypted)
    {
        int key = LengthOfKey(secret);
        for (int length = 1; length < key; length += Math.Max(1, key / 20))
        {
            Assert.Empty(KeyScan.Of(secret[..length]));
        }

        Assert.Empty(KeyScan.Of(secret[..(key - 1)]));
        byte[] other = [.. secret];
        other[key - 6] ^= 1;
        Assert.Equal(encrypted ? 1 : 0, KeyScan.Of(other).Count);
    }

    private static int LengthOfKey(byte[] secret)
    {
        var packets = new PgpPackets(secret);
        Assert.True(packets.Next());
        return packets.End;
    }

    private static void Make(KeyTool tool, string password, string algorithm, string usage)
    {
        string home = Path.Combine(tool.Folder, "gnupg");
        _ = OperatingSystem.IsWindows() ? Directory.CreateDirectory(home)
            : Directory.CreateDirectory(home, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        tool.Run("gpg", "--batch", "--pinentry-mode", "loopback", "--passphrase", password, "--quick-generate-key", "Somebody <a@b.internal>", algorithm, usage, "never");
    }

    private static void Export(KeyTool tool, string password, string what, string file, params string[] options) =>
        tool.Run("gpg", ["--batch", "--pinentry-mode", "loopback", "--passphrase", password, .. options, "--output", file, what]);

    private static byte[] Noise(int length)
    {
        var noise = new byte[length];
        new Random(length).NextBytes(noise);
        noise[0] |= 0x80;
        return noise;
    }
}
