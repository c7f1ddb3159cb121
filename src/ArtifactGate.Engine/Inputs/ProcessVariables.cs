using System.Collections;

namespace ArtifactGate.Engine.Inputs;

/// <summary>The environment variables of this process, as the faces hand them over.</summary>
public static class ProcessVariables
{
    /// <summary>All of them by name; where the system takes no notice of case in names, neither does this.</summary>
    public static IReadOnlyDictionary<string, string> Read()
    {
        var variables = new Dictionary<string, string>(OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            variables[(string)variable.Key] = (string?)variable.Value ?? "";
        }

        return variables;
    }
}
