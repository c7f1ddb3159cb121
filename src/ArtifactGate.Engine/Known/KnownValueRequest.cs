namespace ArtifactGate.Engine.Known;

/// <summary>What the user wants of the search for known values.</summary>
/// <param name="Search">Whether to search; null leaves it to the policy, and then to whether a build server runs this.</param>
/// <param name="Patterns">Names of variables to search besides those whose names say that they are secret; <c>*</c> and <c>?</c> stand for others.</param>
public sealed record KnownValueRequest(bool? Search, IReadOnlyList<string> Patterns)
{
    private static readonly char[] Separators = [';', ','];

    /// <summary>Nothing in particular.</summary>
    public static KnownValueRequest Default { get; } = new(null, []);

    /// <summary>No search.</summary>
    public static KnownValueRequest Off { get; } = new(false, []);

    /// <summary>Reads <c>off</c>, <c>on</c>, or names and patterns with <c>;</c> or <c>,</c> between them. Nothing is the default.</summary>
    public static KnownValueRequest Parse(string? text) => text?.Trim().ToLowerInvariant() switch
    {
        null or "" => Default,
        "off" or "false" => Off,
        "on" or "true" => new(true, []),
        _ => Of([text!]),
    };

    /// <summary>A search that also takes variables by name, each text one or several.</summary>
    public static KnownValueRequest Of(IEnumerable<string> patterns) => new(true,
        [.. patterns.SelectMany(p => p.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))]);
}
