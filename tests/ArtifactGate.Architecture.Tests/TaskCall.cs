using System.Xml.Linq;

namespace ArtifactGate.Architecture.Tests;

/// <summary>One call of a task in the targets that ship.</summary>
internal sealed record TaskCall(string Task, IReadOnlyList<string> Attributes, string? ContinueOnError)
{
    public static IEnumerable<TaskCall> In(string file) =>
        from element in XDocument.Load(Path.Combine(Repository.Root, "build", file)).Descendants()
        where element.Name.LocalName.StartsWith("ArtifactGate.Tasks.", StringComparison.Ordinal)
        select new TaskCall(element.Name.LocalName, [.. element.Attributes().Select(a => a.Name.LocalName)], element.Attribute("ContinueOnError")?.Value);
}
