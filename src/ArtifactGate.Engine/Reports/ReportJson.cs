using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ArtifactGate.Engine.Reports;

/// <summary>How the JSON reports are written: two spaces, <c>\n</c>, and nothing in a string that a terminal or an editor could act on.</summary>
internal static class ReportJson
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",

        // The report is a file or a stream, not part of a page; '>' and '+' stay readable in it.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes one document and a line break.</summary>
    public static void Write(Stream output, Action<Utf8JsonWriter> document)
    {
        var buffer = new EscapingBuffer(output);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            document(json);
        }

        buffer.Complete();
        output.Write("\n"u8);
    }

    /// <summary>A moment as <c>2026-03-01T12:00:00Z</c>.</summary>
    public static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A member that is a number or null.</summary>
    public static void NumberOrNull(this Utf8JsonWriter json, string name, int? value)
    {
        if (value is int number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
