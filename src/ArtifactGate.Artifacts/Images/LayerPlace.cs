namespace ArtifactGate.Artifacts.Images;

/// <summary>That an image has a layer, and where.</summary>
/// <param name="Image">The image.</param>
/// <param name="Index">The layer's place in it, 0 for the lowest.</param>
/// <param name="Instruction">The instruction that made it, without its arguments; null when the image has no history.</param>
internal sealed record LayerPlace(Image Image, int Index, string? Instruction)
{
    /// <summary><c>2 of 5</c>.</summary>
    public string Position => FormattableString.Invariant($"{Index + 1} of {Image.Layers.Count}");

    /// <summary>The first later layer that hides a file of this one, and how.</summary>
    public (string Kind, LayerPlace By)? HiddenBy(string path)
    {
        for (int i = Index + 1; i < Image.Layers.Count; i++)
        {
            if (Image.Layers[i].Hides(path) is { } kind)
            {
                return (kind, Image.Places[i]);
            }
        }

        return null;
    }

    /// <summary><c>sha256:…, layer 2 of 5 (RUN, history[3])</c>.</summary>
    public string Describe() => $"{Image.Layers[Index].Name}, layer {Position}{(Instruction is null ? "" : $" ({Instruction})")}";
}
