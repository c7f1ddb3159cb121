using System.Buffers.Text;
using System.Text;

namespace ArtifactGate.Detection.Tests.Tokens;

public sealed class JsonWebTokenTests
{
    private static string Part(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));

    private static string Signature(int characters) => Alphabet.Get("base64url").Sample(new Random(5), characters);

    private static string Token(string header, string claims, int signature = 43) => $"{Part(header)}.{Part(claims)}.{Signature(signature)}";

    [Theory]
    [InlineData("{\"alg\":\"HS256\",\"typ\":\"JWT\"}")]
    [InlineData("{ \"alg\":\"HS256\"}")]
    [InlineData("{\n  \"alg\": \"HS256\",\n  \"typ\": \"JWT\"\n}")]
    [InlineData("{\r\n\t\"typ\":\"JWT\", \"alg\":\"HS256\"}")]
    [InlineData("{\t\"kid\":\"1\",\"alg\":\"HS256\"}")]
    public void However_its_header_is_written(string header)
    {
        string token = Token(header, "{\"sub\":\"1\"}");
        Match match = TokenScan.One($"Authorization: Bearer {token}\r\n", "AG1201", token);
        Assert.Equal(Evidence.Format, match.Evidence);
        Assert.Equal("valid", match.Detail("structure"));
        Assert.Equal("HS256", match.Detail("algorithm"));
    }

    // As in the files that Kubernetes puts tokens into.
    [Theory]
    [InlineData("HS256", 43, null)]
    [InlineData("RS256", 342, null)]
    [InlineData("RS256", 330, "true")]
    public void At_the_end_of_everything_it_is_whole_when_its_signature_is(string algorithm, int signature, string? truncated)
    {
        string token = Token($"{{\"alg\":\"{algorithm}\"}}", "{\"sub\":\"1\"}", signature);
        Assert.Equal(truncated, TokenScan.One(token, "AG1201", token).Detail("truncated"));
    }

    [Fact]
    public void Tells_whose_it_is_and_until_when_but_not_its_subject()
    {
        string token = Token("{\"alg\":\"HS256\"}",
            "{\"iss\":\"https://user:word@login.test/tenant?x=1\",\"sub\":\"somebody@mail.test\",\"aud\":[\"api\",\"web\"],\"scope\":\"read write\",\"exp\":1700000000}");
        Match match = TokenScan.One(token, "AG1201", token);
        Assert.Equal("login.test/tenant", match.Identity.Account);
        Assert.Equal("read write", match.Identity.Scope);
        Assert.Equal("api web", match.Detail("audience"));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000), match.Identity.Expires);
        Assert.Equal("mail address", match.Detail("subject"));
        Assert.DoesNotContain("somebody", match.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("word@", match.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"alg\":\"none\"}", "{\"sub\":\"1\"}", 0)]
    [InlineData("{\"alg\":\"HS256\"}", "{\"iss\":\"supabase\",\"role\":\"anon\"}", 43)]
    [InlineData("{\"alg\":\"HS256\"}", "{\"hello\": \"world\"}", 43)]
    public void Unsigned_or_meant_for_everybody_or_for_nothing_is_context(string header, string claims, int signature)
    {
        Match match = Assert.Single(TokenScan.Of($"\"{Token(header, claims, signature)}\""));
        Assert.Equal(Evidence.Context, match.Evidence);
    }

    [Theory]
    [InlineData("{\"alg\":\"HS256\"}", "{\"sub\":\"1\"}", 42)]
    [InlineData("{\"alg\":\"RS256\"}", "{\"sub\":\"1\"}", 100)]
    [InlineData("{\"typ\":\"JWT\"}", "{\"sub\":\"1\"}", 43)]
    [InlineData("{\"alg\":5,\"typ\":\"JWT\"}", "{\"sub\":\"1\"}", 43)]
    [InlineData("{\"alg\":\"HS256\"", "{\"sub\":\"1\"}", 43)]
    [InlineData("{\"alg\":\"HS256\"}", "[1,2,3,4,5,6]", 43)]
    [InlineData("{\"alg\":\"HS256\"}", "{\"sub\":\"1\"", 43)]
    public void What_is_no_token(string header, string claims, int signature) =>
        Assert.Empty(TokenScan.Of($"\"{Token(header, claims, signature)}\""));

    [Fact]
    public void Encrypted_for_its_receiver()
    {
        string token = $"{Part("{\"alg\":\"dir\",\"enc\":\"A256GCM\"}")}..{Signature(16)}.{Signature(300)}.{Signature(22)}";
        Match match = TokenScan.One($"token={token};", "AG1201", token);
        Assert.Equal("dir", match.Detail("algorithm"));
        Assert.Equal(Evidence.Context, match.Evidence);
    }

    [Theory]
    [InlineData(5_000)]
    [InlineData(30_000)]
    [InlineData(60_000)]
    public void Long_ones_are_pulled_in(int size)
    {
        string token = Token("{\"alg\":\"HS256\"}", $"{{\"groups\":\"{Alphabet.Get("base62").Sample(new Random(1), size * 3 / 4)}\"}}");
        byte[] bytes = Encoding.ASCII.GetBytes($"{new string('-', 3000)}\n{token}\n{new string('-', 3000)}");
        foreach (int windows in (int[])[1, 2, 5])
        {
            int window = token.Length / windows;
            Acceptance.AcceptanceRule rule = Acceptance.AcceptanceRule.Of("AG1201");
            rule.AssertFound(rule.ScanThrough(bytes, [.. Enumerable.Range(1, (bytes.Length - 1) / window).Select(i => i * window)]), $"{windows} windows", (3001, token.Length));
        }
    }

    [Fact]
    public void Longer_than_the_limit_stays_as_truncated()
    {
        string token = Token("{\"alg\":\"HS256\"}", $"{{\"groups\":\"{Alphabet.Get("base62").Sample(new Random(1), 90_000)}\"}}");
        Match match = Assert.Single(TokenScan.Of(token));
        Assert.Equal("true", match.Detail("truncated"));
        Assert.Equal(Evidence.Format, match.Evidence);
    }

    [Fact]
    public void Stateless_installation_tokens_are_one_finding_with_the_longest_match()
    {
        string token = $"ghs_1234567_{Token("{\"alg\":\"HS256\"}", "{\"iss\":\"github\",\"sub\":\"x\"}")}";
        List<Match> matches = TokenScan.Of($"x-access-token:{token}@");
        Match match = Assert.Single(matches, m => m.Rule.Code == "AG1007");
        Assert.Equal(token.Length, match.ByteLength);
        Assert.Equal("ghs_…", match.Preview);
        Assert.All(matches, m => Assert.InRange(m.Offset, match.Offset, match.Offset + token.Length));
    }

    [Fact]
    public void A_file_of_beginnings_ends()
    {
        Assert.Empty(TokenScan.Of(string.Concat(Enumerable.Repeat("eyJ", 100_000))));
        Assert.Empty(TokenScan.Of(string.Concat(Enumerable.Repeat("eyJhbGciOiJIUzI1NiJ9.", 5_000))));
    }
}
