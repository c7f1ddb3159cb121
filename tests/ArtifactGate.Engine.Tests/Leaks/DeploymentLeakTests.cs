using System.Security.Cryptography;
using ArtifactGate.Testing;

namespace ArtifactGate.Engine.Tests.Leaks;

/// <summary>Scripts, logs and files of deployment.</summary>
public sealed class DeploymentLeakTests : LeakTest
{
    public static TheoryData<string, string, string> Commands => new()
    {
        { "signtool.exe sign /f sign.pfx /p {0} /tr http://timestamp.contoso.net /td sha256 /fd sha256 app.exe", "AG1586", "warn" },
        { "\"C:\\Program Files (x86)\\Windows Kits\\10\\bin\\x64\\signtool.exe\" sign /fd SHA256 /f \"sign.pfx\" /p \"{0}\" app.exe", "AG1586", "warn" },
        { "  signtool sign /f sign.pfx `\n    /p {0} `\n    app.exe", "AG1586", "warn" },
        { "nuget sign app.nupkg -CertificatePath sign.pfx -CertificatePassword {0} -Timestamper http://t", "AG1588", "warn" },
        { "dotnet nuget sign app.nupkg --certificate-path sign.pfx --certificate-password {0}", "AG1588", "warn" },
        { "dotnet nuget sign app.nupkg --certificate-password=\"{0}\"", "AG1588", "warn" },
        { "AzureSignTool sign -kvu https://v.vault.azure.net -kvi 11111111-2222-3333-4444-555555555555 -kvs {0} -kvc cert app.exe", "AG1587", "warn" },
        { "AzureSignTool sign --azure-key-vault-client-secret {0} app.exe", "AG1587", "warn" },
        { "NuGetKeyVaultSignTool sign app.nupkg -kvu https://v.vault.azure.net -kvs {0} -kvc cert", "AG1587", "warn" },
        { "sign code azure-key-vault app.exe -kvu https://v.vault.azure.net -kvc cert --azure-key-vault-client-secret {0}", "AG1587", "warn" },
        { "\"appSpecificPassword\": \"{0}\"", "AG1592", "warn" },
        { "dotnet nuget push app.nupkg -k {0} -s https://feed.contoso.net/v3/index.json", "AG1515", "warn" },
        { "dotnet nuget push app.nupkg --api-key {0} --source https://feed.contoso.net/v3/index.json", "AG1515", "warn" },
        { "nuget push app.nupkg -ApiKey {0} -Source https://feed.contoso.net/v3/index.json", "AG1515", "warn" },
        { "nuget.exe setapikey {0} -Source https://feed.contoso.net", "AG1514", "warn" },
        { "COSIGN_PASSWORD={0} cosign sign --key cosign.key registry.contoso.net/app", "AG1595", "warn" },
        { "export COSIGN_PASSWORD='{0}'\ncosign sign-blob --key cosign.key app.zip", "AG1595", "warn" },
        { "jarsigner -keystore release.jks -storepass {0} app.apk key", "AG1597", "warn" },
        { "apksigner sign --ks release.jks --ks-pass pass:{0} app.apk", "AG1597", "warn" },
        { "keytool -genkeypair -keystore a.jks -storepass {0} -alias a", "AG1597", "warn" },
        { "osslsigncode sign -pkcs12 sign.pfx -pass {0} -in app.exe -out signed.exe", "AG1586", "warn" },
        { "dotnet publish -p:AndroidSigningStorePass={0}", "AG1596", "warn" },
        { "java -jar jsign.jar --keystore sign.p12 --storepass {0} app.exe", "AG1597", "warn" },
        { "jsign --storetype PKCS12 --keystore sign.p12 --storepass \"{0}\" --alias build app.msi", "AG1597", "warn" },
        { "mvn deploy -Dgpg.passphrase={0}", "AG1594", "warn" },
        { "gpg --batch --yes --pinentry-mode loopback --passphrase {0} --detach-sign --armor app.zip", "AG1591", "warn" },
        { "gpg2 --batch --passphrase='{0}' -d app.zip.gpg", "AG1591", "warn" },
        { "codesigntool sign -username=build -password={0} -input_file_path=app.exe", "AG1600", "warn" },
        { "xcrun notarytool submit app.zip --apple-id a@contoso.net --team-id ABCDE12345 --password {0}", "AG1593", "warn" },
        { "smctl keypair ls # SM_CLIENT_CERT_PASSWORD={0}", "AG1583", "warn" },
        { "sn.exe -k sign.snk && set PFX_PASSWORD={0}", "AG1589", "warn" },
    };

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_signing_command_holds_its_password(string command, string code, string verdict)
    {
        string Line(string value) => string.Format(null, command, value);
        string New() => code switch
        {
            "AG1515" or "AG1514" => Guid.NewGuid().ToString(),
            "AG1592" or "AG1593" => string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString("abcdefghijkmnopqrstuvwxyz", 4))),
            _ => Password(),
        };
        Leaks("release.zip", New(), p => Zip(("sign.cmd", Line(p) + "\n")), $"{code} sign.cmd {verdict}");
        Leaks("logs.zip", New(), p => Zip(("logs/build.log", $"2026-01-01T00:00:00.0000000Z ##[command]{Line(p).ReplaceLineEndings("\n2026-01-01T00:00:00.0000000Z ")}\n2026-01-01T00:00:01.0000000Z Done\n")),
            $"{code} logs/build.log {verdict}");
        foreach (string placeholder in (string[])["%PASSWORD%", "$env:PASSWORD", "$PASSWORD", "${{ secrets.PASSWORD }}", "$(Password)", "***", "<password>", "your-password-here", "!PASSWORD!", "@sign.txt", "$(cat pass.txt)"])
        {
            Assert.Equal((placeholder, ""), (placeholder, string.Join(", ", FindingsOf("clean.zip", Zip(("sign.cmd", Line(placeholder) + "\n"))))));
        }
    }

    [Fact]
    public void A_push_with_a_key_of_the_gallery_blocks() => Leaks("logs.zip", SampleSecrets.Token("nuget-api-key", 1),
        k => Zip(("push.log", $"dotnet nuget push app.nupkg -k {k} -s https://api.nuget.org/v3/index.json\n")), "AG1040 push.log block");

    [Fact]
    public void A_cosign_key_beside_its_password()
    {
        string key = SampleSecrets.Token("sigstore-private-key", 2), password = Password();
        Assert.Equal(["AG2004 cosign.key block", "AG1595 sign.sh warn"], FindingsOf("a.zip", Zip(("cosign.key", key), ("sign.sh", $"export COSIGN_PASSWORD={password}\n"))));
    }

    [Fact]
    public void Charts_and_compose_files_carry_passwords()
    {
        Leaks("chart-1.0.0.tgz", Password(), p => Tgz(("chart/Chart.yaml", "name: app\n"), ("chart/values.yaml", $"database:\n  url: postgres://app:{p}@db.contoso.net:5432/app\n")),
            "AG1213 chart/values.yaml block");
        Leaks("chart-2.tgz", SampleSecrets.Token("slack-bot-token", 3), p => Tgz(("chart/values.yaml", $"slack:\n  token: {p}\n")), "AG1301 chart/values.yaml block");
        Leaks("deploy.zip", Password(), p => Zip(("docker-compose.yml", $"services:\n  app:\n    environment:\n      - ConnectionStrings__Db=Server=sql;User Id=sa;Password={p};\n")),
            "AG1212 docker-compose.yml block");
        Leaks("deploy2.zip", Password(), p => Zip(("docker-compose.yml", $"services:\n  app:\n    environment:\n      CELERY_BROKER_URL: \"amqp://app:{p}@rabbit:5672//\"\n")), "AG1213 docker-compose.yml block");
    }

    [Fact]
    public void Secrets_of_Kubernetes_are_only_base64()
    {
        static string Secret(string name, string value) => $"apiVersion: v1\nkind: Secret\nmetadata:\n  name: app\ntype: Opaque\ndata:\n  {name}: {Base64(value)}\n";
        IReadOnlyList<Finding> found = Leaks("a.zip", SampleSecrets.GitHub(4), t => Zip(("k8s/secret.yaml", Secret("token", t))), "AG1001 k8s/secret.yaml block");
        Assert.Equal(("base64 > utf-8", 7), (found[0].Encoding, found[0].Location.Line));
        Leaks("b.zip", Password(), t => Zip(("k8s/secret.yaml", Secret("db", $"Server=db.contoso.net;User ID=app;Password={t};"))), "AG1212 k8s/secret.yaml block");
        Leaks("c.zip", Password(), t => Zip(("k8s/secret.yaml", Secret(".dockerconfigjson", $$"""{"auths":{"registry.contoso.net":{"auth":"{{Base64("build:" + t)}}" } } }"""))), "AG3003 k8s/secret.yaml block");
        using RSA rsa = RSA.Create(2048);
        string key = rsa.ExportPkcs8PrivateKeyPem();
        Leaks("d.zip", key, t => Zip(("k8s/secret.yaml", Secret("tls.key", t))), "AG2001 k8s/secret.yaml block");
    }
}
