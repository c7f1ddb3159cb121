using System.Globalization;
using ArtifactGate.Detection.Tests.Tokens;

namespace ArtifactGate.Detection.Tests.Matching;

/// <summary>Passwords on the command line, and what stands there in their place.</summary>
public sealed class CommandLineTests
{
    private static readonly string Password = Alphabet.Get("[A-HJ-NP-Za-km-z]").Sample(new Random(11), 9) + "73";

    [Theory]
    [InlineData("sqlcmd -S db1 -U sa -P {0} -Q \"select 1\"", "AG4004")]
    [InlineData("sqlcmd -S db1 -U sa -P '{0}'", "AG4004")]
    [InlineData("sshpass -p {0} ssh app@host", "AG4004")]
    [InlineData("sshpass -p{0} ssh app@host", "AG4005")]
    [InlineData("az login --service-principal -u app -p {0} --tenant t", "AG4004")]
    [InlineData("az login --service-principal -u app --password {0} --tenant t", "AG4004")]
    [InlineData("nuget sources add -Name feed -Source https://feed -UserName me -Password {0}", "AG4004")]
    [InlineData("dotnet nuget add source https://feed -n feed -u me -p {0} --store-password-in-clear-text", "AG4004")]
    [InlineData("wget --user=me --http-password={0} https://host/a", "AG4004")]
    [InlineData("wget --user me --password {0} https://host/a", "AG4004")]
    [InlineData("mysql -h db1 -u root -p{0} shop < dump.sql", "AG4005")]
    [InlineData("RUN mysqldump -uroot -p'{0}' \\\n  shop", "AG4005")]
    [InlineData("export PGPASSWORD={0}\n", "AG4001")]
    [InlineData("curl -u app:{0} https://host/a", "AG4006")]
    [InlineData("curl -sSf --user \"app@contoso.com:{0}\" -T a.zip https://host/a", "AG4006")]
    [InlineData("docker login -u app -p {0} registry.contoso.com", "AG4004")]
    [InlineData("signtool sign /f a.pfx /p {0} /fd sha256 a.dll", "AG1586")]
    [InlineData("keytool -genkey -keystore a.jks -storepass {0} -alias a", "AG1597")]
    [InlineData("keytool -importkeystore -srckeystore a.jks -srcstorepass {0} -destkeystore b.p12", "AG1597")]
    [InlineData("twine upload -u build -p {0} dist/*", "AG4004")]
    [InlineData("security import dist.p12 -k build.keychain -P {0} -T /usr/bin/codesign", "AG4004")]
    [InlineData("security unlock-keychain -p {0} build.keychain", "AG4004")]
    [InlineData("jarsigner -keystore a.jks -storepass {0} a.jar a", "AG1597")]
    [InlineData("openssl pkcs12 -in a.pfx -passin pass:{0} -nodes", "AG4008")]
    [InlineData("net use Z: \\\\srv\\share /user:CONTOSO\\build {0} /persistent:no", "AG4007")]
    [InlineData("$p = ConvertTo-SecureString \"{0}\" -AsPlainText -Force", "AG4009")]
    [InlineData("$p = ConvertTo-SecureString -String '{0}' -AsPlainText -Force", "AG4009")]
    [InlineData("New-Object PSCredential 'app', (convertto-securestring -AsPlainText -Force '{0}')", "AG4009")]
    public void Warns(string form, string code)
    {
        Match match = TokenScan.One(string.Format(CultureInfo.InvariantCulture, form, Password), code, Password);
        Assert.Equal(Evidence.Context, match.Evidence);
    }

    [Theory]
    [InlineData("sqlcmd -S db1 -U sa -P $SA_PASSWORD1 -Q x")]
    [InlineData("sqlcmd -S db1 -U sa -P %SA_PASSWORD1%")]
    [InlineData("sqlcmd -S db1 -U sa -P <YourPassword1>")]
    [InlineData("sqlcmd -S db1 -U sa -P ********")]
    [InlineData("mysql -h db1 -P3306 -u root -p shop2024db")]
    [InlineData("mysql --protocol=tcp1234 -port=3306x1 -u root -p$PASSWORD1")]
    [InlineData("mysql -u root -pYOUR_PASSWORD")]
    [InlineData("mysql -u root -p${{MYSQL_ROOT_PASSWORD1}}")]
    [InlineData("sshpass -f file1name ssh host -p 2222")]
    [InlineData("curl -u user:pass https://host/a1b2c3d4e5")]
    [InlineData("curl -u user:password1 https://host")]
    [InlineData("curl -u $USER:$PASSWORD1 https://host")]
    [InlineData("curl -u \"user1:{{token1}}\" https://host")]
    [InlineData("curl https://host:8080/a1b2c3d4e5f6 --user-agent Mozilla:Firefox1234")]
    [InlineData("openssl rsa -passin env:KEY_PASS_2 -passout file:pass1word2.txt")]
    [InlineData("net use Z: \\\\srv\\share /user:CONTOSO\\build * /persistent:no")]
    [InlineData("net use Z: \\\\srv2024\\share /persistent:no")]
    [InlineData("wget -p https://host1234/page")]
    [InlineData("ConvertTo-SecureString $plainText1 -AsPlainText -Force")]
    [InlineData("ConvertTo-SecureString -String $env:PASSWORD_1 -AsPlainText")]
    [InlineData("ConvertTo-SecureString -SecureKey1 -AsPlainText2")]
    [InlineData("ConvertTo-SecureString (Get-Content .\\file1.txt) -Key (1..16)")]
    [InlineData("Get-Content ./encrypted2.txt | ConvertTo-SecureString -Key $key1 | Out-Null")]
    [InlineData("ConvertTo-SecureString \"$(PackagePassword1)\" -AsPlainText -Force")]
    [InlineData("the curl -u option takes a name:value1234 only later")]
    public void What_is_no_password_is_none(string text) => Assert.Empty(TokenScan.Of(text.Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal)));

    [Theory]
    [InlineData("hunter2-prod9", true)]
    [InlineData("winter24_office7", true)]
    [InlineData("Tiger99.Blue12", true)]
    [InlineData("pbkdf2-sha256", false)]
    [InlineData("scram-sha-256", false)]
    [InlineData("aescbc128-hmacsha256", false)]
    [InlineData("server1-node2", false)]
    [InlineData("test1-user2", false)]
    [InlineData("x509-store-name1", false)]
    [InlineData("field1_field2", false)]
    public void Two_words_with_a_number_each_may_be_a_password(string value, bool found) =>
        Assert.Equal(found ? 1 : 0, TokenScan.Of($"password: {value}\n").Count);
}
