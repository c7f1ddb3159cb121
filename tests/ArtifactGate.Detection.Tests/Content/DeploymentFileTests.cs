using System.Security.Cryptography;
using System.Text;

namespace ArtifactGate.Detection.Tests.Content;

/// <summary>Files of servers, clusters and clouds.</summary>
public sealed class DeploymentFileTests
{
    [Fact]
    public void Kubeconfig_knows_the_client_key()
    {
        using RSA rsa = RSA.Create(2048);
        string key = Convert.ToBase64String(Encoding.ASCII.GetBytes(rsa.ExportRSAPrivateKeyPem() + "\n")), token = ContentScan.Secret(40);
        string certificate = Convert.ToBase64String(Encoding.ASCII.GetBytes(rsa.ExportSubjectPublicKeyInfoPem()));
        string file = $"""
            apiVersion: v1
            kind: Config
            clusters:
            - cluster:
                certificate-authority-data: {certificate}
              name: c
            users:
            - name: admin
              user:
                client-certificate-data: {certificate}
                client-key-data: {key}
            - name: robot
              user:
                token: "{token}"
                tokenFile: /var/run/token
            """;
        Assert.Equal([key, token], ContentScan.Values("root/.kube/config", file));
        List<Match> matches = ContentScan.Of("cluster.yaml", file);
        Assert.Equal(Evidence.Proven, matches[0].Evidence);
        Assert.True(matches[0].SigningKey);
        Assert.Equal("robot", matches[1].Identity.Scope);
        Assert.Equal(Keys.KeyScan.One(rsa.ExportPkcs8PrivateKeyPem(), "AG2001").Fingerprint, matches[0].Fingerprint);
    }

    [Fact]
    public void Service_account_shares_its_name_with_the_key_in_pem()
    {
        using RSA rsa = RSA.Create(2048);
        string pem = rsa.ExportPkcs8PrivateKeyPem();
        string file = System.Text.Json.JsonSerializer.Serialize(new Dictionary<string, string>
        {
            ["type"] = "service_account",
            ["project_id"] = "p",
            ["private_key_id"] = "1",
            ["private_key"] = pem + "\n",
            ["client_email"] = "a@p.iam.gserviceaccount.com",
        });
        Match match = Assert.Single(ContentScan.Of("a.json", file));
        Assert.Equal("AG3010", match.Rule.Code);
        Assert.Equal(Evidence.Proven, match.Evidence);
        Assert.Equal(("a@p.iam.gserviceaccount.com", "p"), (match.Identity.Account, match.Identity.Scope));
        Assert.Equal(Keys.KeyScan.One(pem, "AG2001").Fingerprint, match.Fingerprint);
        Assert.Empty(ContentScan.Of("a.json", file.Replace("client_email", "client_mail", StringComparison.Ordinal)));
    }

    [Fact]
    public void Data_protection_keys_count_in_clear_only()
    {
        string secret = Convert.ToBase64String(RandomNumberGenerator.GetBytes(64));
        string file = $"<key id=\"1\"><descriptor><descriptor><masterKey><!-- Warning: the key below is in an unencrypted form. -->\n  <value>{secret}</value>\n</masterKey></descriptor></descriptor></key>";
        Assert.Equal([secret], ContentScan.Values("key-1.xml", file));
        string encrypted = $"<key id=\"1\"><descriptor><encryptedSecret decryptorType=\"D\"><encryptedKey><value>{secret}</value></encryptedKey></encryptedSecret><!-- masterKey --></descriptor></key>";
        Assert.Empty(ContentScan.Of("key-1.xml", encrypted));
    }

    [Fact]
    public void Machine_keys_count_when_they_are_fixed()
    {
        string one = Convert.ToHexString(RandomNumberGenerator.GetBytes(64)), other = Convert.ToHexString(RandomNumberGenerator.GetBytes(24));
        string Config(string validation, string decryption) => $"<configuration>\n<system.web>\n<machineKey\n  decryptionKey=\"{decryption}\" validationKey='{validation}'/></system.web></configuration>".Replace('\'', '"');
        Assert.Equal([one, other], ContentScan.Values("Web.config", Config(one, other)));
        Assert.Empty(ContentScan.Of("web.config", Config("AutoGenerate,IsolateApps", "AutoGenerate")));
        Assert.Empty(ContentScan.Of("web.Release.config", Config("#{ValidationKey}#", "$(DecryptionKey)")));
    }

    [Fact]
    public void Publish_profiles_name_user_and_host()
    {
        string secret = ContentScan.Secret(60);
        Match match = Assert.Single(ContentScan.Of("a.PublishSettings", $"<publishData><publishProfile profileName=\"p\" publishUrl=\"h\" userName=\"$u\" userPWD=\"{secret}\"/></publishData>"));
        Assert.Equal(("$u", "h"), (match.Identity.Account, match.Identity.Scope));
        Assert.Equal(Evidence.Format, match.Evidence);
        string user = $"<Project><PropertyGroup><UserName>u</UserName><Password>{secret}</Password><EncryptedPassword>{secret}</EncryptedPassword></PropertyGroup></Project>";
        Assert.Equal([Evidence.Format, Evidence.Context], ContentScan.Of("a.pubxml.user", user).Select(m => m.Evidence));
        Assert.Equal([secret, secret], ContentScan.Values("a.pubxml", user));
    }

    [Fact]
    public void Terraform_state_warns_about_what_is_sensitive()
    {
        string secret = ContentScan.Secret();
        string file = $$"""
            {"version":4,"terraform_version":"1.9","serial":1,
             "outputs":{"url":{"value":"https://public.internal/","type":"string"},"db":{"value":"{{secret}}","type":"string","sensitive":true} },
             "resources":[{"type":"random_password","instances":[{"attributes":{"id":"none","result":"{{secret}}","length":32} }]}]}
            """;
        Assert.Equal([secret, secret], ContentScan.Values("terraform.tfstate", file));
        Assert.All(ContentScan.Of("x", file), m => Assert.Equal(Evidence.Context, m.Evidence));
    }

    [Fact]
    public void Caches_of_logins_hold_tokens_that_their_name_does_not_tell()
    {
        string refresh = ContentScan.Secret(), access = ContentScan.Secret();
        static string Entry(string kind, string secret) => $$"""
            "{{kind}}":{"u-login.microsoftonline.com-{{kind}}-c":{"home_account_id":"u","environment":"login.microsoftonline.com","secret":"{{secret}}","credential_type":"{{kind}}"} }
            """;
        string file = $"{{{Entry("AccessToken", access)},{Entry("RefreshToken", refresh)},{Entry("IdToken", ContentScan.Secret())}}}";
        List<Match> found = ContentScan.Of("root/.azure/msal_token_cache.json", file);
        Assert.Equal(["AccessToken", "RefreshToken"], found.Select(m => m.Member));
        Assert.All(found, m => Assert.Equal(("AG3017", Evidence.Format, "u", "login.microsoftonline.com"), (m.Rule.Code, m.Evidence, m.Identity.Account, m.Identity.Scope)));
        Assert.Equal([access, refresh], ContentScan.Values("cache.json", file));

        // Web tokens are found as what they are, with their expiry; placeholders are none.
        foreach (string none in (string[])[$"ey{ContentScan.Secret()}", "<the refresh token of the user>", ""])
        {
            Assert.Empty(ContentScan.Of("cache.json", $"{{{Entry("RefreshToken", none)}}}"));
        }
    }

    [Fact]
    public void Broken_files_are_said_to_be_unread()
    {
        var unread = new List<string>();
        string secret = ContentScan.Secret();
        List<Match> found = ContentScan.Of("NuGet.Config", Encoding.UTF8.GetBytes(
            $"<configuration><packageSourceCredentials><f><add key=\"ClearTextPassword\" value=\"{secret}\" /></f><oops"), unread);
        Assert.Single(found);
        Assert.Single(unread);
        Assert.DoesNotContain(secret, unread[0], StringComparison.Ordinal);
        unread.Clear();
        Assert.Empty(ContentScan.Of("web.config", Encoding.UTF8.GetBytes("<!DOCTYPE a [<!ENTITY x \"y\">]><configuration>&x;</configuration>"), unread));
        Assert.NotEmpty(unread);
    }
}
