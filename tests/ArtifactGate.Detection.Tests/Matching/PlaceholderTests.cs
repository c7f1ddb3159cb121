using System.Security.Cryptography;
using System.Text;
using ArtifactGate.Detection.Content;
using ArtifactGate.Detection.Matching;
using ArtifactGate.Detection.Tests.Tokens;

namespace ArtifactGate.Detection.Tests.Matching;

public sealed class PlaceholderTests
{
    [Theory]
    [InlineData("xxxxxxxxxxxxxxxxxxxx")]
    [InlineData("aXXXXXXXXXb2k4")]
    [InlineData("0000000000000000000000000000000000000000")]
    [InlineData("1234567890abcdefghij")]
    [InlineData("k3j9abcdefghijklm4")]
    [InlineData("zyxwvutsrqponmlk")]
    [InlineData("a1b2c3d4e5f6g7h8i9j0")]
    [InlineData("abc123abc123abc123abc123")]
    [InlineData("deadbeefdeadbeefdeadbeef")]
    [InlineData("your-token-goes-k3j9")]
    [InlineData("k3j9PLACEHOLDERk3j9")]
    [InlineData("IOSFODNN7EXAMPLE")]
    [InlineData("YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXphYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5ejEyMzQ1Ng==")]
    [InlineData("insert_here_k3j9a8s7d6")]
    [InlineData("ababababbabaabab")]
    public void What_somebody_typed(string value) => Assert.True(Placeholders.Matches(value));

    [Theory]
    [InlineData("abc123def456ghi789jkl012mno345pq")]
    [InlineData("kx9-123abc456xyz789def-7kP2vRq81mZt4w")]
    public void What_somebody_typed_for_a_service_that_nobody_knows(string value)
    {
        Assert.True(FilePlaceholders.Matches(value));
        Assert.False(Placeholders.Matches(value));
        Assert.Empty(TokenScan.Of($"Authorization: Bearer {value}\n"));
    }

    [Theory]
    [InlineData("hex", 32)]
    [InlineData("hex", 64)]
    [InlineData("base62", 20)]
    [InlineData("base64url", 36)]
    [InlineData("BASE32", 26)]
    [InlineData("digit", 12)]
    public void What_chance_makes(string alphabet, int length)
    {
        var random = new Random(length);
        for (int i = 0; i < 100_000; i++)
        {
            string value = Alphabet.Get(alphabet).Sample(random, length);
            Assert.False(Placeholders.Matches(value), value);
        }
    }

    [Theory]
    [InlineData("yOUr")]
    [InlineData("xXxx")]
    [InlineData("dUmMy")]
    public void A_word_that_chance_wrote_into_a_value_is_none(string word)
    {
        string value = "k3J9" + word + "A8s7D6f5G4h3J2k1L0q9";
        Assert.False(Placeholders.Matches(value));
        Assert.Single(TokenScan.Of($"token: glpat-{value[..20]}"));
    }

    [Fact]
    public void A_proof_that_holds_is_not_overruled()
    {
        string body = "example" + new string('x', 23);
        string token = new Crc32Base62Proof(4, 6).Complete("ghp_" + body + "000000", new Random(1));
        Assert.Equal(Evidence.Proven, TokenScan.One(token, "AG1001", token).Evidence);
    }

    // What everybody may know is written here as its makers write it, from its parts.
    [Fact]
    public void Published_values_are_reported_as_such()
    {
        string token = Sign("{\"alg\":\"HS256\",\"typ\":\"JWT\"}", "{\"sub\":\"1234567890\",\"name\":\"John Doe\",\"iat\":1516239022}", "your-256-bit-secret");
        Assert.Equal("jwt.io sample", TokenScan.One(token, "AG1201", token).Published);
        token = Sign("{\"alg\":\"HS256\",\"typ\":\"JWT\"}", "{\"some\":\"payload\"}", "secret");
        Assert.Equal("PyJWT sample", TokenScan.One(token, "AG1201", token).Published);
        string id = "AKIA" + "IOSFODNN7" + "EXAMPLE";
        Assert.Equal("AWS documentation sample", TokenScan.One($"id: {id}", "AG1101", id).Published);
        string apple = "abcd-efgh-ijkl-mnop";
        Assert.Equal("Apple documentation sample", TokenScan.One($"apple_id_password: {apple}", "AG1592", apple).Published);
        Assert.Empty(TokenScan.Of($"id: {id.Replace("IOSFODNN", "IOSFODNA", StringComparison.Ordinal)}"));
    }

    private static string Sign(string header, string claims, string key)
    {
        string text = System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header)) + "." + System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims));
        return text + "." + System.Buffers.Text.Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(text)));
    }
}
