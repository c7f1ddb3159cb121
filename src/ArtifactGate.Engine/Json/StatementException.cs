namespace ArtifactGate.Engine.Json;

/// <summary>A receipt or report that was read is not what it should be. The message is the part of a sentence after its name.</summary>
internal sealed class StatementException(string message) : Exception(message);
