namespace ArtifactGate.Artifacts.Tests;

/// <summary>Tests that measure the memory of the process, in which no other may run at that time.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    /// <summary>The name of the collection.</summary>
    public const string Name = "alone";
}
