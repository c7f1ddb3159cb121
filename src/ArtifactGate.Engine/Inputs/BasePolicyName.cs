using ArtifactGate.Engine.Policies;

namespace ArtifactGate.Engine.Inputs;

/// <summary>Which base policy holds: the one place that reads its variable.</summary>
public static class BasePolicyName
{
    /// <summary>The variable that names it, for a build system that sets it out of reach of the repository.</summary>
    public const string Variable = "ARTIFACTGATE_BASE_POLICY";

    /// <summary>
    /// The file, as it was named, or null. The variable and an option that name different files are an error: the option is often part of the
    /// repository, and must not replace what the build system sets.
    /// </summary>
    /// <param name="given">What an option or a property says, or null.</param>
    /// <param name="variables">The environment variables.</param>
    /// <param name="folder">Where relative names start. Null where there is no such folder that everything of the build agrees on: then the variable must be absolute.</param>
    /// <param name="givenFolder">Where a relative <paramref name="given"/> starts.</param>
    /// <exception cref="GateException">AG0004: they differ, or one is no path.</exception>
    public static string? Choose(string? given, Func<string, string?> variables, string? folder, string givenFolder)
    {
        ArgumentNullException.ThrowIfNull(variables);
        string? variable = variables(Variable);
        if (string.IsNullOrEmpty(variable))
        {
            return given;
        }

        if (folder is null && !Path.IsPathFullyQualified(variable))
        {
            throw new GateException("AG0004", $"{Variable} is '{Printable.Line(variable)}'; in a build it must be an absolute path.");
        }

        return given is null || PolicyLoader.Resolve(given, givenFolder) == PolicyLoader.Resolve(variable, folder ?? givenFolder)
            ? variable
            : throw new GateException("AG0004", $"{Variable} names the base policy '{Printable.Line(variable)}', and it cannot be replaced by '{Printable.Line(given)}'.");
    }
}
