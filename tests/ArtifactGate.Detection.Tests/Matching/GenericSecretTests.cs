using System.Globalization;
using ArtifactGate.Detection.Tests.Tokens;

namespace ArtifactGate.Detection.Tests.Matching;

/// <summary>Values that only a common word stands beside. They warn, so what is no secret must be told from them.</summary>
public sealed class GenericSecretTests
{
    private static readonly Random Random = new(7);

    private static readonly string[] Passwords =
    [
        Alphabet.Get("[A-HJ-NP-Za-km-z]").Sample(Random, 8) + "7!", Alphabet.Get("[A-Za-z2-9]").Sample(Random, 15) + "4", "r" + Alphabet.Get("[2-9]").Sample(Random, 3) + "d*Kx" + Alphabet.Get("[a-z]").Sample(Random, 5),
    ];

    private static readonly string[] Secrets = [Alphabet.Get("hex").Sample(Random, 32), Alphabet.Get("base62").Sample(Random, 40), Convert.ToBase64String(Bytes(32)), InUrlAlphabet(32), InUrlAlphabet(48),
        Alphabet.Get("hex").Sample(Random, 32) + "-" + Alphabet.Get("hex").Sample(Random, 8)];

    [Theory]
    [InlineData("{{\n \"password\": \"{0}\"\n}}")]
    [InlineData("db:\n  password: {0}\n")]
    [InlineData("[db]\r\nSmtpPassword={0}\r\n")]
    [InlineData("spring.datasource.password={0}\n")]
    [InlineData("<add key=\"SmtpPassword\" value=\"{0}\" />")]
    [InlineData("<password>{0}</password>")]
    [InlineData("DB_PASS={0}\n")]
    [InlineData("\"smtpPass\": \"{0}\"")]
    [InlineData("var password = \"{0}\";")]
    [InlineData("export PGPASSWORD={0}\n")]
    [InlineData("{{\"name\":\"DB_PASSWORD\",\"value\":\"{0}\"}}")]
    public void A_password_that_is_assigned_warns(string form) => Assert.All(Passwords, p =>
        Assert.Equal(Evidence.Context, TokenScan.One(Format(form, p), "AG4001", p).Evidence));

    [Theory]
    [InlineData("{{ \"clientSecret\": \"{0}\" }}", "AG4002")]
    [InlineData("api_key: {0}\n", "AG4002")]
    [InlineData("private const string ApiKey = \"{0}\";", "AG4002")]
    [InlineData("<add key=\"SigningKey\" value=\"{0}\"/>", "AG4002")]
    [InlineData("JWT_SECRET={0}\n", "AG4003")]
    [InlineData("\"Jwt\": {{ \"Key\": \"{0}\" }}", "AG4003")]
    public void A_random_value_that_is_assigned_to_a_secret_warns(string form, string code) => Assert.All(Secrets, s =>
        Assert.Equal(Evidence.Context, TokenScan.One(Format(form, s), code, s).Evidence));

    [Theory]
    [InlineData("password = \"{{0}}\"")]
    [InlineData("\"password\": \"Password123!\"")]
    [InlineData("\"password\": \"your-password-1\"")]
    [InlineData("db_pass = mod_db_pass_1of2.value")]
    [InlineData("password: X509KeyStorageFlags.Exportable")]
    [InlineData("password = hash1Of2(value)")]
    [InlineData("string __value_Password = ((global::Rnd.Smtp4dev.Server.Settings.RelayOptionsSource)value).Password;")]
    [InlineData("writer.WriteString(PropName_TlsCertificatePassword, ((global::Rnd.Smtp4dev.Server.Settings.ServerOptions)value).TlsCertificatePassword);")]
    [InlineData("property Password : UTF8String read FPassword write FPassword;")]
    [InlineData("Function Connect(Const aUserName,aPassword : UTF8String) : TConnection;")]
    [InlineData("ps(\"SecretKeyFactory\", \"PBEWithHmacSHA512/224AndAES_128\",")]
    [InlineData("ps(\"SecretKeyFactory\", \"PBKDF2WithHmacSHA512/256\",")]
    [InlineData("\"password123\", \"Passw0rd\", \"P@ssw0rd9x\"")]
    [InlineData("const string Password = \"{{[A-Za-z0-9!#*+._~^-]:1}}\";")]
    [InlineData("$\"Server=db1;Uid=app;Password={{Passwords[1]}}\"")]
    [InlineData("password[data-v-029a43f5]{{color:red}}")]
    [InlineData("secur32!ChangeAccountPasswordW\nsecur32!CompleteAuthToken2")]
    [InlineData("man/passwd.1.xml: man/passwd.5.xml")]
    [InlineData("public string Password {{ get; set; }} = default1Value;")]
    [InlineData("<Password>$(SigningPassword1)</Password>")]
    [InlineData("\"passwordHash\": \"9f86d081884c7d659a2f\"")]
    [InlineData("\"access_token\": \"eyJhbGciOiJFUzI1NiIsInR5...\"")]
    [InlineData("\"apiKey\": \"<insert-the-key-of-your-project-1>\"")]
    [InlineData("password: host.com:80/path?query1#fragment")]
    [InlineData("api_key = \"ocp-apim-subscription-key-header-v1_2\"")]
    [InlineData("secret_key: AWS-SSE-C_customer-key_algorithm_v4-Header")]
    [InlineData("access_token: b64-encoded-access-token-from-idp-v2")]
    [InlineData("client_secret: 3f2504e0-4f89-11d3-9a0c-0305e82c3301-client-id")]
    [InlineData("encryptionKey = Microsoft-AspNetCore-DataProtection_Key-2024_v1")]
    [InlineData("auth_token=$HOME_token_file-of_the-agent-x86_64-linux-gnu2")]
    public void What_is_no_secret_is_none(string text) => Assert.Empty(TokenScan.Of(text));

    // As a secret of Kubernetes has it.
    [Fact]
    public void A_password_may_be_in_base64() => Assert.All(Passwords, p =>
    {
        string value = Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(p));
        TokenScan.One($"data:\n  password: {value}\n", "AG4001", value);
        value = Convert.ToBase64String("not my real password1"u8);
        Assert.Empty(TokenScan.Of($"data:\n  password: {value}\n"));
        value = Convert.ToBase64String("your-password-1"u8);
        Assert.Empty(TokenScan.Of($"data:\n  password: {value}\n"));
    });

    // A password for this machine is nobody's, and the rule for connection strings knows that.
    [Fact]
    public void A_part_of_a_connection_string_is_judged_with_its_host()
    {
        Assert.Empty(TokenScan.Of($"Server=localhost;Database=a;Password={Passwords[1]};Encrypt=True"));
        TokenScan.One($"Server=db.contoso.net;Database=a;Password={Passwords[1]};Encrypt=True", "AG1212", Passwords[1]);
    }

    private static string Format(string form, string value) => string.Format(CultureInfo.InvariantCulture, form, value);

    // What secrets.token_urlsafe of Python makes, and Base64Url of .NET: with both of its own signs.
    private static string InUrlAlphabet(int bytes)
    {
        while (true)
        {
            string value = System.Buffers.Text.Base64Url.EncodeToString(Bytes(bytes));
            if (value[0] is not '-' and not '_' && value.Contains('-', StringComparison.Ordinal) && value.Contains('_', StringComparison.Ordinal))
            {
                return value;
            }
        }
    }

    private static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        Random.NextBytes(bytes);
        return bytes;
    }
}
