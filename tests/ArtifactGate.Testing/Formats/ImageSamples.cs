using System.Text;
using System.Text.Json.Nodes;

namespace ArtifactGate.Testing.Formats;

/// <summary>Container images.</summary>
public static class ImageSamples
{
    /// <summary>The makers, see <see cref="FormatSamples.Makers"/>.</summary>
    public static IReadOnlyDictionary<string, FormatMaker> Makers { get; } = new Dictionary<string, FormatMaker>
    {
        ["OCI image"] = new(Carries.Tree, (_, items) => Image(items, out string layer) is var image
            ? new("image", TestImage.TarOf(image.Layout()), item => $"{layer}!{item.Name}") : null),
        ["docker image"] = new(Carries.Tree, (_, items) => Image(items, out string layer) is var image
            ? new("image", TestImage.TarOf(image.DockerArchive()), item => $"{layer[7..]}/layer.tar!{item.Name}") : null),
        ["OCI image, environment"] = new(Carries.Named, (_, items) => new("image", TestImage.TarOf(WithEnvironment(items)), _ => "config")
        {
            MemberOf = item => $"Env[{items.ToList().IndexOf(item)}]",
        }),
    };

    private static TestImage Image(IReadOnlyList<PayloadItem> items, out string layer)
    {
        var image = new TestImage();
        layer = image.AddLayer("COPY . /dir/ # buildkit", compress: true, [.. items.Select(i => (i.Name, i.Content))]);
        return image;
    }

    // Without the history, which tells every variable once more.
    private static IReadOnlyDictionary<string, byte[]> WithEnvironment(IReadOnlyList<PayloadItem> items) =>
        Image([new("dir/other.txt", "nothing\n"u8.ToArray())], out _).LayoutWith(config =>
        {
            JsonNode root = JsonNode.Parse(config)!;
            root["config"]!["Env"] = new JsonArray([.. items.Select(i => (JsonNode)$"{i.Name}={i.Text}")]);
            return Encoding.UTF8.GetBytes(root.ToJsonString());
        });
}
