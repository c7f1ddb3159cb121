namespace ArtifactGate.Detection.Content;

/// <summary>An element, or a text in one, with where its values stand.</summary>
/// <param name="Path">Names of the elements around it and its own, joined by <c>/</c>, in lower case.</param>
/// <param name="Name">Its own name as written.</param>
/// <param name="Attributes">The attributes of an element.</param>
/// <param name="Text">The text, when it is one.</param>
internal sealed record XmlItem(string Path, string Name, IReadOnlyList<XmlItemValue> Attributes, XmlItemValue? Text)
{
    /// <summary>The attribute of this name in any case, or null.</summary>
    public XmlItemValue? this[string name] => Attributes.FirstOrDefault(a => a.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
