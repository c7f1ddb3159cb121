namespace ArtifactGate.Detection.Tests.Tokens;

public sealed class AwsKeyTests
{
    private static readonly Random Random = new(11);

    private static string Id(string prefix = "AKIA") => prefix + "Q" + Alphabet.Get("BASE32").Sample(Random, 15);

    private static string Secret() => Alphabet.Get("base64").Sample(Random, 20) + "aB3/" + Alphabet.Get("base62").Sample(Random, 16);

    [Theory]
    [InlineData("[default]\naws_access_key_id = {0}\naws_secret_access_key = {1}\n")]
    [InlineData("{{\"SecretAccessKey\": \"{1}\", \"AccessKeyId\": \"{0}\"}}")]
    [InlineData("new Client(\"{0}\", \"{1}\")")]
    [InlineData("AWS_ACCESS_KEY_ID={0}\\nAWS_SECRET_ACCESS_KEY=\\n{1}")]
    public void The_secret_is_reported_once_at_its_place(string form)
    {
        string id = Id(), secret = Secret();
        Match match = TokenScan.One(string.Format(System.Globalization.CultureInfo.InvariantCulture, form, id, secret), "AG1101", secret);
        Assert.Equal(Evidence.Format, match.Evidence);
        Assert.Equal("long-term", match.Detail("accessKey"));
        Assert.Matches("^[0-9]{12}$", match.Identity.Account);
    }

    // A few letters are in every long base64: that of a picture holds no key.
    [Fact]
    public void Base64_that_happens_to_begin_like_a_bedrock_key_is_none()
    {
        string rest = "d" + Alphabet.Get("base64").Sample(Random, 130);
        Assert.DoesNotContain(TokenScan.Of("src=\"ABSK" + rest + "\""), m => m.Rule.Code == "AG1102");
        string key = "ABSK" + Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes("BedrockAPIKey-ab1c-at-123456789012:"))[..44] + rest;
        TokenScan.One($"key=\"{key}\"", "AG1102", key);
    }

    [Fact]
    public void The_account_is_read_from_the_id()
    {
        // The number stands in the bits that the first nine letters after the prefix hold, behind the first.
        const ulong account = 123456789012;
        var bytes = new byte[10];
        Random.NextBytes(bytes);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes, (((1UL << 47) | (account << 7)) << 16) | 0x1234);
        string id = "AKIA" + Base32.Encode(bytes).ToUpperInvariant();
        Assert.Equal("123456789012", Assert.Single(TokenScan.Of($"id={id}")).Identity.Account);
    }

    [Fact]
    public void Every_secret_of_a_list_is_found()
    {
        string[] secrets = [Secret(), Secret(), Secret()];
        string before = string.Concat(secrets.Select(s => $"secret={s}\nid={Id()}\n"));
        string behind = string.Concat(secrets.Select(s => $"id={Id()}\nsecret={s}\n"));
        foreach (string text in (string[])[before, behind])
        {
            Assert.Equal(secrets.Select(s => (long)text.IndexOf(s, StringComparison.Ordinal)).Order(), TokenScan.Of(text).Select(m => m.Offset).Distinct().Order());
        }
    }

    [Fact]
    public void A_temporary_key_tells_whether_its_session_token_is_there()
    {
        string text = $"id={Id("ASIA")} its={Secret()} ";
        Assert.Equal("not nearby", Assert.Single(TokenScan.Of(text)).Detail("sessionToken"));
        Assert.Equal("nearby", Assert.Single(TokenScan.Of(text + "aws_session_token=abc")).Detail("sessionToken"));
    }

    [Fact]
    public void An_id_alone_is_context()
    {
        string id = Id();
        Assert.Equal(Evidence.Context, TokenScan.One($"id: {id},", "AG1101", id).Evidence);

        // Hashes and paths of forty characters are no secrets.
        string text = $"{id} {Alphabet.Get("hex").Sample(Random, 40)} /usr/share/aaaaaa/bbbbbbbbbb/cccccccc/ddddd";
        Assert.Equal(Evidence.Context, TokenScan.One(text, "AG1101", id).Evidence);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("9")]
    public void A_glued_id_is_none(string glue) => Assert.Empty(TokenScan.Of($"id: {Id()}{glue} {Secret()}"));
}
