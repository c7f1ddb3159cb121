using System.CommandLine;
using System.Reflection;

namespace ArtifactGate.Tool;

/// <summary>
/// Runs a task of a build whose MSBuild cannot load it. The task comes through standard input, and what it says goes to standard output, both in a form of
/// their own. Only the copy of the tool in the package for builds has tasks beside it; everywhere else there is no such command.
/// </summary>
internal sealed class RunTaskCommand
{
    private const string Library = "ArtifactGate.Tasks.dll";
    private const string Entry = "ArtifactGate.Tasks.Hosting.TaskProcess";

    private RunTaskCommand(ToolHost host, string library)
    {
        Definition = new Command("run-task", "For builds.") { Hidden = true };
        Definition.SetAction(_ =>
        {
            MethodInfo run = Assembly.LoadFrom(library).GetType(Entry, throwOnError: true)!.GetMethod("Run")!;
            return run.CreateDelegate<Func<Stream, Stream, int>>()(host.Input(), host.Output());
        });
    }

    /// <summary>The command for the parser.</summary>
    public Command Definition { get; }

    /// <summary>The command, or null where there are no tasks.</summary>
    public static RunTaskCommand? Find(ToolHost host)
    {
        string library = Path.Combine(AppContext.BaseDirectory, Library);
        return File.Exists(library) ? new RunTaskCommand(host, library) : null;
    }
}
