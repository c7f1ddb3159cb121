namespace ArtifactGate.Detection.Tests.Tokens;

/// <summary>Passwords and keys that stand beside the place they are for.</summary>
public sealed class ConnectionStringTests
{
    private static readonly Random Random = new(12);

    private static readonly string Password = Alphabet.Get("[A-HJ-NP-Za-km-z2-9!+]").Sample(Random, 16);

    private static string Key(int bytes)
    {
        var key = new byte[bytes];
        Random.NextBytes(key);
        return Convert.ToBase64String(key);
    }

    [Theory]
    [InlineData("Server=tcp:db1.contoso.net,1433;Initial Catalog=a;User ID=app;Password={0};Encrypt=True;", "app", "db1.contoso.net")]
    [InlineData("\"ConnectionStrings\": {{ \"Main\": \"Data Source=sql7\\\\INST;uid=app;pwd={0}\" }}", "app", "sql7")]
    [InlineData("{{\"Default\":\"Server=tcp:db1;User ID=app;Password=\\u0022{0}\\u0022;Encrypt=True\"}}", "app", "db1")]
    [InlineData("<add connectionString=\"Host=db1;Port=5432;Username=app;Password={0}\" />", "app", "db1")]
    [InlineData("<add connectionString=\"Host=db1;Username=app;Password=&quot;{0}&quot;;SSL Mode=Require\" />", "app", "db1")]
    [InlineData("<add connectionString='Host=db1;Username=app;Password=&apos;{0}&apos;' />", "app", "db1")]
    [InlineData("{{ \"Db\": \"Host=db1;Username=app;Password=\\\"{0}\\\";SSL Mode=Require\" }}", "app", "db1")]
    [InlineData("redis.contoso.net:6380,password={0},ssl=True", null, "redis.contoso.net")]
    [InlineData("REDIS=redis.contoso.net:6380,password={0}", null, "redis.contoso.net")]
    [InlineData("Password = '{0}' ; Server = 10.1.2.3", null, "10.1.2.3")]
    [InlineData("Data Source=(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=ora1)(PORT=1521))(CONNECT_DATA=(SERVICE_NAME=x)));User Id=app;Password={0};", "app", "ora1")]
    [InlineData("User Id=app;Password={0};Data Source=(DESCRIPTION = (ADDRESS = (PROTOCOL = TCP)(Host = ora1)(PORT = 1521)))", "app", "ora1")]
    [InlineData("url=jdbc:sqlserver://db1.contoso.net:1433;databaseName=a;user=app;password={0};encrypt=true", "app", "db1.contoso.net")]
    [InlineData("\"jdbc:sqlserver://db1\\\\INST;user=app;password={0}\"", "app", "db1")]
    [InlineData("Driver={{SQL Server}};Server=db1;Uid=app;Pwd={{{0}}};", "app", "db1")]
    [InlineData("jdbc:mysql://db1.contoso.net:3306/a?user=app&password={0}&useSSL=true", "app", "db1.contoso.net")]
    [InlineData("<url>jdbc:postgresql://db1.contoso.net/a?ssl=true&amp;password={0}</url>", null, "db1.contoso.net")]
    public void A_password_with_a_host_is_format(string form, string? user, string host)
    {
        string text = string.Format(System.Globalization.CultureInfo.InvariantCulture, form, Password);
        Match match = TokenScan.One(text, "AG1212", Password);
        Assert.Equal(Evidence.Format, match.Evidence);
        Assert.Equal(host, match.Identity.Scope);
        Assert.Equal(user, match.Identity.Account);
    }

    [Theory]
    [InlineData("jdbc:oracle:thin:app/{0}@db1.contoso.net:1521/a")]
    [InlineData("url=jdbc:oracle:thin:app/{0}@//db1.contoso.net:1521/a")]
    public void A_short_address_of_Oracle_is_an_address(string form)
    {
        string text = string.Format(System.Globalization.CultureInfo.InvariantCulture, form, Password.Replace('+', 'x'));
        Match match = TokenScan.One(text, "AG1213", Password.Replace('+', 'x'));
        Assert.Equal("db1.contoso.net", match.Identity.Scope);
        Assert.Equal("app", match.Identity.Account);
    }

    // A sign that scripts put before a name is also one that people put into passwords.
    [Theory]
    [InlineData("$9")]
    [InlineData("$kd92")]
    [InlineData("$$w0rd")]
    [InlineData("$")]
    [InlineData("$K!")]
    public void A_password_may_have_a_dollar_in_it(string middle)
    {
        string password = Password[..8] + middle + Password[8..9] + "7";
        TokenScan.One($"Server=db.contoso.net;Database=a;Password={password};Encrypt=True", "AG1212", password);
        TokenScan.One($"postgres://app:{password}@db.contoso.net/app", "AG1213", password);
    }

    [Theory]
    [InlineData("$NAME")]
    [InlineData("$DB_PASSWORD")]
    [InlineData("pre$NAME")]
    [InlineData("pre$NAME-post")]
    [InlineData("pre${{NAME}}")]
    [InlineData("process.env.DB_PASSWORD")]
    [InlineData("enter_password_here")]
    [InlineData("PasswordGoesHere")]
    [InlineData("{{DbPassword1}}")]
    [InlineData("\u2026")]
    public void A_variable_is_no_password(string value)
    {
        Assert.Empty(TokenScan.Of($"Server=db.contoso.net;Database=a;Password={value};Encrypt=True"));
        Assert.Empty(TokenScan.Of($"postgres://app:{value}@db.contoso.net/app"));
    }

    // Two bytes of a length, or of characters that are out of step, read as one character that no address has.
    [Theory]
    [InlineData("redis.contoso.net:6380,password={0}")]
    [InlineData("Host=redis.contoso.net;Password={0}")]
    public void A_literal_of_an_assembly_begins_behind_what_is_no_text(string form)
    {
        string text = string.Format(System.Globalization.CultureInfo.InvariantCulture, form, Password);
        Match match = Assert.Single(TokenScan.Of(System.Text.Encoding.Unicode.GetBytes($"\u4C00\u6100{text}\u5100\u6300")), m => m.Rule.Code == "AG1212");
        Assert.Equal("redis.contoso.net", match.Identity.Scope);
        Assert.Equal(Password.Length, match.Length);
    }

    [Theory]
    [InlineData("Server=localhost;User ID=app;Password={0}")]
    [InlineData("Server=(localdb)\\\\mssqllocaldb;User ID=app;Password={0}")]
    [InlineData("Server=.;Database=a;Password={0}")]
    [InlineData("Data Source=.\\\\SQLEXPRESS;Password={0}")]
    [InlineData("Server=127.0.0.1,1433;Password={0}")]
    [InlineData("Host=db.example.com;Password={0}")]
    [InlineData("Data Source=(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=localhost)(PORT=1521)));User Id=app;Password={0};")]
    [InlineData("jdbc:postgresql://localhost:5432/a?user=app&password={0}")]
    [InlineData("jdbc:sqlserver://;serverName=db1;user=app")]
    [InlineData("https://db1.contoso.net/reset?password={0}")]
    [InlineData("tool --password={0} --user=app --host-addresses=35.188.150.50:27017")]
    [InlineData("see jdbc: there, then password={0}; and more")]
    public void A_password_for_this_machine_is_not(string form) =>
        Assert.DoesNotContain(TokenScan.Of(string.Format(System.Globalization.CultureInfo.InvariantCulture, form, Password)), m => m.Evidence > Evidence.Context);

    [Theory]
    [InlineData("Server=db1;Password=<your password>;")]
    [InlineData("Server=db1;Password=${DB_PASSWORD};")]
    [InlineData("Server=db1;Password=%PASSWORD%;")]
    [InlineData("Server=db1;Password={0};")]
    [InlineData("Server=db1;Password=***;")]
    [InlineData("Server=db1;Password=xxxxxxxx;")]
    [InlineData("Server=db1;Password=;")]
    [InlineData("s._username=\"\",s._password=null!=this._x?1:2,s._host=\"\"")]
    [InlineData("e.host=t;e.password=r9fw;")]
    [InlineData("host=e.host;password=e.password;")]
    [InlineData("https://user:pass%20pass@host1.contoso.net")]
    [InlineData("Host=myserver;Username=mylogin;Password=mypass;Database=mydatabase")]
    [InlineData("Host=db1;Username=app;Password=db_userpwd")]
    [InlineData("cvs://:pserver:anoncvs@sources.contoso.net:/cvs/src")]
    [InlineData("ftp://anonymous:anonymous@files.contoso.net/")]
    [InlineData("https://foo:bar@host1.contoso.net")]
    [InlineData("http://Benutzer:Passwort@Server:Port/")]
    [InlineData("http://gebruiker:wachtwoord@server:poort/")]
    [InlineData("Data Source=testdb;User ID=scott;Password=tiger")]
    [InlineData("jdbc:oracle:thin:scott/tiger@db1.contoso.net:1521:orcl")]
    [InlineData("https://svc:s3cr3t@internal.contoso.net/lib/a.js?apikey=...")]
    [InlineData("redis://:S3cret@cache.contoso.net:6379")]
    [InlineData("socks://your-name%40contoso.com:abcdef12345124@br41.contoso.net")]
    [InlineData("https://user:password@host1.contoso.net")]
    [InlineData("https://{user}:{password}@host1.contoso.net")]
    [InlineData("https://$USER:$PASS@host1.contoso.net")]
    [InlineData("xmlns:a=\"http://schemas.contoso.net/a:b@c\"")]
    [InlineData("https://host1.contoso.net:8080/@scope/name")]
    public void A_placeholder_is_not(string text) => Assert.Empty(TokenScan.Of(text));

    [Theory]
    [InlineData("postgres://app:{0}@db1.contoso.net:5432/main", "app", "db1.contoso.net")]
    [InlineData("git remote add origin https://x:{0}@git.contoso.net/a.git", "x", "git.contoso.net")]
    [InlineData("\"url\": \"amqps:\\/\\/app:{0}@mq7\"", "app", "mq7")]
    [InlineData("redis://:{0}@10.0.0.9:6379", null, "10.0.0.9")]
    [InlineData("https://your-company:{0}@git.contoso.net/a.git", "your-company", "git.contoso.net")]
    public void A_password_in_an_address(string form, string? user, string host)
    {
        Match match = TokenScan.One(string.Format(System.Globalization.CultureInfo.InvariantCulture, form, Password), "AG1213", Password);
        Assert.Equal(Evidence.Format, match.Evidence);
        Assert.Equal(user, match.Identity.Account);
        Assert.Equal(host, match.Identity.Scope);
    }

    // What manuals show how to escape with is known by its hash; as few characters that nobody published block like any others.
    [Theory]
    [InlineData("https://user:{0}@host", "p%40ss", true)]
    [InlineData("https://user:{0}@pypi.contoso.net/simple", "he%2F%2Fo", true)]
    [InlineData("https://user:{0}@pypi.contoso.net/simple", "he%2F%2Fa", false)]
    [InlineData("amqp://app:{0}@mq7", "admin", false)]
    public void A_short_password_in_an_address_blocks_unless_it_is_a_published_sample(string form, string password, bool published)
    {
        Match match = TokenScan.One(form.Replace("{0}", password, StringComparison.Ordinal), "AG1213", password);
        Assert.Equal(Evidence.Format, match.Evidence);
        Assert.Equal(published, match.Published is not null);
    }

    [Theory]
    [InlineData("mongodb://app:{0}@localhost:27017")]
    [InlineData("http://app:{0}@127.0.0.1/")]
    [InlineData("http://app:{0}@api.example.org/")]
    public void An_address_of_this_machine_is_not(string form) =>
        Assert.Empty(TokenScan.Of(string.Format(System.Globalization.CultureInfo.InvariantCulture, form, Password)));

    [Fact]
    public void Keys_need_no_host()
    {
        string key = Key(64);
        Assert.Equal("acct", TokenScan.One($"AccountName=acct;AccountKey={key};EndpointSuffix=core.windows.net", "AG1211", key).Identity.Account);
        key = Key(32);
        Match match = TokenScan.One($"Endpoint=sb://ns1.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey={key}", "AG1211", key);
        Assert.Equal("ns1.servicebus.windows.net", match.Identity.Scope);
        Assert.Equal("Root", match.Identity.Account);
        Assert.Empty(TokenScan.Of("AccountKey=" + new string('A', 86) + "=="));
        Assert.Empty(TokenScan.Of($"AccountKey={key[..^3]}"));
    }

    [Theory]
    [InlineData("https://a.blob.core.windows.net/c?sv=2022-11-02&sr=c&sp=rwl&se=2031-05-06T07%3A08%3A09Z&sig={0}", "permissions rwl", 2031)]
    [InlineData("\"https://a.blob.core.windows.net/c?sp=r\\u0026se=2031-05-06\\u0026sv=2022-11-02\\u0026sig={0}\"", "permissions r", 2031)]
    [InlineData("<a href=\"?se=2031-05-06&amp;sp=rl&amp;sv=2020-08-04&amp;sig={0}\">", "permissions rl", 2031)]
    [InlineData("SharedAccessSignature sr=a.servicebus.windows.net&sig={0}&se=1936000000&skn=Root", null, 2031)]
    public void A_shared_signature_tells_its_permissions_and_end(string form, string? scope, int year)
    {
        string signature = Uri.EscapeDataString(Key(32));
        Match match = TokenScan.One(string.Format(System.Globalization.CultureInfo.InvariantCulture, form, signature), "AG1214", signature);
        Assert.Equal(scope, match.Identity.Scope);
        Assert.Equal(year, match.Identity.Expires?.Year);
    }

    [Fact]
    public void A_signature_of_something_else_is_not() => Assert.Empty(TokenScan.Of($"https://cdn.contoso.net/a.js?v=3&sig={Uri.EscapeDataString(Key(32))}"));

    [Fact]
    public void A_password_is_no_value_to_fingerprint_without_a_secret_key()
    {
        var matches = new List<Match>();
        byte[] bytes = System.Text.Encoding.ASCII.GetBytes($"Server=db1;Password={Password}");
        new Detector(RuleBook.Default).Scan(new ScanWindow { Bytes = bytes, OwnedEnd = bytes.Length }, matches);
        Match match = Assert.Single(matches);
        Assert.Null(match.Fingerprint);
        Assert.Null(match.Length);
        Assert.Empty(match.Preview);
    }
}
