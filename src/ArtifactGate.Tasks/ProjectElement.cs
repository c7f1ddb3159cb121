using System.Xml;
using System.Xml.Linq;
using ArtifactGate.Engine;
using Microsoft.Build.Framework;

namespace ArtifactGate.Tasks;

/// <summary>
/// Finds the element of a project file that an item or a property comes from. MSBuild tells a task in which file an item was written and not
/// where in it, so the file is read again.
/// </summary>
internal static class ProjectElement
{
    /// <summary>Where an item stands; a place without a line when its file does not show it.</summary>
    /// <param name="item">The item.</param>
    /// <param name="type">Its type.</param>
    /// <param name="projectFile">The file to name when the item's own is not known.</param>
    public static SourceLocation OfItem(ITaskItem item, string type, string projectFile)
    {
        string defining = item.GetMetadata("DefiningProjectFullPath");
        string file = defining.Length > 0 && File.Exists(defining) ? defining : projectFile;
        XElement[] elements = [.. Elements(file, type)];
        XElement[] named = [.. elements.Where(e => Names(e).Contains(item.ItemSpec, StringComparer.OrdinalIgnoreCase))];

        // The same name may stand under several conditions; and a name that is put together is none of those that are written out.
        XElement? element = named.FirstOrDefault(e => ValueOf(e) == item.GetMetadata("Value")) ?? named.LastOrDefault()
            ?? elements.FirstOrDefault(e => Names(e).Any(n => n.AsSpan().IndexOfAny('$', '@') >= 0));
        return At(file, element);
    }

    /// <summary>Where a property is set, in the first of <paramref name="files"/> that sets one of <paramref name="names"/>; null when none does.</summary>
    public static SourceLocation? OfProperty(IReadOnlyList<string> names, IEnumerable<string> files) =>
        (from file in files
         from name in names
         let element = Elements(file, name).LastOrDefault(e => e.Parent?.Name.LocalName == "PropertyGroup")
         where element is not null
         select At(file, element)).FirstOrDefault();

    /// <summary>The property or item at a place of a file; null when there is none, as in a comment at its top.</summary>
    public static string? NameAt(SourceLocation place)
    {
        XElement? inner = Elements(place.File).LastOrDefault(e => e is IXmlLineInfo start
            && (start.LineNumber < place.Line || (start.LineNumber == place.Line && start.LinePosition <= (place.Column ?? int.MaxValue))));
        return inner?.AncestorsAndSelf().FirstOrDefault(e => e.Parent?.Name.LocalName is "PropertyGroup" or "ItemGroup" or "ItemDefinitionGroup")?.Name.LocalName;
    }

    /// <summary>What a file imports, as it is written.</summary>
    public static IEnumerable<string> ImportsOf(string file) => Elements(file, "Import").Select(e => e.Attribute("Project")?.Value).OfType<string>();

    private static IEnumerable<string> Names(XElement element) =>
        new[] { element.Attribute("Include"), element.Attribute("Update") }.OfType<XAttribute>()
            .SelectMany(a => a.Value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private static string? ValueOf(XElement element) =>
        element.Attribute("Value")?.Value ?? element.Elements().FirstOrDefault(e => e.Name.LocalName == "Value")?.Value;

    private static IEnumerable<XElement> Elements(string file, string name) => Elements(file).Where(e => e.Name.LocalName == name);

    private static IEnumerable<XElement> Elements(string file)
    {
        try
        {
            using XmlReader reader = XmlReader.Create(file, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            return XDocument.Load(reader, LoadOptions.SetLineInfo).Descendants();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or XmlException)
        {
            // A file-based program is no XML. Only the comfort of a line is lost.
            return [];
        }
    }

    // The reader's position is the one of the name; people look for the bracket before it.
    private static SourceLocation At(string file, XElement? element) =>
        element is IXmlLineInfo info && info.HasLineInfo() ? new SourceLocation(file, info.LineNumber, Math.Max(1, info.LinePosition - 1)) : new SourceLocation(file);
}
