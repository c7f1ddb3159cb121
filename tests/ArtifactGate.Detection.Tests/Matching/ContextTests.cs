using ArtifactGate.Detection.Tests.Tokens;

namespace ArtifactGate.Detection.Tests.Matching;

/// <summary>Values that are known by their names alone: what counts as a name, what as a value, and what stands between.</summary>
public sealed class ContextTests
{
    // Forty hexadecimal digits that nothing else takes for a value.
    private static readonly string Digits = Alphabet.Get("hex").Sample(new Random(11), 40);

    private static readonly string Password = "p7" + Alphabet.Get("[A-HJ-NP-Za-km-z2-9!*+]").Sample(new Random(5), 14);

    [Theory]
    [InlineData("GITEA_TOKEN={0}")]
    [InlineData("[gitea]\n  url = https://git.contoso.net\n  token = {0}", false)]
    [InlineData("[gitea]\n  token = {0}")]
    [InlineData("\"Gitea\": {{\n  \"AccessToken\": \"{0}\"\n}}")]
    [InlineData("myGiteaToken = \"{0}\"")]
    [InlineData("MYGITEATOKEN = \"{0}\"", false)]
    [InlineData("- name: GITEA_TOKEN\n  value: {0}")]
    [InlineData("-Dgitea.token={0}")]
    [InlineData("gitea token - '{0}'")]
    [InlineData("gitea_tokens:\n  - {0}")]
    [InlineData("gitea token -{0}", false)]
    [InlineData("GITEA_TOKEN_SHA: {0}", false)]
    [InlineData("gitea commit {0}", false)]
    [InlineData("GITEA_TOKEN={0}ab", false)]
    public void A_name_and_its_value(string form, bool found = true)
    {
        string text = string.Format(System.Globalization.CultureInfo.InvariantCulture, form, Digits);

        // What the name alone tells is more than what a word in it does.
        Assert.Equal(found ? ["AG1503"] : [], TokenScan.Of(text).Select(m => m.Rule.Code).Where(c => c != "AG4002"));
    }

    [Theory]
    [InlineData("signtool sign /f cert.pfx /p {0} /tr http://ts.contoso.net app.exe")]
    [InlineData("\"C:\\Kits\\signtool.exe\" sign /f \"cert.pfx\" /p \"{0}\" app.exe")]
    [InlineData("signtool sign ^\r\n  /f cert.pfx ^\r\n  /p {0} ^\r\n  app.exe")]
    [InlineData("signtool sign /f cert.pfx app.exe\necho /p {0}", false)]
    [InlineData("signtool sign /f cert.pfx /pa {0}", false)]
    [InlineData("signtool sign /f cert.pfx /p %PASSWORD1% app.exe", false)]
    public void A_command_and_its_switch(string form, bool found = true)
    {
        string text = string.Format(System.Globalization.CultureInfo.InvariantCulture, form, Password);
        Match[] matches = [.. TokenScan.Of(text)];
        Assert.Equal(found ? ["AG1586"] : [], matches.Select(m => m.Rule.Code));
        Assert.All(matches, m => Assert.Equal(text.IndexOf(Password, StringComparison.Ordinal), m.Offset));
    }

    [Fact]
    public void A_label_names_the_whole_fragment()
    {
        Assert.Equal("AG1503", Assert.Single(TokenScan.Of(Digits, "Settings.Gitea:Token")).Rule.Code);
        Assert.Empty(TokenScan.Of(Digits + " and more", "Settings.Gitea:Token"));
        Assert.Empty(TokenScan.Of(Digits, "Settings.Gitea:TokenHash"));
    }
}
