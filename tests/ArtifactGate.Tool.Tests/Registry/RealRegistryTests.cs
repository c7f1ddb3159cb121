using System.Text.Json;
using ArtifactGate.Testing;

namespace ArtifactGate.Tool.Tests.Registry;

/// <summary>Images pulled from a real registry, pushed there by skopeo.</summary>
public sealed class RealRegistryTests : IDisposable
{
    private readonly RegistryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_platform_of_a_pushed_image_is_scanned()
    {
        using RegistryServer registry = Start();
        Push(registry, "linux-amd64", "app:one");
        string digest = Push(registry, "linux-arm64", "app:two");

        (int exit, JsonElement report) = _folder.Scan($"oci://{registry.Address}/team/app:two");

        Assert.Equal(1, exit);
        JsonElement artifact = report.GetProperty("artifacts")[0];
        Assert.Equal("oci-image", artifact.GetProperty("kind").GetString());
        Assert.Equal(digest, "sha256:" + artifact.GetProperty("sha256").GetString());
        Assert.InRange(artifact.GetProperty("size").GetInt64(), 500, 5000);
        JsonElement finding = Assert.Single(report.GetProperty("findings").EnumerateArray());
        Assert.Matches("^sha256:[0-9a-f]{64}!app/settings.json$", finding.GetProperty("path").GetString());
        Assert.Empty(report.GetProperty("unread").EnumerateArray());
    }

    [Fact]
    public void An_image_is_found_by_its_digest_too()
    {
        using RegistryServer registry = Start();
        string digest = Push(registry, "linux-amd64", "app:one");
        (int exit, JsonElement report) = _folder.Scan($"oci://{registry.Address}/team/app@{digest}");
        Assert.Equal(1, exit);
        Assert.Equal("app/settings.json", report.GetProperty("findings")[0].GetProperty("segments")[1].GetString());
    }

    [Fact]
    public void A_login_that_docker_left_behind_is_used_and_without_it_nothing_is_decided()
    {
        Assert.SkipWhen(ProgramRun.Find("htpasswd") is null, "htpasswd must be installed.");
        string password = Guid.NewGuid().ToString("N");
        string passwords = Path.Combine(_folder.Root, "htpasswd");
        File.WriteAllText(passwords, ProgramRun.Start("htpasswd", ["-Bbn", "ann", password], _folder.Root).Output);
        using RegistryServer registry = Start(passwords);
        Push(registry, "linux-amd64", "app:one", "--dest-creds", $"ann:{password}");
        string address = $"oci://{registry.Address}/team/app:one";

        _folder.Start("scan", address).AssertOneLine($"{registry.Address} wants a login for team/app, and there is none");
        _folder.LogIn(registry.Address, "ann:wrong");
        _folder.Start("scan", address).AssertOneLine("does not let this login read team/app");
        _folder.LogIn(registry.Address, $"ann:{password}");
        Assert.Equal(1, _folder.Scan(address).ExitCode);
    }

    [Fact]
    public void What_is_not_there_is_an_error_before_anything_is_scanned()
    {
        using RegistryServer registry = Start();
        Push(registry, "linux-amd64", "app:one");
        _folder.Start("scan", $"oci://{registry.Address}/team/app:one", $"oci://{registry.Address}/team/app:none")
            .AssertOneLine("has no team/app with the tag none");
        _folder.Start("scan", $"oci://{registry.Address}/team/other:one").AssertOneLine("has no team/other");
    }

    private static RegistryServer Start(string? passwords = null)
    {
        Assert.SkipWhen(ProgramRun.Find("docker-registry") is null || ProgramRun.Find("skopeo") is null, "docker-registry and skopeo must be installed.");
        return RegistryServer.Start(passwords)!;
    }

    private string Push(RegistryServer registry, string image, string target, params string[] options)
    {
        string layout = _folder.Write(RegistryFolder.Layout());
        string digestFile = Path.Combine(_folder.Root, "digest");
        ProgramRun run = ProgramRun.Start("skopeo", ["copy", "-q", "--insecure-policy", "--dest-tls-verify=false", "--digestfile", digestFile, .. options, $"oci:{layout}:{image}", $"docker://{registry.Address}/team/{target}"], _folder.Root);
        Assert.True(run.ExitCode == 0, run.Output);
        return File.ReadAllText(digestFile).Trim();
    }
}
