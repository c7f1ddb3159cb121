namespace ArtifactGate.Engine;

/// <summary>Something to say about the run itself.</summary>
/// <param name="Code"><c>AG0005</c>, <c>AG0007</c>, ...</param>
/// <param name="Message">One line.</param>
/// <param name="File">The file it is about, or null.</param>
public sealed record Notice(string Code, string Message, string? File = null);
