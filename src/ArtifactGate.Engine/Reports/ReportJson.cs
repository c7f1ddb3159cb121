using System.Buffers;
using System.Globalization;
using System.Text;
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
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            document(json);
        }

        output.Write(Encoding.UTF8.GetBytes(Escape(Encoding.UTF8.GetString(buffer.WrittenSpan))));
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

    // The encoder lets characters pass that reorder or hide text. Outside of strings JSON has none of these, so they can be
    // escaped afterwards; a reader gets the same strings.
    private static string Escape(string json)
    {
        var text = new StringBuilder(json.Length);
        Span<char> units = stackalloc char[2];
        foreach (Rune rune in json.EnumerateRunes())
        {
            if (rune.Value is not ('\n' or ' ') && Printable.IsHarmful(rune))
            {
                foreach (char unit in units[..rune.EncodeToUtf16(units)])
                {
                    text.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}");
                }
            }
            else
            {
                text.Append(rune);
            }
        }

        return text.ToString();
    }
}
