using System.Text.Json;
using ArtifactGate.Testing;

namespace ArtifactGate.Tool.Tests.Registry;

/// <summary>What registries do besides answering: token services, broken connections, wrong content, addresses that are none.</summary>
public sealed class RegistryTests : IDisposable
{
    private readonly RegistryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_index_is_followed_to_every_platform()
    {
        using var registry = new StubRegistry(RegistryFolder.Layout());
        (int exit, JsonElement report) = _folder.Scan($"oci://{registry.Address}/app");
        Assert.Equal(1, exit);
        Assert.Equal(2, report.GetProperty("findings").GetArrayLength());
        Assert.Single(report.GetProperty("findings").EnumerateArray().Select(f => f.GetProperty("group").GetString()).Distinct());
        Assert.Equal(["linux-amd64", "linux-arm64"], report.GetProperty("findings").EnumerateArray().Select(f => f.GetProperty("details").GetProperty("image").GetString()).Order());
        Assert.Contains("GET /v2/app/manifests/latest", registry.Requests);
    }

    [Fact]
    public void A_token_service_is_asked_with_the_login()
    {
        string login = $"ann:{Guid.NewGuid():N}";
        using var registry = new StubRegistry(RegistryFolder.Layout()) { Login = login };
        _folder.LogIn(registry.Address, login);
        Assert.Equal(1, _folder.Scan($"oci://{registry.Address}/app:1").ExitCode);
        Assert.Single(registry.Requests, "GET /token Basic");
        Assert.All(registry.Requests.Where(r => r.Contains("/blobs/", StringComparison.Ordinal)), r => Assert.EndsWith(" Bearer", r, StringComparison.Ordinal));
    }

    [Fact]
    public void A_wrong_login_is_told_and_never_repeated()
    {
        string login = $"ann:{Guid.NewGuid():N}";
        using var registry = new StubRegistry(RegistryFolder.Layout()) { Login = login };
        _folder.LogIn(registry.Address, login + "x");
        ToolRun run = _folder.Start("scan", $"oci://{registry.Address}/app:1");
        run.AssertOneLine("the token service of");
        Assert.DoesNotContain(login[4..], run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://registry.invalid/token")]
    [InlineData("no address")]
    public void A_login_is_not_sent_in_clear_to_another_machine(string realm)
    {
        using var registry = new StubRegistry(RegistryFolder.Layout()) { Login = "a:b", Realm = realm };
        _folder.LogIn(registry.Address, "a:b");
        _folder.Start("scan", $"oci://{registry.Address}/app:1").AssertOneLine("names no token service that can be asked safely");
    }

    [Fact]
    public void A_credential_helper_is_asked()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The helper of this test is a shell script.");
        string login = $"ann:{Guid.NewGuid():N}";
        using var registry = new StubRegistry(RegistryFolder.Layout()) { Login = login };
        _folder.WriteConfig(JsonSerializer.Serialize(new { credHelpers = new Dictionary<string, string> { [registry.Address] = "test" } }));
        string address = $"oci://{registry.Address}/app:1";
        _folder.Start("scan", address).AssertOneLine("'docker-credential-test', which keeps the logins for registries, is not on the path");

        WriteHelper("echo 'credentials not found in native keychain'; exit 1");
        _folder.Start("scan", address).AssertOneLine("answered 401");
        WriteHelper("echo 'no such luck'; exit 1");
        _folder.Start("scan", address).AssertOneLine("'docker-credential-test' gives no login");
        WriteHelper($$"""read server; [ "$1 $server" = "get {{registry.Address}}" ] && echo '{"ServerURL":"","Username":"ann","Secret":"{{login[4..]}}"}'""");
        Assert.Equal(1, _folder.Scan(address).ExitCode);
    }

    [Fact]
    public void A_busy_registry_is_asked_again_and_a_broken_connection_is_taken_up_where_it_broke()
    {
        using var registry = new StubRegistry(RegistryFolder.Layout()) { Busy = 2, BreakAfter = 100, Breaks = 2 };
        (int exit, JsonElement report) = _folder.Scan($"oci://{registry.Address}/app:1");
        Assert.Equal(1, exit);
        Assert.Empty(report.GetProperty("unread").EnumerateArray());
        Assert.Equal(2, report.GetProperty("findings").GetArrayLength());
    }

    [Fact]
    public void A_connection_that_breaks_for_good_leaves_the_layer_unread()
    {
        using var registry = new StubRegistry(Large()) { BreakAfter = 1000, Breaks = 1, Ranges = false };
        (int exit, JsonElement report) = _folder.Scan($"oci://{registry.Address}/app:1");
        Assert.Equal(3, exit);
        JsonElement unread = Assert.Single(report.GetProperty("unread").EnumerateArray());
        Assert.Equal("corrupt", unread.GetProperty("reason").GetString());
        Assert.Contains("cannot go on where it stopped", unread.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("longer")]
    [InlineData("shorter")]
    [InlineData("other")]
    public void A_layer_that_is_not_what_its_digest_says_is_unread(string how)
    {
        using var registry = new StubRegistry(Large())
        {
            Change = (path, bytes) => bytes.Length < 10_000 ? bytes : how switch
            {
                "longer" => [.. bytes, 0],
                "shorter" => bytes[..^1],
                _ => [.. bytes[..^1], (byte)(bytes[^1] ^ 1)],
            },
        };
        (int exit, JsonElement report) = _folder.Scan($"oci://{registry.Address}/app:1");
        Assert.Equal(3, exit);
        Assert.Equal("corrupt", report.GetProperty("unread")[0].GetProperty("reason").GetString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_layer_is_read_as_it_comes_and_kept_nowhere(bool compress)
    {
        byte[] noise = new byte[50_000];
        new Random(5).NextBytes(noise);
        var image = new TestImage();
        image.AddLayer("COPY . .", compress, ("./", []), ("./noise.bin", noise), ("./key.txt", System.Text.Encoding.UTF8.GetBytes(RegistryFolder.Token)));
        using var registry = new StubRegistry(image.Layout());
        (int exit, JsonElement report) = _folder.Scan($"oci://{registry.Address}/app:1", "--max-spool", "1000");
        Assert.Equal(1, exit);
        Assert.Empty(report.GetProperty("unread").EnumerateArray());
        Assert.EndsWith("!key.txt", Assert.Single(report.GetProperty("findings").EnumerateArray()).GetProperty("path").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_platform_and_a_layer_that_the_registry_lacks_are_unread()
    {
        string? missing = null;
        using var registry = new StubRegistry(RegistryFolder.Layout())
        {
            Change = (path, bytes) => path.Contains("/manifests/sha256", StringComparison.Ordinal) && (missing ??= path) == path ? null : bytes,
        };
        (int exit, JsonElement report) = _folder.Scan($"oci://{registry.Address}/app:1");
        Assert.Equal(1, exit);
        Assert.Equal("unsupported", Assert.Single(report.GetProperty("unread").EnumerateArray()).GetProperty("reason").GetString());

        using var second = new StubRegistry(Large()) { Change = (_, bytes) => bytes.Length < 10_000 ? bytes : null };
        (exit, report) = _folder.Scan($"oci://{second.Address}/app:1");
        Assert.Equal(3, exit);
        Assert.Contains("does not have sha256:", Assert.Single(report.GetProperty("unread").EnumerateArray()).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("oci://app", "it needs a registry and a repository")]
    [InlineData("oci://127.0.0.1:1/App:1", "the repository is not made of lower case words")]
    [InlineData("oci://127.0.0.1:1/app:", "the tag is not made of")]
    [InlineData("oci://127.0.0.1:1/app@sha256:12", "behind '@' stands no sha256 or sha512 digest")]
    [InlineData("oci://127.0.0.1:1/app@a@b", "it has more than one '@'")]
    [InlineData("oci://127.0.0.1:1/app:1", "127.0.0.1:1 cannot be reached (connection refused)")]
    [InlineData("docker://127.0.0.1:1/app:1", "of addresses only those of images can be read")]
    public void What_cannot_be_asked_for_is_one_line(string address, string complaint) => _folder.Start("scan", address).AssertOneLine(complaint);

    [Fact]
    public void A_login_in_an_address_is_not_repeated()
    {
        string password = Guid.NewGuid().ToString("N");
        ToolRun run = _folder.Start("scan", $"oci://ann:{password}@127.0.0.1:1/app:1");
        run.AssertOneLine("takes no user and password");
        Assert.DoesNotContain(password, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""{"auths":{"127.0.0.1:1":{"auth":"%%"}}}""")]
    public void A_file_of_logins_that_is_none_is_named(string content)
    {
        _folder.WriteConfig(content);
        _folder.Start("scan", "oci://127.0.0.1:1/app:1").AssertOneLine("config.json");
    }

    private static IReadOnlyDictionary<string, byte[]> Large()
    {
        var noise = new byte[200_000];
        new Random(4).NextBytes(noise);
        var image = new TestImage();
        image.AddLayer("COPY noise", compress: false, ("noise.bin", noise));
        return image.Layout();
    }

    private void WriteHelper(string script)
    {
        string program = Path.Combine(_folder.Root, "docker-credential-test");
        File.WriteAllText(program, "#!/bin/sh\n" + script + "\n");
        Assert.Equal(0, ProgramRun.Start("chmod", ["700", program], _folder.Root).ExitCode);
    }
}
