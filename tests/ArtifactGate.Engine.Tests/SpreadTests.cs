using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ArtifactGate.Engine.Reports;
using ArtifactGate.Testing;

namespace ArtifactGate.Engine.Tests;

/// <summary>One leaked credential is one entry with many places, in whatever file, form and artifact it is.</summary>
public sealed class SpreadTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("artifactgate-spread-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_same_token_in_several_artifacts_is_one_group_in_every_report()
    {
        string token = SampleSecrets.GitHub(11);
        GateResult result = Scan(
            ("a.txt", Encoding.UTF8.GetBytes($"x: {token}\n")),
            ("b.txt", Encoding.Unicode.GetBytes($"x: {token}\n")),
            ("c.txt", Encoding.UTF8.GetBytes($"x: {Convert.ToBase64String(Encoding.UTF8.GetBytes(token))}\ny: {SampleSecrets.GitHub(12)}\n")));
        Assert.Equal(4, result.Findings.Count);
        string group = result.Findings[0].Group;
        Assert.Equal([true, true, true, false], result.Findings.Select(f => f.Group == group && f.Fingerprint == group));

        string text = Report(new TextReportWriter(), result);
        Assert.Contains("Blocking (2)", text, StringComparison.Ordinal);
        Assert.Equal(2, text.Split("AG1001 ").Length - 1);
        JsonElement sarif = JsonDocument.Parse(Report(new SarifReportWriter(), result)).RootElement.GetProperty("runs")[0].GetProperty("results");
        Assert.Equal([2, 2, 2, 0], sarif.EnumerateArray().Select(r => r.TryGetProperty("relatedLocations", out JsonElement related) ? related.GetArrayLength() : 0));
        Assert.Contains("and 2 more places", sarif[0].GetProperty("message").GetProperty("text").GetString(), StringComparison.Ordinal);
        JsonElement json = JsonDocument.Parse(Report(new JsonReportWriter(), result)).RootElement.GetProperty("findings");
        Assert.Equal(2, json.EnumerateArray().Select(f => f.GetProperty("group").GetString()).Distinct().Count());
    }

    [Fact]
    public void The_same_key_in_every_container_is_one_group()
    {
        Assert.SkipWhen(ProgramRun.Find("openssl") is null || ProgramRun.Find("keytool") is null, "needs openssl and keytool");
        Make("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out", "cert.pem", "-days", "2", "-subj", "/CN=spread");
        Make("openssl", "rsa", "-in", "key.pem", "-outform", "DER", "-out", "key.der");
        Make("openssl", "rsa", "-in", "key.pem", "-traditional", "-out", "old.pem");
        Make("openssl", "pkcs12", "-export", "-inkey", "key.pem", "-in", "cert.pem", "-out", "key.pfx", "-passout", "pass:changeit", "-name", "a");
        Make("keytool", "-importkeystore", "-srckeystore", "key.pfx", "-srcstoretype", "PKCS12", "-srcstorepass", "changeit",
            "-destkeystore", "key.jks", "-deststoretype", "JKS", "-deststorepass", "changeit", "-destkeypass", "changeit");
        string[] files = ["key.pem", "old.pem", "key.der", "key.pfx", "key.jks"];
        GateResult result = Run(files);
        Assert.Equal(files.Order(StringComparer.Ordinal), result.Findings.Select(f => f.Path.Artifact));
        Assert.Single(result.Findings.Select(f => f.Group).Distinct());
        Assert.Single(result.Findings.Select(f => f.Fingerprint).Distinct());
        using RSA rsa = RSA.Create();
        rsa.ImportFromPem(File.ReadAllText(Path.Combine(_folder, "key.pem")));
        string expected = "SHA256:" + Convert.ToHexStringLower(SHA256.HashData(rsa.ExportSubjectPublicKeyInfo()));
        Assert.All(result.Findings, f => Assert.Equal(expected, f.Details["publicKey"]));

        string text = Report(new TextReportWriter(), result);
        Assert.Contains("Blocking (1)", text, StringComparison.Ordinal);
        Assert.Contains("found as", text, StringComparison.Ordinal);
    }

    private static string Report(IReportWriter writer, GateResult result)
    {
        var output = new MemoryStream();
        writer.Write(result, output);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private void Make(string program, params string[] arguments)
    {
        ProgramRun run = ProgramRun.Start(program, arguments, _folder);
        Assert.True(run.ExitCode == 0, run.Output);
    }

    private GateResult Scan(params (string Name, byte[] Content)[] files)
    {
        foreach ((string name, byte[] content) in files)
        {
            File.WriteAllBytes(Path.Combine(_folder, name), content);
        }

        return Run([.. files.Select(f => f.Name)]);
    }

    private GateResult Run(params string[] names) => new Gate().Run(new GateOptions
    {
        WorkingDirectory = _folder,
        Now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
        Artifacts = [.. names.Select(n => new ArtifactInput(n, Path.Combine(_folder, n)))],
    });
}
