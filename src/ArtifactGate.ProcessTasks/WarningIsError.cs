using Microsoft.Build.Framework;

namespace ArtifactGate.Tasks;

/// <summary>Asks the build whether it makes an error of a warning, for <c>ArtifactGate.Warnings.proj</c>.</summary>
[MSBuildMultiThreadableTask]
public sealed class WarningIsError : Microsoft.Build.Utilities.Task
{
    /// <summary>The code of the warning.</summary>
    [Required]
    public string Code { get; set; } = "";

    /// <summary>Whether it would be an error.</summary>
    [Output]
    public bool IsError { get; private set; }

    /// <inheritdoc/>
    public override bool Execute()
    {
        IsError = BuildEngine is IBuildEngine8 build && build.ShouldTreatWarningAsError(Code);
        return true;
    }
}
