using System.Text;

namespace ArtifactGate.Detection.Tests.Content;

/// <summary>Files of package managers and source control: what counts, what does not, and where.</summary>
public sealed class ConfigurationFileTests
{
    public static TheoryData<string> Placeholders => new(
        "%FEED_TOKEN%", "$(FeedToken)", "${FEED_TOKEN}", "#{FeedToken}#", "__FEED_TOKEN__", "<token>", "***", "********", "changeme", "$FEED_TOKEN", "{{ token }}",
        "your-token-here", "xxxxxxxxxxxx", "", "REDACTED", "${{ secrets.TOKEN }}", "password", "[token]", "@token@", "<%= ENV['TOKEN'] %>");

    [Theory]
    [MemberData(nameof(Placeholders))]
    public void Is_silent_about_placeholders(string value)
    {
        string xml = value.Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
        string basic = Convert.ToBase64String(Encoding.UTF8.GetBytes("user:" + value));
        (string Path, string Content)[] files =
        [
            ("NuGet.Config", $"<configuration><packageSourceCredentials><f><add key=\"ClearTextPassword\" value=\"{xml}\" /></f></packageSourceCredentials></configuration>"),
            (".npmrc", $"//r/:_authToken={value}\n//r/:_password=\"{value}\"\n_auth={basic}\n"),
            (".pypirc", $"[pypi]\nusername=u\npassword = {value}\n"), (".netrc", $"machine h login u password {value}\n"),
            (".env", $"API_TOKEN={value}\nexport DB_PASSWORD='{value}'\nURL=https://user:{value}@host/\n"),
            ("x/.docker/config.json", $"{{\"auths\":{{\"r\":{{\"auth\":\"{basic}\"}}}}}}"),
            ("x/.git/config", $"[http]\n\textraheader = AUTHORIZATION: basic {basic}\n[remote \"origin\"]\n\turl = https://user:{value}@host/x\n"),
            (".git-credentials", $"https://user:{value}@host\n"), ("x/.kube/config", $"users:\n- user:\n    token: {value}\n"),
            ("a.pubxml", $"<P><publishProfile userPWD=\"{xml}\" /></P>"),
        ];
        foreach ((string path, string content) in files)
        {
            Assert.Empty(ContentScan.Of(path, content));
        }
    }

    [Fact]
    public void NuGet_config_tells_clear_from_encrypted_passwords_and_feeds_apart()
    {
        string one = ContentScan.Secret(), other = ContentScan.Secret(), hidden = ContentScan.Secret(80), key = ContentScan.Secret(80);
        string file = $"""
            <?xml version="1.0" encoding="utf-8"?>
            <configuration>
              <packageSources><add key="a" value="https://a/" /></packageSources>
              <!-- <add key="ClearTextPassword" value="{hidden}" /> -->
              <packageSourceCredentials>
                <A_x0020_feed><add key="Username" value="me" /><add key="ClearTextPassword" value="{one}" /></A_x0020_feed>
                <b><add value='{other}' key='cleartextpassword'/></b>
                <c><add key="Password" value="{hidden}" /></c>
              </packageSourceCredentials>
              <apikeys><add key="https://nuget.internal/" value="{key}" /></apikeys>
            </configuration>
            """;
        foreach (string path in (string[])["NuGet.Config", "content/nuget.config.bak", "tools/NuGet.internal.config", "x.xml"])
        {
            List<Match> matches = ContentScan.Of(path, file);
            Assert.Equal([one, other, hidden, key], ContentScan.Values(path, file));
            Assert.Equal([Evidence.Format, Evidence.Format, Evidence.Context, Evidence.Context], matches.Select(m => m.Evidence));
            Assert.Equal("me", matches[0].Identity.Account);
            Assert.Equal(4, matches.Select(m => m.Member).Distinct().Count());
            Assert.Null(matches[0].Fingerprint);
        }
    }

    [Fact]
    public void Npmrc_finds_tokens_passwords_and_basic_credentials()
    {
        string token = ContentScan.Secret(), password = Convert.ToBase64String(Encoding.ASCII.GetBytes(ContentScan.Secret(12))), basic = Basic("me");
        string file = $"; //old/:_authToken={token}\nregistry=https://r/\n//r:8080/a/:_authToken = {token}\n//r/:_password=\"{password}\"\n_auth={basic}\nemail=a@b\n";
        Assert.Equal([token, password, basic], ContentScan.Values("package/.npmrc", file));
        List<Match> matches = ContentScan.Of(".npmrc", file);
        Assert.NotNull(matches[0].Fingerprint);
        Assert.Null(matches[1].Fingerprint);
        Assert.Equal("r:8080/a/", matches[0].Identity.Scope);
        Assert.Equal([token], ContentScan.Values(".yarnrc.yml", $"npmRegistries:\n  \"//r\":\n    npmAuthToken: \"{token}\"\n"));
        Assert.Empty(ContentScan.Of(".npmrc", "registry=https://r/\nsave-exact=true\n"));
    }

    [Fact]
    public void Npmrc_settings_in_other_files_are_values_and_not_code()
    {
        string token = ContentScan.Secret();
        Assert.Equal([token], ContentScan.Values("Dockerfile", $"RUN echo //r/:_authToken={token}\n"));
        Assert.Empty(ContentScan.Of("Writer.cs", "    var line = $\"registry=https://r/\\n//r/:_authToken={secret}\\nalways-auth=true\\n\";\n"));
        Assert.Empty(ContentScan.Of("Reader.cs", "    return Has(head, \":_authToken=\") || Has(head, \":_password=\");\n"));
    }

    [Fact]
    public void A_password_in_the_name_of_a_section_is_found_and_not_repeated()
    {
        string secret = ContentScan.Secret();
        string file = $"[url \"https://me:{secret}@host/\"]\n\tinsteadOf = https://host/\n";
        Match match = Assert.Single(ContentScan.Of("app/.git/config", file));
        Assert.Equal([secret], ContentScan.Values("app/.git/config", file));
        Assert.DoesNotContain(secret, match.Member + string.Concat(match.Details) + match.Identity, StringComparison.Ordinal);
    }

    [Fact]
    public void Docker_finds_registry_logins()
    {
        string basic = Basic("me"), token = ContentScan.Secret();
        string file = $$"""{ "auths": { "r": { "auth": "{{basic}}" }, "s": { "identitytoken": "{{token}}" }, "t": {} }, "credsStore": "desktop" }""";
        Assert.Equal([basic, token], ContentScan.Values("root/.docker/config.json", file));
        Assert.Equal("me", ContentScan.Of("", file)[0].Identity.Account);
        Assert.Equal([basic], ContentScan.Values(".dockercfg", $$"""{ "https://r/v1/": { "auth": "{{basic}}", "email": "a@b" } }"""));
        Assert.Empty(ContentScan.Of("config.json", """{ "name": "app", "auth": "none" }"""));
    }

    [Fact]
    public void Git_config_finds_headers_and_passwords_in_urls()
    {
        string basic = Basic("x-access-token"), secret = ContentScan.Secret();
        string file = $"""
            [core]
            	bare = false
            [remote "origin"]
            	url = https://me:{secret}@git.internal/a/b.git
            [remote "other"]
            	url = git@github.com:a/b.git
            [remote "third"]
            	url = https://{secret}:x-oauth-basic@github.com/a/b
            [http "https://github.com/"]
            	extraheader = AUTHORIZATION: basic {basic}
            	extraheader = X-Trace: on
            """;
        Assert.Equal([secret, secret, basic], ContentScan.Values("src/.git/config", file));
        Assert.Equal([secret, secret, basic], ContentScan.Values("anything", file));
        Assert.Equal("x-access-token", ContentScan.Of("c", file)[2].Identity.Account);
        Assert.Equal([basic], ContentScan.Values("tmp/git-credentials-1.config", $"[http \"https://github.com/\"]\n\textraheader = AUTHORIZATION: basic {basic}\n"));
        Assert.Empty(ContentScan.Of(".git/config", "[core]\n\tbare = false\n[remote \"origin\"]\n\turl = https://github.com/a/b\n"));
    }

    [Fact]
    public void Netrc_pypirc_and_git_credentials_name_host_and_account()
    {
        string secret = ContentScan.Secret();
        Match match = Assert.Single(ContentScan.Of("root/.netrc", $"# password {secret}x\nmachine h\nlogin me\npassword {secret}\nmachine i login a\n"));
        Assert.Equal(("me", "h"), (match.Identity.Account, match.Identity.Scope));
        match = Assert.Single(ContentScan.Of(".pypirc", $"[distutils]\nindex-servers =\n  a\n[a]\nrepository: https://a/\nusername: me\npassword: {secret}\n"));
        Assert.Equal(("me", "a"), (match.Identity.Account, match.Identity.Scope));
        match = Assert.Single(ContentScan.Of(".git-credentials", $"https://me:{secret}@h\n"));
        Assert.Equal(("me", "h"), (match.Identity.Account, match.Identity.Scope));
    }

    [Fact]
    public void Env_files_warn_by_name_and_block_urls_with_passwords()
    {
        string secret = ContentScan.Secret();
        string file = $"# KEY={secret}\nPORT=8080\nTOKEN_URL=https://a/token\nCLIENT_ID={secret}\nexport API_TOKEN=\"{secret}\"\nDATABASE_URL=postgres://me:{secret}@db.internal/a\n"
            + $"LOCAL_URL=postgres://me:{secret}@localhost/a\nPASSWORD_LENGTH=123456\nSECRET_PATH=/run/secrets/a\n";
        Assert.Equal([secret, secret, secret], ContentScan.Values("app/.env.production", file));
        Assert.Equal([Evidence.Context, Evidence.Format, Evidence.Context], ContentScan.Of("prod.env", file).Select(m => m.Evidence));
    }

    private static string Basic(string user) => Convert.ToBase64String(Encoding.ASCII.GetBytes($"{user}:{ContentScan.Secret()}"));

    [Fact]
    public void Cargo_has_a_token_for_each_registry_and_other_sections_have_none()
    {
        string one = ContentScan.Secret(), other = "Token " + ContentScan.Secret(), key = "k3.secret." + ContentScan.Secret(50), dotted = ContentScan.Secret();
        string file = $"registries.dotted.token = '{dotted}'\n[registry]\r\ntoken = \"{one}\" # mine\r\n[registries.a-b]\nindex = \"sparse+https://a/\"\ntoken=\"{other}\"\n"
            + $"[registries.c]\nsecret-key = \"{key}\"\n[registries.d]\ntoken = \"<token>\"\n#token = \"{one}\"\n[http]\ntoken = \"{one}\"\n";
        foreach (string path in (string[])["root/.cargo/credentials.toml", ".cargo/credentials", ".cargo/config.toml", "credentials.toml.bak"])
        {
            Assert.Equal([dotted, one, other, key], ContentScan.Values(path, file));
            Assert.Equal("registries.a-b", ContentScan.Of(path, file)[2].Identity.Scope);
        }

        Assert.Empty(ContentScan.Of("app/config.toml", file));
    }

    [Fact]
    public void Bundler_keeps_logins_of_hosts_beside_its_settings()
    {
        string password = ContentScan.Secret(12), token = ContentScan.Secret();
        string file = $"---\nBUNDLE_PATH: \"vendor/bundle\"\nBUNDLE_WITHOUT: \"development:test12345\"\nBUNDLE_GEMS__CONTOSO__COM: \"deploy:{password}\"\r\nBUNDLE_PKG__CONTOSO__COM: {token}\n"
            + $"BUNDLE_BUILD__PG: \"--with-pg-config={token}\"\nBUNDLE_LOCAL__RACK: \"/home/{token}\"\nBUNDLE_GITHUB__HTTPS: \"true\"\nBUNDLE_GEM__TEST: \"minitest\"\nBUNDLE_A__B: \"user:password\"\n";
        Assert.Equal([password, token], ContentScan.Values("app/.bundle/config", file));
        Assert.Equal(("deploy", "gems.contoso.com"), (ContentScan.Of(".bundle/config", file)[0].Identity.Account, ContentScan.Of(".bundle/config", file)[0].Identity.Scope));
        Assert.Empty(ContentScan.Of("app/settings.yml", file));
    }

    [Fact]
    public void Files_are_known_by_how_they_begin_in_every_form_of_utf_16()
    {
        string secret = ContentScan.Secret();
        string file = $"<configuration><packageSourceCredentials><f><add key=\"ClearTextPassword\" value=\"{secret}\" /></f></packageSourceCredentials></configuration>";
        foreach (Encoding encoding in (Encoding[])[Encoding.Unicode, Encoding.BigEndianUnicode])
        {
            foreach (byte[] content in (byte[][])[[.. encoding.GetPreamble(), .. encoding.GetBytes(file)], encoding.GetBytes(file)])
            {
                Match match = Assert.Single(ContentScan.Of("NuGet.Config", content));
                Assert.Equal(secret, encoding.GetString(content, (int)match.Offset, match.ByteLength));
            }
        }
    }
}
