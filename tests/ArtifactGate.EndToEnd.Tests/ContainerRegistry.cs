using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ArtifactGate.Testing;

namespace ArtifactGate.EndToEnd.Tests;

/// <summary>A real registry for the images of these tests, with two base images in it that the SDK can build upon; none where the program is missing.</summary>
public sealed class ContainerRegistry : IDisposable
{
    private const string ManifestType = "application/vnd.oci.image.manifest.v1+json";
    private const string IndexType = "application/vnd.oci.image.index.v1+json";

    private readonly RegistryServer? _server = RegistryServer.Start();
    private readonly HttpClient _client = new();

    public ContainerRegistry()
    {
        if (_server is not null)
        {
            PushBase("base/clean", "nothing");
            PushBase("base/leaking", $"key = {LayerToken}");
        }
    }

    /// <summary>The credential in a layer of the leaking base image.</summary>
    public static string LayerToken { get; } = SampleSecrets.GitHub(30);

    /// <summary>Host and port; the SDK speaks plain HTTP to a host of this name only.</summary>
    public string Address
    {
        get
        {
            Assert.SkipWhen(_server is null, "docker-registry must be installed.");
            return _server.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        }
    }

    /// <summary>The tags that a repository has; empty when there is no such repository.</summary>
    public string[] Tags(string repository)
    {
        using HttpResponseMessage answer = _client.GetAsync(new Uri($"http://{Address}/v2/{repository}/tags/list")).GetAwaiter().GetResult();
        return answer.StatusCode == System.Net.HttpStatusCode.NotFound ? [] :
            [.. JsonDocument.Parse(answer.Content.ReadAsStringAsync().GetAwaiter().GetResult()).RootElement.GetProperty("tags").EnumerateArray().Select(t => t.GetString()!).Order(StringComparer.Ordinal)];
    }

    public void Dispose()
    {
        _client.Dispose();
        _server?.Dispose();
    }

    // One image for each platform, and an index over both.
    private void PushBase(string repository, string text)
    {
        byte[] tar = TestImage.TarOf(("etc/base", Encoding.UTF8.GetBytes(text)));
        byte[] layer = TestImage.Gzip(tar);
        PushBlob(repository, layer);
        object[] manifests = [.. new[] { "amd64", "arm64" }.Select(architecture =>
        {
            byte[] config = Json(new
            {
                architecture,
                os = "linux",
                config = new { Env = new[] { "PATH=/bin" } },
                rootfs = new { type = "layers", diff_ids = new[] { TestImage.Digest(tar) } },
                history = new[] { new { created_by = "COPY base" } },
            });
            PushBlob(repository, config);
            byte[] manifest = Json(new
            {
                schemaVersion = 2,
                mediaType = ManifestType,
                config = new { mediaType = "application/vnd.oci.image.config.v1+json", digest = TestImage.Digest(config), size = config.Length },
                layers = new[] { new { mediaType = "application/vnd.oci.image.layer.v1.tar+gzip", digest = TestImage.Digest(layer), size = layer.Length } },
            });
            Send(HttpMethod.Put, new Uri($"http://{Address}/v2/{repository}/manifests/{TestImage.Digest(manifest)}"), manifest, ManifestType);
            return (object)new { mediaType = ManifestType, digest = TestImage.Digest(manifest), size = manifest.Length, platform = new { architecture, os = "linux" } };
        })];
        Send(HttpMethod.Put, new Uri($"http://{Address}/v2/{repository}/manifests/1"), Json(new { schemaVersion = 2, mediaType = IndexType, manifests }), IndexType);
    }

    private void PushBlob(string repository, byte[] blob)
    {
        Uri upload = Send(HttpMethod.Post, new Uri($"http://{Address}/v2/{repository}/blobs/uploads/"), [], null)!;
        string separator = upload.Query.Length == 0 ? "?" : "&";
        Send(HttpMethod.Put, new Uri(upload + separator + "digest=" + TestImage.Digest(blob)), blob, "application/octet-stream");
    }

    private Uri? Send(HttpMethod method, Uri address, byte[] content, string? type)
    {
        using var request = new HttpRequestMessage(method, address) { Content = new ByteArrayContent(content) };
        request.Content.Headers.ContentType = type is null ? null : new MediaTypeHeaderValue(type);
        using HttpResponseMessage answer = _client.Send(request);
        answer.EnsureSuccessStatusCode();
        return answer.Headers.Location is { } location ? new Uri(address, location) : null;
    }

    private static byte[] Json(object value) => JsonSerializer.SerializeToUtf8Bytes(value);
}
