using System.Text;

namespace ArtifactGate.Detection.Tests.Content;

/// <summary>Files in which programs keep logins: what counts, and what does not.</summary>
public sealed class LoginFileTests
{
    [Fact]
    public void A_line_of_pgpass_has_five_fields_and_the_last_is_the_password()
    {
        string secret = ContentScan.Secret();
        string file = $"# a:1:b:c:{secret}\ndb.contoso.net:5432:shop\\:a:app:{secret}\r\n*:*:*:me:{secret}\\:1\nlocalhost:5432:a:me:{secret}\na:b:c:{secret}\nh:1:d:u:password\nh:1:d:u:${{PGPASSWORD}}\n";
        List<Match> matches = ContentScan.Of("root/.pgpass", file);
        Assert.Equal([secret, secret + "\\:1", secret], ContentScan.Values("pgpass.conf", file));
        Assert.Equal([Evidence.Format, Evidence.Format, Evidence.Context], matches.Select(m => m.Evidence));
        Assert.Equal(("app", "db.contoso.net"), (matches[0].Identity.Account, matches[0].Identity.Scope));
    }

    [Fact]
    public void Sites_of_filezilla_tell_clear_from_encrypted_passwords()
    {
        string clear = ContentScan.Secret(), based = In64(ContentScan.Secret()), encrypted = In64(ContentScan.Secret());
        string file = $"""
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <FileZilla3 version="3.67.0"><Servers>
              <Server><Host>one.contoso.net</Host><Port>21</Port><User>me</User><Pass encoding="base64">{based}</Pass></Server>
              <Folder>f<Server><Host>two.contoso.net</Host><User>you</User><Pass>{clear}</Pass></Server></Folder>
              <Server><Host>three.contoso.net</Host><User>me</User><Pass encoding="crypt" pubkey="x">{encrypted}</Pass></Server>
              <Server><Host>four.contoso.net</Host><User>anonymous</User><Pass encoding="base64">{In64("anonymous")}</Pass></Server>
              <Server><Host>five.contoso.net</Host><User>me</User><Pass encoding="base64" /></Server>
            </Servers></FileZilla3>
            """;
        foreach (string path in (string[])["FileZilla/sitemanager.xml", "backup.xml"])
        {
            Assert.Equal([based, clear], ContentScan.Values(path, file));
            Assert.Equal([("me", "one.contoso.net"), ("you", "two.contoso.net")], ContentScan.Of(path, file).Select(m => (m.Identity.Account!, m.Identity.Scope!)));
        }
    }

    [Fact]
    public void Answer_files_of_windows_hide_nothing_in_base64()
    {
        string clear = ContentScan.Secret(), hidden = Convert.ToBase64String(Encoding.Unicode.GetBytes(ContentScan.Secret() + "AdministratorPassword"));
        string sample = Convert.ToBase64String(Encoding.Unicode.GetBytes("MyPassword" + "Password"));
        string file = $"""
            <unattend xmlns="urn:schemas-microsoft-com:unattend"><settings pass="oobeSystem"><component>
              <AutoLogon><Password><Value>{clear}</Value><PlainText>true</PlainText></Password><Username>me</Username></AutoLogon>
              <UserAccounts><AdministratorPassword><Value>{hidden}</Value><PlainText>false</PlainText></AdministratorPassword></UserAccounts>
              <UserAccounts><LocalAccount><Password><Value>{sample}</Value></Password></LocalAccount><Other><Value>{clear}x</Value></Other></UserAccounts>
            </component></settings></unattend>
            """;
        Assert.Equal([clear, hidden], ContentScan.Values("deploy/first.xml", file));
        Assert.All(ContentScan.Of("Autounattend.xml", file), m => Assert.Equal(Evidence.Context, m.Evidence));
    }

    private static string In64(string text) => Convert.ToBase64String(Encoding.ASCII.GetBytes(text));
}
