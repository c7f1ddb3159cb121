using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace ArtifactGate.Engine.Json;

/// <summary>Reads JSON that somebody else may have made: a member that stands twice could mean one thing here and another elsewhere.</summary>
internal static class StrictJson
{
    private const int MaxDepth = 16;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = MaxDepth };

    /// <summary>Reads a whole document.</summary>
    /// <exception cref="StatementException">It is no JSON, nests too deep, or has a member twice.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> utf8)
    {
        if (!Utf8.IsValid(utf8.Span))
        {
            throw new StatementException("is not UTF-8");
        }

        try
        {
            return JsonDocument.Parse(utf8, Strict);
        }
        catch (JsonException failure)
        {
            // The text of the exception may repeat what is in the file.
            throw new StatementException(string.Create(CultureInfo.InvariantCulture,
                $"is no JSON that can be trusted: cut off, nested too deep, or with a member twice, in line {(failure.LineNumber ?? 0) + 1}"));
        }
    }

    /// <summary>A member of an object.</summary>
    /// <exception cref="StatementException">It is missing, or of another kind.</exception>
    public static JsonElement Get(this JsonElement parent, string name, JsonValueKind kind) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out JsonElement value) && value.ValueKind == kind
            ? value
            : throw new StatementException($"has no {kind switch { JsonValueKind.Array => "list", JsonValueKind.Object => "object", JsonValueKind.Number => "number", _ => "text" }} '{name}' where one belongs");

    /// <summary>A text.</summary>
    /// <exception cref="StatementException">It is missing, or no text.</exception>
    public static string Text(this JsonElement parent, string name) => Unescaped(parent.Get(name, JsonValueKind.String), name);

    /// <summary>A text or null; what is missing is null.</summary>
    /// <exception cref="StatementException">It is something else.</exception>
    public static string? TextOrNull(this JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && (!parent.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null) ? null : parent.Text(name);

    /// <summary>A whole number from 0 on.</summary>
    /// <exception cref="StatementException">It is none.</exception>
    public static long Count(this JsonElement parent, string name) =>
        parent.Get(name, JsonValueKind.Number).TryGetInt64(out long number) && number >= 0 ? number : throw new StatementException($"has a '{name}' that is no count");

    /// <summary>64 hexadecimal digits.</summary>
    /// <exception cref="StatementException">It is something else.</exception>
    public static string Sha256(this JsonElement parent, string name) =>
        parent.Text(name) is { Length: 64 } text && text.All(char.IsAsciiHexDigitLower) ? text : throw new StatementException($"has a '{name}' that is no SHA-256");

    /// <summary>A moment, written as RFC 3339 has it and in UTC.</summary>
    /// <exception cref="StatementException">It is something else.</exception>
    public static DateTimeOffset Moment(this JsonElement parent, string name) =>
        DateTimeOffset.TryParseExact(parent.Text(name), ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"], CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset moment)
            ? moment
            : throw new StatementException($"has a '{name}' that is no time");

    private static string Unescaped(JsonElement value, string name)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new StatementException($"has a '{name}' with half a character");
        }
    }
}
