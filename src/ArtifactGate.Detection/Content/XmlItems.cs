using System.Xml;

namespace ArtifactGate.Detection.Content;

/// <summary>Reads XML as a flat list of elements and texts. No DTD, no entities of the file's own, no depth without end.</summary>
internal static class XmlItems
{
    private const int MostDepth = 64;
    private const int LongestName = 128;
    private const int LongestPath = 512;
    private const int MostItems = 100_000;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreWhitespace = true,
        IgnoreProcessingInstructions = true,
    };

    /// <summary>Reads as far as the file is well formed.</summary>
    /// <param name="text">The file.</param>
    /// <param name="items">Receives elements and texts in order.</param>
    /// <returns>Whether that was to its end.</returns>
    public static bool Read(string text, List<XmlItem> items)
    {
        var path = new List<string>();
        try
        {
            int[] lines = LineStarts(text);
            using XmlReader reader = XmlReader.Create(new StringReader(text), Settings);
            while (reader.Read())
            {
                if (reader.Depth >= MostDepth || reader.Name.Length > LongestName || items.Count >= MostItems
                    || path.Sum(p => p.Length) > LongestPath)
                {
                    return false;
                }

                path.RemoveRange(Math.Min(path.Count, reader.Depth), Math.Max(0, path.Count - reader.Depth));
                if (reader.NodeType == XmlNodeType.Element)
                {
                    string name = reader.Name;
                    path.Add(name.ToLowerInvariant());
                    items.Add(new XmlItem(string.Join('/', path), name, Attributes(reader, text, lines), null));
                }
                else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
                {
                    int start = Position((IXmlLineInfo)reader, lines);
                    items.Add(new XmlItem(string.Join('/', path), path.Count == 0 ? "" : path[^1], [], TextAt(text, start, reader.Value)));
                }
            }

            return true;
        }
        catch (XmlException)
        {
            return false;
        }
    }

    private static List<XmlItemValue> Attributes(XmlReader reader, string text, int[] lines)
    {
        var attributes = new List<XmlItemValue>();
        while (reader.MoveToNextAttribute())
        {
            int name = Position((IXmlLineInfo)reader, lines);
            int open = text.AsSpan(Math.Min(name, text.Length)).IndexOfAny('"', '\'');
            if (open >= 0)
            {
                int start = name + open + 1;
                int length = text.AsSpan(start).IndexOf(text[start - 1]);
                attributes.Add(new XmlItemValue(reader.LocalName, reader.Value, start, Math.Max(0, length)));
            }
        }

        _ = reader.MoveToElement();
        return attributes;
    }

    // As written, with the white space around it left out.
    private static XmlItemValue TextAt(string text, int start, string value)
    {
        start = Math.Min(start, text.Length);
        while (start < text.Length && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        int length = text.AsSpan(start).IndexOf('<');
        ReadOnlySpan<char> written = text.AsSpan(start, length < 0 ? text.Length - start : length).TrimEnd();
        return new XmlItemValue("", value.Trim(), start, written.EndsWith("]]>") ? written.Length - 3 : written.Length);
    }

    private static int Position(IXmlLineInfo info, int[] lines) => lines[Math.Clamp(info.LineNumber - 1, 0, lines.Length - 1)] + Math.Max(0, info.LinePosition - 1);

    private static int[] LineStarts(string text)
    {
        var starts = new List<int> { 0 };
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && !(i + 1 < text.Length && text[i + 1] == '\n')))
            {
                starts.Add(i + 1);
            }
        }

        return [.. starts];
    }
}
