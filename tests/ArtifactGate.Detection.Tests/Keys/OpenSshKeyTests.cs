namespace ArtifactGate.Detection.Tests.Keys;

/// <summary>What ssh-keygen makes.</summary>
public sealed class OpenSshKeyTests
{
    [Theory]
    [InlineData("ed25519", "")]
    [InlineData("rsa", "2048")]
    [InlineData("ecdsa", "256")]
    [InlineData("ecdsa", "521")]
    [InlineData("dsa", "")]
    public void Finds_keys_and_lowers_encrypted_ones(string kind, string bits)
    {
        using var tool = new KeyTool();
        string[] size = bits.Length == 0 ? [] : ["-b", bits];
        tool.Run("ssh-keygen", ["-q", "-t", kind, .. size, "-N", "", "-C", "somebody@host", "-f", "key"]);
        Match clear = KeyScan.One(tool["key"], "AG2002");
        KeyScan.AssertClear(clear);
        Assert.Equal("somebody@host", clear.Identity.Account);
        Assert.Empty(KeyScan.Of(tool["key.pub"]));
        KeyScan.AssertNeverThrows(tool["key"]);
        tool.Run("ssh-keygen", "-q", "-p", "-P", "", "-N", tool.Password, "-f", "key");
        Match encrypted = KeyScan.One(tool["key"], "AG2002");
        KeyScan.AssertEncrypted(encrypted);
        Assert.Equal(clear.Fingerprint, encrypted.Fingerprint);
        KeyScan.AssertNeverThrows(tool["key"]);
    }

    [Fact]
    public void Gives_a_key_the_same_name_in_pem()
    {
        using var tool = new KeyTool();
        tool.Run("ssh-keygen", "-q", "-t", "rsa", "-b", "2048", "-N", "", "-f", "key");
        string? openSsh = KeyScan.One(tool["key"], "AG2002").Fingerprint;
        tool.Run("ssh-keygen", "-q", "-p", "-m", "PEM", "-P", "", "-N", "", "-f", "key");
        Assert.Equal(openSsh, KeyScan.One(tool["key"], "AG2001").Fingerprint);
    }
}
