using System.Globalization;

namespace ArtifactGate.Detection.Tests.Tokens;

/// <summary>Secrets that count only because of the public id before them.</summary>
public sealed class SecretBesideIdTests
{
    private static readonly ValueShape Id = new("{hex:32}");
    private static readonly ValueShape Secret = new("{hex:64}");

    [Theory]
    [InlineData("{0}' \\\n--data 'client_secret={1}' \\\n")]
    [InlineData("{0}\", \"client_secret\": \"{1}\"")]
    [InlineData("{0}&clientSecret={1}&grant_type=x")]
    [InlineData("{0}\nregion: eu\nLWA_CLIENT_SECRET = {1}\n")]
    [InlineData("client_id={0}\nsecret_name=app\nclient_secret={1}\n")]
    public void Finds_what_a_name_leads_to(string form)
    {
        (string id, string secret) = Pair();
        TokenScan.One(string.Format(CultureInfo.InvariantCulture, form, id, secret), "AG1646", secret);
    }

    [Theory]
    [InlineData("{0}&client_hash={1}")]
    [InlineData("client_secret={1}&client_id={0}")]
    [InlineData("{0}&client_secret={1}0")]
    [InlineData("{0}0&client_secret={1}")]
    public void Leaves_what_none_leads_to(string form)
    {
        (string id, string secret) = Pair();
        Assert.DoesNotContain(TokenScan.Of(string.Format(CultureInfo.InvariantCulture, form, id, secret)), m => m.Rule.Code == "AG1646");
    }

    [Fact]
    public void Looks_no_further_than_the_object_goes()
    {
        (string id, string secret) = Pair();
        Assert.DoesNotContain(TokenScan.Of($"{id}\n{new string(' ', 200)}\nclient_secret={secret}"), m => m.Rule.Code == "AG1646");
    }

    [Theory]
    [InlineData("service_account_id: aje{0}\n  created_at: \"2024-01-02T03:04:05Z\"\n  key_id: YCAJE\nsecret: {1}\n")]
    [InlineData("\"serviceAccountId\": \"aje{0}\", \"keyId\": \"YCAJE\" }, \"secret\": \"{1}\" }")]
    public void Finds_the_key_in_the_answer_of_Yandex_Cloud(string form)
    {
        string secret = new ValueShape("YC{base64url:38}").Sample(new Random(3));
        string text = form.Replace("{0}", new ValueShape("{lower36:17}").Sample(new Random(2)), StringComparison.Ordinal).Replace("{1}", secret, StringComparison.Ordinal);
        TokenScan.One(text, "AG1779", secret);
    }

    private static (string Id, string Secret) Pair() => ("amzn1.application-oa2-client." + Id.Sample(new Random(1)), Secret.Sample(new Random(2)));
}
