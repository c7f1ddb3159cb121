using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text.Json;

namespace ArtifactGate.Tasks.Containers;

/// <summary>
/// The image that is about to be made, as far as the project decides its configuration: an OCI image layout without layers. So the settings
/// are looked at, and told of, exactly as in an image that was pulled. It stays in memory: what is looked for may be in it.
/// </summary>
internal static class PlannedImage
{
    /// <summary>The layout as a tar.</summary>
    public static MemoryStream Write(IReadOnlyList<ImageSetting> settings)
    {
        var stream = new MemoryStream();
        using (var tar = new TarWriter(stream, leaveOpen: true))
        {
            object Add(byte[] content, string mediaType)
            {
                string digest = Convert.ToHexStringLower(SHA256.HashData(content));
                AddFile(tar, "blobs/sha256/" + digest, content);
                return new { mediaType, digest = "sha256:" + digest, size = content.Length };
            }

            AddFile(tar, "oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}"u8.ToArray());
            object config = Add(Configuration(settings), "application/vnd.oci.image.config.v1+json");
            object manifest = Add(JsonSerializer.SerializeToUtf8Bytes(new { schemaVersion = 2, config, layers = Array.Empty<object>() }), "application/vnd.oci.image.manifest.v1+json");
            AddFile(tar, "index.json", JsonSerializer.SerializeToUtf8Bytes(new { schemaVersion = 2, manifests = new[] { manifest } }));
        }

        stream.Position = 0;
        return stream;
    }

    private static byte[] Configuration(IReadOnlyList<ImageSetting> settings)
    {
        IEnumerable<string> List(string name) => settings.Where(s => s.Member.StartsWith(name + "[", StringComparison.Ordinal)).Select(s => s.Text);
        string? Single(string name) => settings.FirstOrDefault(s => s.Member == name)?.Text;

        // A label that is set twice ships as one of both; nobody needs to know which if both are looked at.
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("config");
            foreach (string name in new[] { "Env", "Entrypoint", "Cmd" })
            {
                writer.WritePropertyName(name);
                JsonSerializer.Serialize(writer, List(name));
            }

            writer.WriteStartObject("Labels");
            foreach (ImageSetting label in settings.Where(s => s.Member.StartsWith(ImageSettings.LabelPrefix, StringComparison.Ordinal)))
            {
                writer.WriteString(label.Member[ImageSettings.LabelPrefix.Length..], label.Text);
            }

            writer.WriteEndObject();
            writer.WriteString("User", Single("User"));
            writer.WriteString("WorkingDir", Single("WorkingDir"));
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void AddFile(TarWriter tar, string name, byte[] content) =>
        tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content), ModificationTime = DateTimeOffset.UnixEpoch });
}
