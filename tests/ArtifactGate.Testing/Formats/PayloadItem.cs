using System.Text;

namespace ArtifactGate.Testing.Formats;

/// <summary>Something to be carried: a file, a stream or a string.</summary>
/// <param name="Name">The path or name of a file, or the name of a string.</param>
/// <param name="Content">Its bytes; of a string in UTF-8.</param>
public sealed record PayloadItem(string Name, byte[] Content)
{
    /// <summary>The content as text.</summary>
    public string Text => Encoding.UTF8.GetString(Content);
}
