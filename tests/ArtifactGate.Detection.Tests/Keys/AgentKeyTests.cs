using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace ArtifactGate.Detection.Tests.Keys;

/// <summary>What gpg-agent keeps in its folder.</summary>
public sealed class AgentKeyTests
{
    [Theory]
    [InlineData("future-default", false)]
    [InlineData("rsa2048", false)]
    [InlineData("nistp256", false)]
    [InlineData("brainpoolP256r1", false)]
    [InlineData("dsa1024", false)]
    [InlineData("future-default", true)]
    [InlineData("rsa1024", true)]
    public void Finds_keys_in_clear_and_lowers_encrypted_ones(string algorithm, bool canonical)
    {
        foreach (bool encrypted in (bool[])[false, true])
        {
            using var tool = new KeyTool();
            string home = Path.Combine(tool.Folder, "gnupg"), password = encrypted ? tool.Password : "";
            _ = OperatingSystem.IsWindows() ? Directory.CreateDirectory(home)
                : Directory.CreateDirectory(home, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            if (canonical)
            {
                File.WriteAllText(Path.Combine(home, "gpg-agent.conf"), "disable-extended-key-format\n");
            }

            tool.Run("gpg", "--batch", "--pinentry-mode", "loopback", "--passphrase", password, "--quick-generate-key", "Somebody", algorithm, "default", "never");
            tool.Run("gpg", "--batch", "--pinentry-mode", "loopback", "--passphrase", password, "--armor", "--output", "secret", "--export-secret-keys");
            string? name = KeyScan.One(tool["secret"], "AG2003").Fingerprint;
            var matches = new List<Match>();
            foreach (string file in Directory.GetFiles(Path.Combine(home, "private-keys-v1.d")))
            {
                byte[] key = File.ReadAllBytes(file);
                Assert.Equal(!canonical, key.AsSpan().IndexOf("Key: ("u8) >= 0);
                Match match = KeyScan.One(key, "AG2017");
                Assert.Equal(Evidence.Proven, match.Evidence);
                Assert.Equal(encrypted, match.Encrypted);
                Assert.Equal(!encrypted && match.Detail("algorithm") != "X25519", match.SigningKey);
                Assert.NotNull(match.Detail("publicKey"));
                KeyScan.AssertNeverThrows(key);
                Assert.Empty(KeyScan.Of(key[..(key.Length * 3 / 4)]));
                matches.Add(match);
            }

            Assert.Equal(algorithm == "future-default" ? 2 : 1, matches.Count);
            Assert.Contains(matches, m => m.Fingerprint == name);
        }
    }

    [Fact]
    public void Finds_the_subkey_of_elgamal_in_clear_and_encrypted()
    {
        BigInteger p = Big(RandomNumberGenerator.GetBytes(128)) | 1, x = Big(RandomNumberGenerator.GetBytes(40)), y = BigInteger.ModPow(5, x, p);
        string known = $"(elg (p #{Hex(p)}#)(g #05#)(y #{Hex(y)}#)", secret = Convert.ToHexString(RandomNumberGenerator.GetBytes(64));
        Match clear = KeyScan.One(Encoding.ASCII.GetBytes($"Key: (private-key {known}(x #{Hex(x)}#)))\n"), "AG2017");
        Assert.Equal((Evidence.Proven, false, "ElGamal"), (clear.Evidence, clear.Encrypted, clear.Detail("algorithm")));
        Match hidden = KeyScan.One(Encoding.ASCII.GetBytes($"(protected-private-key {known}(protected openpgp-s2k3-ocb-aes ((sha1 #0102030405060708# \"31\")#{secret[..24]}#)#{secret}#)))"), "AG2017");
        Assert.True(hidden.Encrypted);
        Assert.Equal(clear.Fingerprint, hidden.Fingerprint);
        Assert.Empty(KeyScan.Of($"(private-key {known}(x #{Hex(x + 1)}#)))"));
        Assert.Empty(KeyScan.Of($"(private-key {known}))"));
    }

    private static BigInteger Big(byte[] bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    private static string Hex(BigInteger number) => Convert.ToHexString(number.ToByteArray(isUnsigned: true, isBigEndian: true));

    [Fact]
    public void Is_silent_about_public_keys_cards_and_broken_keys()
    {
        byte[] sample = ((BinaryRule)RuleBook.Default.Find("AG2017")!).Sample(new Random(1));
        string text = Encoding.Latin1.GetString(sample);
        Assert.Single(KeyScan.Of(sample));
        foreach (string other in (string[])["public-key", "shadowed-private-key", "private-keys", "private"])
        {
            byte[] bytes = Encoding.Latin1.GetBytes(text.Replace("11:private-key", $"{other.Length}:{other}", StringComparison.Ordinal)
                .Replace("(private-key", $"({other}", StringComparison.Ordinal));
            Assert.Empty(KeyScan.Of(bytes));
        }

        sample[^6] ^= 1;
        Assert.Empty(KeyScan.Of(sample));
        Assert.Empty(KeyScan.Of("(private-key (rsa (n #00AB#)(e #010001#)(d #01#)))"));
        Assert.Empty(KeyScan.Of("the agent writes (protected-private-key (rsa (n ...)(e ...)(protected ...))) there"));
        Assert.Empty(KeyScan.Of(string.Concat(Enumerable.Repeat("(private-key (", 30_000))));
        Assert.Empty(KeyScan.Of("(11:private-key(99999999999:"));
        Assert.Empty(KeyScan.Of("(11:private-key(2147483647:"));
    }
}
