namespace ArtifactGate.Engine.Tests.Matrix;

/// <summary>A sample of a rule in an item of a payload.</summary>
/// <param name="Rule">The code of the rule.</param>
/// <param name="Item">The name of the item; empty for the carrier itself.</param>
/// <param name="Value">The credential as <c>--reveal</c> shows it; null for what is no value.</param>
/// <param name="Place">Where in a file it begins; null for a string, whose place is the carrier's business.</param>
internal sealed record Planted(string Rule, string Item, string? Value, PlantedPlace? Place = null)
{
    /// <summary>The same behind characters that a carrier has in front of its content.</summary>
    public Planted Behind(int characters) => Place is not { } place ? this
        : this with { Place = place with { Offset = place.Offset + characters, Column = place.Line == 1 ? place.Column + characters : place.Column } };
}
