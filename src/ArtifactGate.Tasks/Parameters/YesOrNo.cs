namespace ArtifactGate.Tasks;

/// <summary>A property that is a yes or a no, read as MSBuild reads one in a condition. It is compiled into the tasks and into those that hand them to a process.</summary>
internal static class YesOrNo
{
    private static readonly string[] No = ["false", "off", "no", "!true", "!on", "!yes"];
    private static readonly string[] Yes = ["true", "on", "yes", "!false", "!off", "!no", ""];

    /// <summary>Whether the text is a clear no.</summary>
    public static bool IsNo(string? text) => IsOneOf(No, text);

    /// <summary>Whether the text is a clear yes; so is nothing at all, since every such property is a yes by default.</summary>
    public static bool IsYes(string? text) => IsOneOf(Yes, text);

    private static bool IsOneOf(string[] words, string? text) => Array.Exists(words, w => w.Equals((text ?? "").Trim(), StringComparison.OrdinalIgnoreCase));
}
