using ArtifactGate.Tasks.Hosting;
using Microsoft.Build.Framework;

namespace ArtifactGate.Tasks;

// The same task with the same parameters, run by a process of its own: it hands over what it was given and repeats what the process says.
public abstract partial class GateTask
{
    private readonly CancellationTokenSource _cancellation = new();
    private readonly HashSet<string> _warned = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public void Cancel() => _cancellation.Cancel();

    /// <inheritdoc/>
    public void Dispose()
    {
        _cancellation.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    public override bool Execute()
    {
        try
        {
            // The build may make an error of a warning, which the process does not know: then nothing of it may ship either.
            bool? success = new ToolProcess(this, Say).Run(_cancellation.Token);
            if (success is false || (success is true && !Log.HasLoggedErrors && !_warned.Any(code => BuildWarnings.AreErrors(BuildEngine, code))))
            {
                return success.Value;
            }
        }
        catch (Exception failure)
        {
            // The text of an unexpected exception may quote content, and a log is kept.
            Log.LogError("ArtifactGate", "AG0009", null, null, ProjectFile, 0, 0, 0, 0, "{0}", $"Unexpected {failure.GetType().Name} while the gate's process was run; nothing was decided. Please report it.");
        }

        SetAside();
        return false;
    }

    /// <summary>The files that must not stay where somebody may push them, when nobody has judged them.</summary>
    private protected abstract IEnumerable<string> Products { get; }

    // The process does this itself, and better: it knows which files belong together. Here it is the last resort, when there was no process.
    private void SetAside()
    {
        foreach (string file in YesOrNo.IsNo(Quarantine) ? [] : Products.Where(File.Exists))
        {
            if (!Try(() => Rename(file)) && !Try(() => File.Delete(file)))
            {
                Log.LogError("ArtifactGate", "AG0008", null, null, file, 0, 0, 0, 0, "{0}", "The file was not scanned and could neither be renamed nor deleted. Delete it before anything pushes it.");
            }
        }
    }

    private static void Rename(string file)
    {
        File.Delete(file + ".blocked");
        File.Move(file, file + ".blocked");
    }

    private static bool Try(Action act)
    {
        try
        {
            act();
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private void Say(TaskSaying said)
    {
        switch (said.Kind)
        {
            case TaskSayingKind.Error:
                Log.LogError("ArtifactGate", said.Code, null, said.HelpLink, said.File, said.Line, said.Column, 0, 0, "{0}", said.Text);
                break;
            case TaskSayingKind.Warning:
                _warned.Add(said.Code ?? "");
                Log.LogWarning("ArtifactGate", said.Code, null, said.HelpLink, said.File, said.Line, said.Column, 0, 0, "{0}", said.Text);
                break;
            default:
                Log.LogMessage((MessageImportance)said.Line, "{0}", said.Text);
                break;
        }
    }
}
