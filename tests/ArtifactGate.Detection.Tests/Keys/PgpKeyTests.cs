using ArtifactGate.Detection.Keys.Samples;

namespace ArtifactGate.Detection.Tests.Keys;

/// <summary>What GnuPG makes.</summary>
public sealed class PgpKeyTests
{
    [Theory]
    [InlineData("ed25519")]
    [InlineData("rsa2048")]
    [InlineData("nistp256")]
    [InlineData("dsa1024")]
    public void Finds_keys_in_clear_and_lowers_encrypted_ones(string algorithm)
    {
        using var tool = new KeyTool();
        foreach (string password in (string[])["", tool.Password])
        {
            MakeHome(tool);
            tool.Run("gpg", "--batch", "--pinentry-mode", "loopback", "--passphrase", password, "--quick-generate-key", "Somebody <a@b.internal>", algorithm, "sign", "never")
                .Run("gpg", "--batch", "--pinentry-mode", "loopback", "--passphrase", password, "--armor", "--output", "secret", "--export-secret-keys")
                .Run("gpg", "--batch", "--armor", "--output", "public", "--export");
            Match match = KeyScan.One(tool["secret"], "AG2003");
            Assert.Equal(Evidence.Proven, match.Evidence);
            Assert.Equal("Somebody <a@b.internal>", match.Identity.Account);
            Assert.Equal(password.Length > 0, match.Encrypted);
            Assert.Equal(password.Length == 0, match.SigningKey);
            Assert.NotNull(match.Detail("publicKey"));
            Assert.Equal(tool.Text("secret").TrimEnd().Length, match.ByteLength);
            Assert.Empty(KeyScan.Of(tool["public"]));
            KeyScan.AssertNeverThrows(tool["secret"]);
            File.Delete(Path.Combine(tool.Folder, "secret"));
            File.Delete(Path.Combine(tool.Folder, "public"));
        }
    }

    [Fact]
    public void Finds_subkeys_whose_primary_key_is_elsewhere()
    {
        using var tool = new KeyTool();
        MakeHome(tool);
        tool.Run("gpg", "--batch", "--pinentry-mode", "loopback", "--passphrase", "", "--quick-generate-key", "Somebody", "default", "default", "never")
            .Run("gpg", "--batch", "--pinentry-mode", "loopback", "--passphrase", "", "--armor", "--output", "secret", "--export-secret-subkeys");
        Match match = KeyScan.One(tool["secret"], "AG2003");
        Assert.Equal(Evidence.Proven, match.Evidence);
        Assert.Equal("1", match.Detail("privateKeys"));
    }

    [Fact]
    public void Is_silent_about_a_stub()
    {
        Assert.Empty(KeyScan.Of(SamplePgp.Armor(SamplePgp.Stub(new Random(1)))));
        Assert.Single(KeyScan.Of(SamplePgp.Armor(SamplePgp.Key(new Random(1)))));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\\n")]
    [InlineData("\\r\\n")]
    [InlineData("\n    ")]
    public void Finds_a_key_with_header_lines_in_costume(string lineEnd)
    {
        string armor = SamplePgp.Armor(SamplePgp.Key(new Random(2))).Replace("BLOCK-----\n\n", "BLOCK-----\nVersion: GnuPG v1.4 (GNU/Linux)\nComment: none of it\n\n", StringComparison.Ordinal);
        KeyScan.AssertClear(KeyScan.One("x: \"" + armor.Replace("\n", lineEnd, StringComparison.Ordinal) + "\"", "AG2003"));
    }

    [Fact]
    public void Keeps_a_key_that_is_cut_off()
    {
        string armor = SamplePgp.Armor(SamplePgp.Key(new Random(3)));
        Match match = KeyScan.One(armor[..(armor.Length / 2)], "AG2003");
        Assert.Equal(Evidence.Format, match.Evidence);
        Assert.Equal("true", match.Detail("truncated"));
    }

    private static void MakeHome(KeyTool tool)
    {
        string home = Path.Combine(tool.Folder, "gnupg");
        if (Directory.Exists(home))
        {
            tool.Run("gpgconf", "--homedir", home, "--kill", "all");
            Directory.Delete(home, recursive: true);
        }

        _ = OperatingSystem.IsWindows() ? Directory.CreateDirectory(home)
            : Directory.CreateDirectory(home, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
