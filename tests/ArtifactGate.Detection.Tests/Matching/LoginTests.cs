using System.Globalization;
using System.Text;
using ArtifactGate.Detection.Tests.Tokens;

namespace ArtifactGate.Detection.Tests.Matching;

/// <summary>Logins in headers and calls, and what stands there in their place.</summary>
public sealed class LoginTests
{
    private static readonly string Password = Alphabet.Get("[A-HJ-NP-Za-km-z]").Sample(new Random(12), 11) + "47";

    private static readonly string Token = Alphabet.Get("base62").Sample(new Random(13), 41) + "7b";

    [Theory]
    [InlineData("Authorization: Basic {0}\r\nHost: a\r\n")]
    [InlineData("curl -H \"Authorization: Basic {0}\" https://host/")]
    [InlineData("{{ headers: {{ 'Authorization': 'Basic {0}' }} }}")]
    [InlineData("{{\"headers\":{{\"authorization\":\"Basic {0}\"}}}}")]
    [InlineData("{{ \"key\": \"Authorization\", \"value\": \"Basic {0}\" }}")]
    [InlineData("client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(\"Basic\", \"{0}\");")]
    [InlineData("headers:\n  Authorization: Basic {0}\n")]
    public void A_login_in_a_header_warns(string form)
    {
        foreach (string user in (string[])["deploy", "build@contoso.com", "a", "svc-contoso"])
        {
            string value = Convert.ToBase64String(Encoding.ASCII.GetBytes($"{user}:{Password}"));
            Match match = TokenScan.One(Format(form, value), "AG4010", value);
            Assert.Equal((Evidence.Context, user), (match.Evidence, match.Identity.Account));
        }

        string key = Convert.ToBase64String(Encoding.ASCII.GetBytes($"{Token}:"));
        Assert.Null(TokenScan.One(Format(form, key), "AG4010", key).Identity.Account);
    }

    [Theory]
    [InlineData("Aladdin:open sesame")]
    [InlineData("user:pass")]
    [InlineData("username:password")]
    [InlineData("admin:admin123")]
    [InlineData("user:your-password-1")]
    [InlineData("user:${PASSWORD1}")]
    [InlineData("no colon in here at all")]
    [InlineData("user:")]
    public void What_is_no_login_is_none(string text) => Assert.All((string[])["Authorization: Basic {0}\n", "new AuthenticationHeaderValue(\"Basic\", \"{0}\")"], form =>
        Assert.Empty(TokenScan.Of(Format(form, Convert.ToBase64String(Encoding.ASCII.GetBytes(text))))));

    // By what it decodes to, so that it is known wherever it stands.
    [Fact]
    public void The_login_of_a_standard_is_known_as_such()
    {
        string value = Convert.ToBase64String(Encoding.ASCII.GetBytes("s6BhdRkqt3:gX1fBat3bV"));
        Assert.Equal("RFC 6749 sample", TokenScan.One($"Authorization: Basic {value}\n", "AG4010", value).Published);
    }

    [Theory]
    [InlineData("Authorization: Bearer {0}\r\nHost: a\r\n")]
    [InlineData("curl -H 'Authorization: Bearer {0}' https://host/")]
    [InlineData("axios.defaults.headers.common['Authorization'] = 'Bearer {0}';")]
    [InlineData("{{\"name\":\"authorization\",\"value\":\"Bearer {0}\"}}")]
    [InlineData("new AuthenticationHeaderValue(\"Bearer\", \"{0}\");")]
    public void A_token_in_a_header_warns(string form) => Assert.All((string[])[Token, Convert.ToHexStringLower(Encoding.ASCII.GetBytes(Token[..20]))], t =>
        Assert.Equal(Evidence.Context, TokenScan.One(Format(form, t), "AG4011", t).Evidence));

    [Theory]
    [InlineData("nodemailer.createTransport({{\n  host: 'smtp.contoso.com',\n  auth: {{\n    user: 'robot@contoso.com',\n    pass: '{0}'\n  }}\n}});")]
    [InlineData("a.createTransport({{host:\"smtp.contoso.com\",port:587,secure:!1,auth:{{user:\"robot\",pass:\"{0}\"}}}}),b=1;")]
    [InlineData("createTransport({{ 'service': 'gmail', 'auth': {{ 'bypass': true, 'pass' : `x`.y, }} }}); createTransport({{ \"auth\": {{ \"pass\": \"{0}\" }} }})")]
    public void A_password_of_mail_warns(string form) => Assert.Equal(Evidence.Context, TokenScan.One(Format(form, Password), "AG4014", Password).Evidence);

    [Theory]
    [InlineData("createTransport({{ auth: {{ user: 'a', pass: process.env.PASS_1 }} }}); const b = {{ pass: '{0}' }};")]
    [InlineData("createTransport(settings); const b = {{ pass: '{0}' }};")]
    [InlineData("createTransport({{ auth: {{ user: 'a', bypass: '{0}', config.pass: '{0}' }} }})")]
    [InlineData("createTransport({{ auth: {{ user: 'a', pass: 'your_password_1' }} }})")]
    [InlineData("createTransport({{ auth: {{ user: 'a', pass: '<password1>' }} }})")]
    [InlineData("// createTransport takes auth, with user and pass: '{0}'")]
    public void What_is_no_password_of_mail_is_none(string form) => Assert.Empty(TokenScan.Of(Format(form, Password)));

    [Theory]
    [InlineData("Authorization: Bearer mF_9.B5f-4.1JqM")]
    [InlineData("Authorization: Bearer YOUR_ACCESS_TOKEN_FROM_STEP_2")]
    [InlineData("Authorization: Bearer $(az account get-access-token --query accessToken)")]
    [InlineData("Authorization: Bearer ${{ACCESS_TOKEN_1}}")]
    [InlineData("Authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9...")]
    [InlineData("Authorization: Bearer abcdefghijklmnopqrstuvwxyz0123456789")]
    [InlineData("Authorization: Bearer my-long-lived-access-token-of-step-2")]
    [InlineData("Authorization: Bearer <base64-of-the-token-1>")]
    [InlineData("the Authorization header with a Bearer authentication1Scheme2Handler3Options4")]
    [InlineData("services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme1).AddAuthorization(b => b.Bearer2)")]
    public void What_is_no_token_is_none(string text) => Assert.Empty(TokenScan.Of(text));

    [Theory]
    [InlineData("new NetworkCredential(\"deploy\", \"{0}\")", "AG4012")]
    [InlineData("new System.Net.NetworkCredential(settings.User, @\"{0}\", \"CORP\");", "AG4012")]
    [InlineData("New-Object System.Net.NetworkCredential('deploy', '{0}')", "AG4012")]
    [InlineData("return new PasswordAuthentication(\"deploy\", \"{0}\".toCharArray());", "AG4012")]
    [InlineData("new UsernamePasswordCredentials(user(),\n    \"{0}\")", "AG4012")]
    [InlineData("requests.get(url, auth=HTTPBasicAuth('deploy', '{0}'))", "AG4012")]
    [InlineData("requests.get(url, auth=('deploy', '{0}'))", "AG4012")]
    [InlineData("req.SetBasicAuth(\"deploy\", \"{0}\")", "AG4012")]
    [InlineData("request.basic_auth 'deploy', '{0}'", "AG4012")]
    [InlineData("DriverManager.getConnection(\"jdbc:mysql://db.contoso.net/a\", \"app\", \"{0}\")", "AG4013")]
    [InlineData("$c = mysqli_connect(\"db.contoso.net\", $user, \"{0}\", \"prod\");", "AG4013")]
    [InlineData("new PDO('mysql:host=db.contoso.net;dbname=a', 'app', '{0}');", "AG4013")]
    [InlineData("define('DB_PASSWORD', '{0}');", "AG4001")]
    public void A_password_in_a_call_warns(string form, string code) =>
        Assert.Equal(Evidence.Context, TokenScan.One(Format(form, Password), code, Password).Evidence);

    [Theory]
    [InlineData("new NetworkCredential(\"user\", \"password1\")")]
    [InlineData("new NetworkCredential(\"user\", password1Of2)")]
    [InlineData("new NetworkCredential(user, $\"{{prefix}}9x8c7v6b\")")]
    [InlineData("new NetworkCredential(\"\", token); Log(\"a\", \"9x8c7v6b5n\")")]
    [InlineData("class NetworkCredential {{ void M(string a = \"b\", string c = \"9x8c7v6b5n\") }}")]
    [InlineData("requests.get(url, auth=('user', 'pass'))")]
    [InlineData("mysqli_connect(\"localhost\", \"my_user\", \"my_password\", \"my_db1x2y3\")")]
    [InlineData("pool.getConnection((error, connection) => {{ f('a', 'b', '9x8c7v6b5n') }})")]
    public void What_is_no_password_of_a_call_is_none(string text) => Assert.Empty(TokenScan.Of(Format(text, "")));

    private static string Format(string form, string value) => string.Format(CultureInfo.InvariantCulture, form, value);
}
