using System.Text;
using System.Text.RegularExpressions;
using ArtifactGate.Detection.Content;

namespace ArtifactGate.Detection.Keys;

/// <summary>Keys as flat JSON objects: the braces are the nearest on both sides. Also inside a text that is itself a JSON value.</summary>
internal static partial class JsonMembers
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

    /// <summary>The texts among the members of an object as JavaScript and YAML write it: names and values in any quotes or none.</summary>
    public static List<JsonText> ReadLoose(string value)
    {
        var texts = new List<JsonText>();
        foreach (System.Text.RegularExpressions.Match member in Member().Matches(value))
        {
            Group text = member.Groups["value"];
            texts.Add(new JsonText([member.Groups["name"].Value], 0, text.Value, text.Index, text.Length));
        }

        return texts;
    }

    /// <summary>Finds the lines around an anchor that have a name and a value each, as deep as its own: an object in YAML without braces.</summary>
    /// <param name="text">The text.</param>
    /// <param name="anchorAt">Where an anchor stands in it.</param>
    /// <param name="start">First character.</param>
    /// <param name="length">Characters.</param>
    public static bool LocateLines(ReadOnlySpan<char> text, int anchorAt, out int start, out int length)
    {
        start = text[..anchorAt].LastIndexOf('\n') + 1;
        int depth = anchorAt - start, end = LineEnd(text, anchorAt);
        length = 0;
        if (text[start..anchorAt].TrimStart(" -").Length > 0)
        {
            return false;
        }

        while (start > 0 && anchorAt - start < MaxBefore && text[..(start - 1)].LastIndexOf('\n') + 1 is var before && IsMember(text[before..(start - 1)], depth))
        {
            start = before;
        }

        while (end < text.Length && LineEnd(text, end + 1) is var next && IsMember(text[(end + 1)..next], depth))
        {
            end = next;
        }

        length = end - start;
        return true;
    }

    private static int LineEnd(ReadOnlySpan<char> text, int from)
    {
        int end = from >= text.Length ? -1 : text[from..].IndexOf('\n');
        return end < 0 ? text.Length : from + end;
    }

    private static bool IsMember(ReadOnlySpan<char> line, int depth) =>
        line.Length > depth && line[..depth].TrimStart(" -").IsEmpty && char.IsAsciiLetter(line[depth]) && line[depth..].IndexOf(':') is > 0 and < 20;

    [GeneratedRegex("""(?<quote>["'`]?)\b(?<name>[A-Za-z_][A-Za-z0-9_]*)\k<quote>\s*:\s*["'`]?(?<value>[A-Za-z0-9_.:/@-]+)""", RegexOptions.CultureInvariant)]
    private static partial Regex Member();
}
