
namespace ArtifactGate.Testing.Formats;

/// <summary>Container images.</summary>
public static class ImageSamples
{
    /// <summary>The samples, see <see cref="FormatSamples.Makers"/>.</summary>
    public static IReadOnlyDictionary<string, Func<string, FormatSample?>> Makers { get; } = new Dictionary<string, Func<string, FormatSample?>>
    {
        ["OCI image"] = _ => new("image", TestImage.TarOf(Image().Layout()), "sha256:*!dir/canary.txt"),
        ["docker image"] = _ => new("image", TestImage.TarOf(Image().DockerArchive()), "*/layer.tar!dir/canary.txt"),
    };

    private static TestImage Image()
    {
        var image = new TestImage();
        image.AddLayer("COPY . /dir/ # buildkit", compress: true, ("dir/canary.txt", FormatSamples.Text()));
        return image;
    }
}
