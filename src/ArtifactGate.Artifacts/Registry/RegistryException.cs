namespace ArtifactGate.Artifacts.Registry;

/// <summary>A registry did not give what it was asked for. The message is one line of this program's own words.</summary>
public sealed class RegistryException(string message) : IOException(message);
