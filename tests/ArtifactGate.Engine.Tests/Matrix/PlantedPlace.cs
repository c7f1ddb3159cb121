namespace ArtifactGate.Engine.Tests.Matrix;

/// <summary>A place in a file: the byte, and in text its line and column.</summary>
internal sealed record PlantedPlace(long Offset, int? Line, int? Column);
