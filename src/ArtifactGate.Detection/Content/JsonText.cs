namespace ArtifactGate.Detection.Content;

/// <summary>A text value in a JSON file.</summary>
/// <param name="Path">Names of the members around it and its own; an element of an array is named <c>[]</c>.</param>
/// <param name="Parent">A number that the members of one object share.</param>
/// <param name="Value">The value, with escapes resolved.</param>
/// <param name="Start">Its first byte as written, after the quote.</param>
/// <param name="Length">Its bytes as written.</param>
internal sealed record JsonText(IReadOnlyList<string> Path, int Parent, string Value, int Start, int Length)
{
    /// <summary>The name of the member.</summary>
    public string Name => Path.Count == 0 ? "" : Path[^1];

    /// <summary>All names, joined.</summary>
    public string Member => string.Join('.', Path);
}
