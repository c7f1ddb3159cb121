using System.Collections;
using Microsoft.Build.Framework;

namespace ArtifactGate.Tasks;

/// <summary>What the build makes of warnings when the task has ended, which the task must know before: what fails the build must not stay where a push finds it.</summary>
internal static class BuildWarnings
{
    private const string Project = "ArtifactGate.Warnings.proj";
    private const string Target = "Ask";

    // A process that MSBuild starts for tasks alone builds no projects, and makes an error of it when it is asked to.
    private const string TaskHost = "OutOfProcTaskHostNode";

    /// <summary>Whether the build makes an error of a warning with this code, because its command line or the project says so.</summary>
    public static bool AreErrors(IBuildEngine build, string code) =>
        build is IBuildEngine8 asked && (asked.ShouldTreatWarningAsError(code) || (build.GetType().Name != TaskHost && AnswersYes(build, code)));

    private static bool AnswersYes(IBuildEngine build, string code)
    {
        var outputs = new Hashtable();
        return Find() is { } project && build.BuildProjectFile(project, [Target], new Hashtable { ["Code"] = code }, outputs)
            && outputs[Target] is ITaskItem[] { Length: 1 } answer && answer[0].ItemSpec.Equals("true", StringComparison.OrdinalIgnoreCase);
    }

    // Above the folder that the tasks lie in; there is none where they were not installed as a package.
    private static string? Find()
    {
        string? folder = Path.GetDirectoryName(typeof(BuildWarnings).Assembly.Location);
        for (int i = 0; i < 3 && folder is not null; i++, folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, Project)))
            {
                return Path.Combine(folder, Project);
            }
        }

        return null;
    }
}
