namespace ArtifactGate.Artifacts.Images;

/// <summary>One image: its layers from the lowest to the topmost, and what made them.</summary>
/// <param name="Name">Its tag or platform, or null.</param>
/// <param name="Layers">The layers; one that several images have is one object.</param>
internal sealed record Image(string? Name, IReadOnlyList<ImageLayer> Layers)
{
    /// <summary>The place of each layer.</summary>
    public IReadOnlyList<LayerPlace> Places { get; private set; } = [];

    /// <summary>Tells every layer where it stands.</summary>
    /// <param name="instructions">The instruction of each layer; fewer where the history does not tell.</param>
    public void Place(IReadOnlyList<string> instructions)
    {
        Places = [.. Layers.Select((_, i) => new LayerPlace(this, i, i < instructions.Count ? instructions[i] : null))];
        for (int i = 0; i < Layers.Count; i++)
        {
            Layers[i].AddPlace(Places[i]);
        }
    }
}
