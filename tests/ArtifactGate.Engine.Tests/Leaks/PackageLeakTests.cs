using System.Text;
using ArtifactGate.Detection;
using ArtifactGate.Testing;

namespace ArtifactGate.Engine.Tests.Leaks;

/// <summary>Files that nobody meant to pack.</summary>
public sealed class PackageLeakTests : LeakTest
{
    [Fact]
    public void Configuration_of_package_managers_ships_in_packages_of_every_registry()
    {
        Leaks("app-1.0.0.tgz", SampleSecrets.Token("npm-token", 1), t => Tgz(("package/package.json", "{}"), ("package/.npmrc", $"//registry.npmjs.org/:_authToken={t}\n")),
            "AG1041 package/.npmrc block");
        Leaks("app-2.tgz", Password(), t => Tgz(("package/.npmrc", $"//npm.contoso.net/:_authToken={t}\n")), "AG3002 package/.npmrc block");
        Leaks("app-1.0-py3-none-any.whl", SampleSecrets.Token("pypi-token", 2), t => Zip(("app/.pypirc", $"[pypi]\nusername = __token__\npassword = {t}\n")),
            "AG1042 app/.pypirc block");
        Leaks("app-2.whl", Password(), t => Zip(("app/.pypirc", $"[contoso]\nrepository = https://pypi.contoso.net/\nusername = build\npassword = {t}\n")), "AG3007 app/.pypirc block");
        Leaks("app-1.0.tar.gz", Password(), t => Tgz(("app-1.0/setup.cfg", $"[easy_install]\nindex_url = https://build:{t}@pypi.contoso.net/simple/\n\n[metadata]\nname = app\n")),
            "AG1213 app-1.0/setup.cfg block");
        Leaks("app.jar", SampleSecrets.GitHub(3), t => Zip(("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n"), ("application.properties", $"github.token={t}\n")),
            "AG1001 application.properties block");
        Leaks("app.1.0.0.nupkg", SampleSecrets.Token("nuget-api-key", 4), t => Package(("tests/publish.ps1", Bytes($"$key = '{t}'\n"))), "AG1040 tests/publish.ps1 block");
    }

    [Fact]
    public void Bundled_JavaScript_carries_what_was_in_the_environment_of_the_build() => Leaks("app.vsix", SampleSecrets.GitHub(5), t => Zip(
        ("extension.vsixmanifest", "<PackageManifest/>"),
        ("extension/dist/extension.js", $"(()=>{{\"use strict\";var e={{n:()=>1}};const t=process.env.X||\"{t}\";module.exports=t}})();\n")),
        "AG1001 extension/dist/extension.js block");

    [Fact]
    public void Tokens_of_marketplaces_ship_in_the_extensions_they_publish()
    {
        IReadOnlyList<Finding> found = Leaks("app.vsix", SampleSecrets.Token("azure-devops-pat", 6), t => Zip(
            ("extension.vsixmanifest", "<PackageManifest/>"), ("extension/.env", $"VSCE_PAT={t}\nLOG=debug\n")), "AG1031 extension/.env block");
        Assert.Contains("AG3013", Assert.Single(found).Details["also"], StringComparison.Ordinal);
        Leaks("app2.vsix", SampleSecrets.Token("open-vsx-token", 7), t => Zip(("extension/.env.local", $"export OVSX_PAT=\"{t}\"\n")), "AG1051 extension/.env.local block");
        Leaks("app3.vsix", Password(), t => Zip(("extension/.env", $"SERVICE_API_KEY={t}\n")), "AG3013 extension/.env warn");
    }

    [Fact]
    public void Source_maps_hold_the_whole_source() => Leaks("site.zip", SampleSecrets.Token("stripe-secret-key", 8), t => Zip(
        ("static/main.js", "console.log(1)\n//# sourceMappingURL=main.js.map\n"),
        ("static/main.js.map", $$"""{"version":3,"sources":["src/pay.ts"],"sourcesContent":["const a = 1;\nexport const key = \"{{t}}\";\n"],"mappings":"AAAA,SAAS"}""")),
        "AG1321 static/main.js.map block");

    [Fact]
    public void A_connection_string_in_a_source_map_is_found() => Leaks("site.zip", Password(), t => Zip(
        ("static/main.js.map", $$"""{"version":3,"sourcesContent":["const a = 1;\nconst c = \"Server=db.contoso.net;User ID=app;Password={{t}};\";\nmongo(\"mongodb://app:{{t}}@db.contoso.net/a\");\n"]}""")),
        "AG1212 static/main.js.map block", "AG1213 static/main.js.map block");

    [Fact]
    public void A_feed_password_ships_with_the_configuration_of_NuGet()
    {
        static string Config(string password) => $"""
            <?xml version="1.0" encoding="utf-8"?>
            <configuration>
              <packageSources><add key="contoso" value="https://pkgs.contoso.net/v3/index.json" /></packageSources>
              <packageSourceCredentials>
                <contoso>
                  <add key="Username" value="build" />
                  <add key="ClearTextPassword" value="{password}" />
                </contoso>
              </packageSourceCredentials>
            </configuration>
            """;
        Leaks("app.nupkg", Password(), p => Package(("content/NuGet.Config", Bytes(Config(p)))), "AG3001 content/NuGet.Config block");
        Leaks("app.zip", SampleSecrets.Token("azure-devops-pat", 9), p => Zip(("nuget.config", Config(p))), "AG1031 nuget.config block");

        string published = Directory.CreateDirectory(Path.Combine(Folder, "publish")).FullName;
        File.WriteAllText(Path.Combine(published, "NuGet.Config"), Config(Password()));
        Assert.Equal(["AG3001 NuGet.Config block"], Described(ScanPath(published)));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    public void Settings_of_development_are_published(string encoding)
    {
        byte[] Text(string text) => encoding == "utf-8" ? Bytes(text) : [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text)];
        Leaks("publish.zip", Password(), p => Zip(("appsettings.Development.json", Text(
            $$"""{ "ConnectionStrings": { "Default": "Server=tcp:db.contoso.net,1433;Database=app;User ID=app;Password={{p}};Encrypt=True" } }"""))),
            "AG1212 appsettings.Development.json block");
        Leaks("publish2.zip", SampleSecrets.Token("stripe-secret-key", 10), p => Zip(("secrets.json", Text($$"""{ "Payment:Key": "{{p}}" }"""))), "AG1321 secrets.json block");
        Leaks("publish3.zip", SampleSecrets.Token("azure-storage-key", 11), p => Zip(("local.settings.json", Text(
            $$"""{ "IsEncrypted": false, "Values": { "AzureWebJobsStorage": "DefaultEndpointsProtocol=https;AccountName=contoso;AccountKey={{p}};EndpointSuffix=core.windows.net", "FUNCTIONS_WORKER_RUNTIME": "dotnet" } }"""))),
            "AG1121 local.settings.json block");
        Leaks("publish4.zip", SampleSecrets.GitHub(12), p => Zip(("Properties/launchSettings.json", Text(
            $$"""{ "profiles": { "App": { "commandName": "Project", "environmentVariables": { "GITHUB_TOKEN": "{{p}}" } } } }"""))),
            "AG1001 Properties/launchSettings.json block");
    }

    [Fact]
    public void Publish_profiles_are_packed()
    {
        static string Settings(string password) => $"""
            <publishData><publishProfile profileName="app - Web Deploy" publishMethod="MSDeploy" publishUrl="app.scm.contoso.net:443" msdeploySite="app" userName="$app" userPWD="{password}"
              destinationAppUrl="https://app.contoso.net" /><publishProfile profileName="app - FTP" publishMethod="FTP" publishUrl="ftps://ftp.contoso.net/site/wwwroot" userName="app\$app" userPWD="{password}" />
            </publishData>
            """;
        Leaks("app.zip", Password(), p => Zip(("app.PublishSettings", Settings(p))), "AG3009 app.PublishSettings block", "AG3009 app.PublishSettings block");
        Leaks("app2.zip", Password(), p => Zip(("Properties/PublishProfiles/web.pubxml", $"""
            <Project><PropertyGroup><WebPublishMethod>MSDeploy</WebPublishMethod><UserName>app</UserName><Password>{p}</Password></PropertyGroup></Project>
            """)), "AG3009 Properties/PublishProfiles/web.pubxml block");
        Leaks("app3.zip", Password(), p => Zip(("appsettings.Production.json", $$"""
            { "ConnectionStrings": { "DefaultConnection": "Data Source=db.contoso.net;Initial Catalog=app;User Id=app;Password={{p}}" } }
            """)), "AG1212 appsettings.Production.json block");
    }

    [Fact]
    public void Leftovers_of_the_build_are_packed_as_content()
    {
        Leaks("app.nupkg", Password(), p => Package(
            ("content/bin/Debug/App.dll.config", Bytes($"""<configuration><connectionStrings><add name="a" connectionString="Server=db.contoso.net;uid=app;pwd={p}" /></connectionStrings></configuration>""")),
            ("content/obj/project.nuget.cache", Bytes("{}"))), "AG1212 content/bin/Debug/App.dll.config block");
        Leaks("app2.nupkg", SampleSecrets.GitHub(13), t => Package(("TestResults/a.trx", Bytes(
            $"<TestRun><Results><UnitTestResult><Output><StdOut>Authorization: token {t}&#xD;</StdOut></Output></UnitTestResult></Results></TestRun>"))), "AG1001 TestResults/a.trx block");
        Leaks("app3.nupkg", SampleSecrets.GitHub(14), t => Package(("coverage/a.cobertura.xml", Bytes($"<coverage><source>https://{t}@raw.githubusercontent.com/contoso/</source></coverage>"))),
            "AG1001 coverage/a.cobertura.xml block");
        Leaks("app4.zip", WebToken(15), t => Zip(("traces/login.har", $$"""
            {"log":{"entries":[{"request":{"headers":[{"name":"Authorization","value":"Bearer {{t}}" },{"name":"accept","value":"*/*"} ] } }] } }
            """)), "AG1201 traces/login.har block");
        Leaks("app5.zip", SampleSecrets.GitHub(16), t => Zip(("playwright/trace.zip", Zip(("trace.network",
            $$"""{"type":"resource-snapshot","snapshot":{"request":{"headers":[{"name":"Authorization","value":"Basic {{Base64("build:" + t)}}" } ] } } }""")))),
            "AG1001 playwright/trace.zip!trace.network block");
    }

    [Theory]
    [InlineData("appsettings.json.bak")]
    [InlineData("appsettings.json~")]
    [InlineData(".appsettings.json.swp")]
    [InlineData("appsettings.json.orig")]
    [InlineData("appsettings - Copy.json")]
    [InlineData("#appsettings.json#")]
    public void Backups_of_editors_are_packed(string name) => Leaks("app.zip", Password(),
        p => Zip(($"app/{name}", Bytes($$"""{ "Default": "Server=db.contoso.net;User ID=app;Password={{p}}" }"""))), $"AG1212 app/{name} block");

    [Theory]
    [InlineData(".npmrc.bak", "AG3002")]
    [InlineData(".npmrc~", "AG3002")]
    [InlineData(".pypirc.orig", "AG3007")]
    [InlineData(".npmrc - Copy", "AG3002")]
    [InlineData("#.npmrc#", "AG3002")]
    [InlineData("#.pypirc#", "AG3007")]
    [InlineData(".pypirc - Copy", "AG3007")]
    [InlineData(".pypirc.bak~", "AG3007")]
    public void Backups_of_configuration_are_read_as_what_they_are_copies_of(string name, string code) => Leaks("app.zip", Password(), p => Zip(($"app/{name}",
        code == "AG3002" ? $"//npm.contoso.net/:_password={Base64(p)}\n" : $"[a]\nusername = b\npassword = {p}\n")), $"{code} app/{name} block");

    [Fact]
    public void A_swap_file_of_vim_holds_the_text() => Leaks("app.zip", SampleSecrets.GitHub(17), t => Zip(("app/.settings.json.swp",
        [.. Bytes("b0VIM 9.0"), .. new byte[4087], .. Bytes("tp"), .. new byte[4000], .. Bytes($"{{\0  \"token\": \"{t}\"\0}}\0")])), "AG1001 app/.settings.json.swp block");

    [Fact]
    public void A_symbol_package_holds_the_whole_source() => Leaks("App.1.0.0.symbols.nupkg", SampleSecrets.GitHub(18), t => Package(
        ("src/App/Client.cs", Bytes($"class Client\n{{\n    // TODO remove: {t}\n}}\n"))), "AG1001 src/App/Client.cs block");

    [Fact]
    public void The_address_of_the_repository_has_a_password_in_it()
    {
        static string Nuspec(string url) => $"""
            <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd"><metadata><id>App</id><version>1.0.0</version><authors>A</authors><description>B</description>
              <repository type="git" url="{url}" commit="0123456789abcdef0123456789abcdef01234567" /></metadata></package>
            """;
        Leaks("App.nupkg", Password(), p => Zip(("App.nuspec", Nuspec($"https://build:{p}@dev.contoso.net/app/_git/app"))), "AG1213 App.nuspec block");
        Leaks("App2.nupkg", SampleSecrets.Token("gitlab-ci-job", 19), p => Zip(("App.nuspec", Nuspec($"https://gitlab-ci-token:{p}@gitlab.com/contoso/app.git"))), "AG1013 App.nuspec block");
        Leaks("App3.nupkg", SampleSecrets.Token("azure-devops-pat", 20), p => Zip(("App.nuspec", Nuspec($"https://{p}@dev.azure.com/contoso/app/_git/app"))), "AG1031 App.nuspec block");
        Leaks("App4.zip", Password(), p => Zip(("App.deps.json", $$"""{ "libraries": { "A/1.0.0": { "type": "package", "path": "https://build:{{p}}@pkgs.contoso.net/a" } } }""")),
            "AG1213 App.deps.json block");
        Leaks("App5.zip", Password(), p => Zip(("_manifest/spdx_2.2/manifest.spdx.json",
            $$"""{ "spdxVersion": "SPDX-2.2", "packages": [{ "name": "a", "downloadLocation": "git+https://build:{{p}}@git.contoso.net/a.git@v1" }] }""")),
            "AG1213 _manifest/spdx_2.2/manifest.spdx.json block");
    }

    [Fact]
    public void The_strong_name_key_is_packed_as_content()
    {
        byte[] key = ((BinaryRule)RuleBook.Default.Find("strong-name-key")!).Sample(new Random(21));
        Assert.Equal(["AG2012 lib/net45/app.snk block"], FindingsOf("App.nupkg", Package(("lib/net45/app.snk", key))));
        Assert.Empty(FindingsOf("App2.nupkg", Package(("lib/net45/app.snk", PublicHalf(key)))));
    }

    // A public key blob: the header of the strong name, "RSA1", and only the modulus.
    private static byte[] PublicHalf(byte[] key)
    {
        byte[] half = [0, 0x24, 0, 0, 4, 0x80, 0, 0, 0, 0, 0, 0, .. key.AsSpan(0, 20 + (BitConverter.ToInt32(key, 12) / 8))];
        BitConverter.GetBytes(half.Length - 12).CopyTo(half, 8);
        half[12] = 6;
        Bytes("RSA1").CopyTo(half, 20);
        return half;
    }
}
