namespace ArtifactGate.Tool;

/// <summary>The command line is wrong: one line that says what it takes. Not about an artifact or a file, so it has no code.</summary>
internal sealed class UsageException(string message) : Exception(message);
