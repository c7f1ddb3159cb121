using System.Text.Json;
using ArtifactGate.Testing;
using ArtifactGate.Tool.Tests.Registry;

namespace ArtifactGate.Tool.Tests.Caching;

/// <summary>A layer that is known as clean is not pulled again; the others are.</summary>
public sealed class LayerCacheTests : IDisposable
{
    private readonly RegistryFolder _folder = new();

    public LayerCacheTests() => _folder.Variables["ARTIFACTGATE_CACHE_KEY"] = Guid.NewGuid().ToString("N");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_clean_layer_is_not_pulled_again_and_a_bad_one_is()
    {
        using var registry = new StubRegistry(RegistryFolder.Layout());
        string address = $"oci://{registry.Address}/app";
        (int exit, JsonElement first) = _folder.Scan(address, "--cache", "cache");
        int before = Blobs(registry);
        (int again, JsonElement second) = _folder.Scan(address, "--cache", "cache");
        Assert.Equal((1, 1), (exit, again));
        // Manifests are content as well; the two layers with the credential are read again.
        Assert.Equal((0, 6), Use(first));
        Assert.Equal((4, 2), Use(second));
        Assert.Equal(before - 1, Blobs(registry) - before);
        Assert.Equal(first.GetProperty("artifacts").GetRawText(), second.GetProperty("artifacts").GetRawText());
        Assert.Equal(first.GetProperty("findings").GetRawText(), second.GetProperty("findings").GetRawText());
    }

    [Fact]
    public void In_a_folder_the_name_of_a_layer_proves_nothing()
    {
        var clean = new TestImage { Name = "clean" };
        string layer = clean.AddLayer("COPY app", compress: false, ("app/x.txt", "nothing"u8.ToArray()));
        string folder = _folder.Write(clean.Layout());
        Assert.Equal(0, _folder.Start("scan", "layout", "--cache", "cache").ExitCode);
        byte[] bad = TestImage.TarOf(("app/x.txt", System.Text.Encoding.UTF8.GetBytes(RegistryFolder.Token)));
        File.WriteAllBytes(Path.Combine(folder, "blobs", layer.Replace(':', '/')), bad);
        ToolRun run = _folder.Start("scan", "layout", "--cache", "cache");
        Assert.Equal(1, run.ExitCode);
    }

    private static int Blobs(StubRegistry registry) => registry.Requests.Count(r => r.Contains("/blobs/", StringComparison.Ordinal));

    private static (int Known, int Scanned) Use(JsonElement report) =>
        (report.GetProperty("cache").GetProperty("known").GetInt32(), report.GetProperty("cache").GetProperty("scanned").GetInt32());
}
