using System.Text.Json;
using System.Text.RegularExpressions;

namespace ArtifactGate.Tasks;

/// <summary>
/// The manifest of what a web project publishes below <c>wwwroot</c>: these files are no items of publish. A name in it may hold a fingerprint that the
/// published file has or has not: <c>site#[.{fingerprint}]?.js</c>.
/// </summary>
internal static partial class StaticWebAssets
{
    private const string Folder = "wwwroot/";

    /// <summary>Published names, relative to the publish folder, with their sources; a compressed copy comes from the file that it is a copy of.</summary>
    /// <param name="manifest">The manifest, absolute; nothing when there is none. Null when it cannot be read, or is of a form that only another SDK knows.</param>
    public static IReadOnlyList<(string Target, string Source)>? Read(string? manifest)
    {
        if (string.IsNullOrEmpty(manifest) || !File.Exists(manifest))
        {
            return [];
        }

        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(manifest));
            return [.. json.RootElement.GetProperty("Assets").EnumerateArray().SelectMany(NamesOf)];
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static IEnumerable<(string Target, string Source)> NamesOf(JsonElement asset)
    {
        string Member(string name) => asset.TryGetProperty(name, out JsonElement value) ? value.GetString() ?? "" : "";
        string identity = asset.GetProperty("Identity").GetString() ?? "", name = asset.GetProperty("RelativePath").GetString() ?? "";
        string source = Member("RelatedAsset") is { Length: > 0 } related ? related : identity;
        string folder = Member("BasePath").Trim('/');
        string pattern = Folder + (folder.Length > 0 ? folder + "/" : "") + name.Replace('\\', '/');
        string Marked(Match token) => token.Groups["text"].Value.Replace("{fingerprint}", Member("Fingerprint"), StringComparison.Ordinal)
            .Replace("{fingerprint=", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal);
        return [(Token().Replace(pattern, ""), source), (Token().Replace(pattern, Marked), source)];
    }

    [GeneratedRegex(@"#\[(?<text>[^\]]*)\][?!]?")]
    private static partial Regex Token();
}
