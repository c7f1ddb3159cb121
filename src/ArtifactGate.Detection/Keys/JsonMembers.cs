using System.Text;
using ArtifactGate.Detection.Content;

namespace ArtifactGate.Detection.Keys;

/// <summary>Keys as flat JSON objects: the braces are the nearest on both sides. Also inside a text that is itself a JSON value.</summary>
internal static class JsonMembers
{
    /// <summary>The most characters before an anchor that are looked at for the beginning.</summary>
    public const int MaxBefore = 512;

    /// <summary>Finds the object around an anchor.</summary>
    /// <param name="text">The text, as far as it may belong to the object.</param>
    /// <param name="anchorAt">Where an anchor stands in it.</param>
    /// <param name="mayBeginThere">Whether an object whose beginning is too far away is read from the anchor on, without the members before.</param>
    /// <param name="start">First character.</param>
    /// <param name="length">Characters.</param>
    /// <param name="open">Whether the text ended before the object did.</param>
    public static bool Locate(ReadOnlySpan<char> text, int anchorAt, bool mayBeginThere, out int start, out int length, out bool open)
    {
        start = length = 0;
        open = false;
        int from = Math.Max(0, anchorAt - MaxBefore), brace = text[from..anchorAt].LastIndexOfAny('{', '}');
        if (brace < 0 ? !mayBeginThere : text[from + brace] != '{')
        {
            return false;
        }

        start = brace < 0 ? anchorAt : from + brace;
        ReadOnlySpan<char> rest = text[start..];
        int end = rest[1..].IndexOfAny('{', '}') + 1;
        open = end == 0;
        length = end + 1;
        return end > 0 && rest[end] == '}';
    }

    /// <summary>The texts among the members; null when it is no JSON.</summary>
    public static List<JsonText>? Read(ReadOnlySpan<char> value)
    {
        string json = value.ToString();
        if (json.Contains("\\u0022", StringComparison.OrdinalIgnoreCase) || json.Contains("\\\"", StringComparison.Ordinal))
        {
            json = json.Replace("\\u0022", "\"", StringComparison.OrdinalIgnoreCase).Replace("\\\"", "\"", StringComparison.Ordinal)
                .Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\r", "\r", StringComparison.Ordinal)
                .Replace("\\\\", "\\", StringComparison.Ordinal);
        }

        var texts = new List<JsonText>();
        return JsonTexts.Read(Encoding.UTF8.GetBytes(json.StartsWith('{') ? json : "{" + json), texts) ? texts : null;
    }
}
