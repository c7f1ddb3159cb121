using System.Text;
using System.Text.Json;

namespace ArtifactGate.Artifacts.Images;

/// <summary>
/// The configuration of an image (OCI image specification, image configuration): every text in it is a fragment that the report calls by its
/// place, <c>Env[2]</c>, <c>Labels.name</c>, <c>history[3]</c>.
/// </summary>
/// <param name="root">The document.</param>
internal sealed class ImageConfig(JsonElement root)
{
    // Shorter names of members carry nothing; labels and volumes are named by whoever builds the image.
    private const int ShortName = 16;

    /// <summary>What made each layer, from the lowest on: the history without the steps that made none.</summary>
    public IReadOnlyList<string> Instructions { get; } = root.ValueKind == JsonValueKind.Object
        && root.TryGetProperty("history", out JsonElement history) && history.ValueKind == JsonValueKind.Array
        ? [.. history.EnumerateArray().Select((step, i) => (Step: step, Index: i)).Where(s => !IsEmptyLayer(s.Step))
            .Select(s => HistoryStep.Describe(TextOf(s.Step, "created_by"), s.Index))]
        : [];

    /// <summary>Every text, at <paramref name="path"/>.</summary>
    public IEnumerable<ContentNode> Fragments(ArtifactPath path) => Fragments(root, "").Select(f =>
    {
        byte[] text = Encoding.UTF8.GetBytes(f.Text);
        return new ContentNode(path, () => new MemoryStream(text, writable: false)) { Length = text.Length, Label = f.Label, Member = f.Member };
    });

    private static IEnumerable<(string Member, string Label, string Text)> Fragments(JsonElement element, string member)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                string text = element.GetString()!;
                yield return (member, LabelOf(member, text), text);
                break;
            case JsonValueKind.Array:
                int index = 0;
                foreach (JsonElement item in element.EnumerateArray())
                {
                    foreach (var fragment in Fragments(item, FormattableString.Invariant($"{member}[{index}]")))
                    {
                        yield return fragment;
                    }

                    index++;
                }

                break;
            case JsonValueKind.Object:
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    string inner = Join(member, property.Name);
                    if (property.Name.Length >= ShortName)
                    {
                        yield return (member, member, property.Name);
                    }

                    foreach (var fragment in Fragments(property.Value, inner))
                    {
                        yield return fragment;
                    }
                }

                break;
        }
    }

    // What a container runs with is meant when no more is said, and a step of the history is one thing.
    private static string Join(string member, string name) =>
        member.Length == 0 ? name == "config" ? "" : name
        : member.StartsWith("history[", StringComparison.Ordinal) ? member
        : $"{member}.{name}";

    private static string LabelOf(string member, string text) =>
        member.StartsWith("Env[", StringComparison.Ordinal) && text.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals ? text[..equals] : member;

    private static bool IsEmptyLayer(JsonElement step) =>
        step.ValueKind == JsonValueKind.Object && step.TryGetProperty("empty_layer", out JsonElement empty) && empty.ValueKind == JsonValueKind.True;

    private static string? TextOf(JsonElement step, string name) =>
        step.ValueKind == JsonValueKind.Object && step.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString() : null;
}
