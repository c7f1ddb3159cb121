using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace ArtifactGate.Detection.Tokens;

/// <summary>Reads the JSON object that is encoded in a part of a token.</summary>
internal static class JsonObject
{
    /// <summary>Decodes and reads the members that are asked for; false when it is no JSON object.</summary>
    public static bool TryRead(ReadOnlySpan<char> encoded, ReadOnlySpan<string> names, [NotNullWhen(true)] out Dictionary<string, JsonElement>? members)
    {
        members = null;
        byte[] buffer = ArrayPool<byte>.Shared.Rent(Base64Url.GetMaxDecodedLength(encoded.Length) + 3);
        try
        {
            if (Base64Url.DecodeFromChars(encoded, buffer, out _, out int length) != OperationStatus.Done)
            {
                return false;
            }

            // What is no object at all costs an exception to find out, so most of it is refused here.
            ReadOnlySpan<byte> json = buffer.AsSpan(0, length).Trim(" \t\r\n"u8);
            if (json is not [(byte)'{', .., (byte)'}'] || !json.Contains((byte)':'))
            {
                return false;
            }

            var reader = new Utf8JsonReader(json);
            using JsonDocument document = JsonDocument.ParseValue(ref reader);
            members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
            foreach (string name in names)
            {
                if (document.RootElement.TryGetProperty(name, out JsonElement value))
                {
                    // Text that is no Unicode is found out only when it is asked for.
                    _ = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
                    members[name] = value.Clone();
                }
            }

            return reader.BytesConsumed == json.Length;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Looked like an object and is none.
            members = null;
            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }
}
