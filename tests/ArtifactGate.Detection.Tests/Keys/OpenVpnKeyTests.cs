using System.Security.Cryptography;

namespace ArtifactGate.Detection.Tests.Keys;

/// <summary>Keys that both ends of an OpenVPN tunnel share.</summary>
public sealed class OpenVpnKeyTests
{
    [Theory]
    [InlineData("*")]
    [InlineData("#\n# 2048 bit OpenVPN static key\n#\n*")]
    [InlineData("client\n<tls-crypt>\n*\n</tls-crypt>\n")]
    [InlineData("key-direction 1\r\n<tls-auth>\r\n*\r\n</tls-auth>\r\n")]
    public void Is_found_alone_and_in_a_profile(string around)
    {
        string lines = string.Join('\n', Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(256)).Chunk(32).Select(l => new string(l)));
        foreach (string key in new[] { Block("OpenVPN Static key V1", lines), Block("OpenVPN tls-crypt-v2 client key", Lines(560)), Block("OpenVPN tls-crypt-v2 server key", Lines(128)) })
        {
            string text = around.Replace("*", key, StringComparison.Ordinal);
            text = around.Contains('\r', StringComparison.Ordinal) ? text.ReplaceLineEndings("\r\n") : text;
            Match match = KeyScan.One(text, "AG2042");
            Assert.Equal(("OpenVPN", "symmetric", Evidence.Format), (match.Detail("format"), match.Detail("algorithm"), match.Evidence));
            KeyScan.AssertNeverThrows(System.Text.Encoding.ASCII.GetBytes(text));
        }
    }

    [Fact]
    public void Is_silent_about_what_stands_for_a_key()
    {
        string zeros = string.Join('\n', Enumerable.Repeat(new string('0', 32), 16));
        string shorter = string.Join('\n', Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(240)).Chunk(32).Select(l => new string(l)));
        Assert.All([zeros, shorter, "...", "your key here", "{{ tls_auth_key }}"], body => Assert.Empty(KeyScan.Of(Block("OpenVPN Static key V1", body))));
        Assert.Empty(KeyScan.Of(Block("OpenVPN tls-crypt-v2 server key", Lines(64))));
    }

    private static string Lines(int bytes) => string.Join('\n', Convert.ToBase64String(RandomNumberGenerator.GetBytes(bytes)).Chunk(64).Select(l => new string(l)));

    private static string Block(string label, string body) => $"-----BEGIN {label}-----\n{body}\n-----END {label}-----";
}
