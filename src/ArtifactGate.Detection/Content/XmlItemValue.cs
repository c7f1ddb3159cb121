namespace ArtifactGate.Detection.Content;

/// <summary>A value in an XML file and the characters it stands at, as written.</summary>
/// <param name="Name">Name of the attribute; empty for text.</param>
/// <param name="Value">The value, with references resolved.</param>
/// <param name="Start">First character.</param>
/// <param name="Length">Characters.</param>
internal sealed record XmlItemValue(string Name, string Value, int Start, int Length);
