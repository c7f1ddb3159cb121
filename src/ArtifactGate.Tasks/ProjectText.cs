using System.Text;

namespace ArtifactGate.Tasks;

/// <summary>Names as they are written into a project, so that advice can be copied as it stands.</summary>
internal static class ProjectText
{
    /// <summary>A file's name as the value of an item's attribute: what MSBuild would read as a list, a pattern, a reference or an escape is escaped.</summary>
    public static string Attribute(string name)
    {
        var text = new StringBuilder();
        foreach (char c in name)
        {
            _ = c is '%' or '$' or '@' or ';' or '*' or '?' ? text.Append($"%{(int)c:X2}") : text.Append(c);
        }

        return Xml(text.ToString());
    }

    /// <summary>Text as the value of an attribute.</summary>
    public static string Xml(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);
}
