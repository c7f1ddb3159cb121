namespace ArtifactGate.Engine.Policies;

/// <summary>When each version of ArtifactGate was released. A release adds its line; a test compares the last one with the version that is built.</summary>
internal static class ReleaseDates
{
    /// <summary>Versions and their days, in UTC.</summary>
    public static IReadOnlyDictionary<string, DateOnly> All { get; } = new Dictionary<string, DateOnly>
    {
        ["0.1.0"] = new(2026, 11, 26),
    };
}
