using System.Security.Cryptography;
using System.Text;
using ArtifactGate.Detection.Keys;

namespace ArtifactGate.Detection.Tests.Keys;

/// <summary>Keys of WireGuard in the configurations that hold them.</summary>
public sealed class WireGuardKeyTests
{
    [Theory]
    [InlineData("[Interface]\nAddress = 10.0.0.2/24\nDNS = 1.1.1.1\nPrivateKey = *\n\n[Peer]\nPublicKey = ?\n")]
    [InlineData("[interface]\r\nPrivateKey=*\r\n")]
    [InlineData("[NetDev]\nName=wg0\nKind=wireguard\n\n[WireGuard]\nPrivateKey=*\nListenPort=51820\n")]
    [InlineData("[connection]\nid=wg0\n\n[wireguard]\nprivate-key=*\n")]
    [InlineData("{\"conf\":\"[Interface]\\nPrivateKey = *\\nListenPort = 51820\\n\"}")]
    [InlineData("cat <<EOF > wg0.conf\n  [Interface]\n  PostUp = echo [up]\n  PrivateKey\t= *\nEOF\n")]
    [InlineData("cat <<EOF > wg0.conf\n  [Interface]\n  PostUp = ip6tables -d [fd00::1]\n  PrivateKey\t= *\nEOF\n")]
    public void Finds_private_keys_in_their_section_and_no_public_ones(string text)
    {
        byte[] secret = RandomNumberGenerator.GetBytes(32);
        string key = Convert.ToBase64String(secret), other = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        string configuration = text.Replace("*", key, StringComparison.Ordinal).Replace("?", other, StringComparison.Ordinal);
        Match match = KeyScan.One(configuration, "AG2037");
        Assert.Equal(configuration.IndexOf(key, StringComparison.Ordinal), match.Offset);
        Assert.Equal(key.Length, match.ByteLength);
        Assert.Equal(Evidence.Format, match.Evidence);
        Assert.Equal("X25519", match.Detail("algorithm"));
        byte[] info = Curve25519.JudgeX25519(secret, default)!.PublicKeyInfo!;
        Assert.Equal("SHA256:" + Convert.ToHexStringLower(SHA256.HashData(info)), match.Detail("publicKey"));
        Assert.Single(KeyScan.Of(Encoding.Unicode.GetBytes(configuration)));
        KeyScan.AssertNeverThrows(Encoding.UTF8.GetBytes(configuration));
    }

    [Theory]
    [InlineData("[Peer]\nPublicKey = ?\nEndpoint = [2001:db8::1]:51820\nPresharedKey = *\n")]
    [InlineData("[WireGuardPeer]\nPublicKey=?\nPresharedKey=*\n")]
    [InlineData("[wireguard-peer.?]\nendpoint=a.internal:51820\npreshared-key=*\n")]
    public void Finds_preshared_keys_in_their_section(string text)
    {
        string key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), other = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        Match match = KeyScan.One(text.Replace("*", key, StringComparison.Ordinal).Replace("?", other, StringComparison.Ordinal), "AG2037");
        Assert.Equal(Evidence.Format, match.Evidence);
        Assert.Equal("symmetric", match.Detail("algorithm"));
        Assert.Null(match.Detail("publicKey"));
    }

    // As Ansible, Helm and others nest them: there is no section, so the word has to stand before.
    [Theory]
    [InlineData("wireguard:\n  interface:\n    address: 10.0.0.2/24\n    private_key: *\n  peers:\n    - public_key: ?\n", "X25519")]
    [InlineData("vpn:\n  wireguard:\n    privateKey: \"*\"\n", "X25519")]
    [InlineData("{\"wireguard\":{\"peers\":[{\"publicKey\":\"?\"}],\"privateKey\":\"*\"}}", "X25519")]
    [InlineData("wireguard_peers:\n  - public-key: ?\n    preshared-key: '*'\n", "symmetric")]
    [InlineData("WireGuard:\r\n  PresharedKey: *\r\n", "symmetric")]
    public void Finds_nested_keys_behind_the_word(string text, string algorithm)
    {
        string key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), other = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        string configuration = text.Replace("*", key, StringComparison.Ordinal).Replace("?", other, StringComparison.Ordinal);
        Match match = KeyScan.One(configuration, "AG2037");
        Assert.Equal((configuration.IndexOf(key, StringComparison.Ordinal), key.Length), (match.Offset, match.ByteLength));
        Assert.Equal((Evidence.Format, algorithm), (match.Evidence, match.Detail("algorithm")));
    }

    [Theory]
    [InlineData("signing:\n  private_key: *\n")]
    [InlineData("wireguard:\n  my_private_key_file: *\n")]
    [InlineData("wireguard:\n  private_key_sha256: *\n")]
    [InlineData("wireguard:\n  private_key: *A\n")]
    [InlineData("wireguard:\n  public_key: *\n")]
    [InlineData("PrivateKey = *\n")]
    [InlineData("[Signing]\nPrivateKey = *\n")]
    [InlineData("[Interface]\nAddress = 10.0.0.1/24\n[Other]\nPrivateKey = *\n")]
    [InlineData("[Peer]\nPrivateKey = *\n")]
    [InlineData("[Interface]\nPublicKey = *\n[Peer]\nPublicKey = *\n")]
    [InlineData("[Interface]\nMyPrivateKey = *\n")]
    [InlineData("[Interface]\nPrivateKeyFile = *\n")]
    [InlineData("[Interface]\nPrivateKey = *A\n")]
    [InlineData("[Interface]\nPrivateKey: *\n")]
    public void Is_silent_elsewhere(string text) =>
        Assert.Empty(KeyScan.Of(text.Replace("*", Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), StringComparison.Ordinal)));

    [Fact]
    public void Is_silent_about_what_stands_for_a_key()
    {
        string key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        string[] values = ["<private key>", "$(wg genkey)", "${KEY}", new string('A', 43) + "=", new string('x', 42) + "A=", key[..^2] + "==", key[..42], key[..^1],
            Convert.ToBase64String("this is where your own key goes "u8)];
        Assert.All(values, v => Assert.Empty(KeyScan.Of($"[Interface]\nPrivateKey = {v}\n")));
        Assert.Single(KeyScan.Of($"[Interface]\nPrivateKey = {key}\n"));
    }
}
