using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using ArtifactGate.Tasks.Hosting;

namespace ArtifactGate.Tasks;

/// <summary>
/// Runs a task in the package's own copy of the tool. What the task was given goes there through a pipe and nowhere else: the values of container variables
/// are among it, and must stand in no file and on no command line.
/// </summary>
/// <param name="task">The task.</param>
/// <param name="say">Takes what the process says.</param>
internal sealed class ToolProcess(GateTask task, Action<TaskSaying> say)
{
    /// <summary>Runs it in the first .NET that can. Whether it succeeded; null when nothing was decided, which was said.</summary>
    public bool? Run(CancellationToken cancellation)
    {
        string tool = Path.Combine(Path.GetDirectoryName(typeof(ToolProcess).Assembly.Location)!, "..", "net10.0", "any", "artifactgate.dll");
        var complaints = new List<string>();
        foreach (string dotnet in Candidates())
        {
            (bool began, bool? result) = Run(dotnet, Path.GetFullPath(tool), complaints, cancellation);
            if (began)
            {
                return result;
            }
        }

        say(new TaskSaying(TaskSayingKind.Error, "AG0006", null, task.ProjectFile, 0, 0,
            $"ArtifactGate needs .NET 10 or newer to run in, and found none, so nothing was scanned. Install the .NET 10 runtime, or build with the .NET SDK 10. ({string.Join("; ", complaints)})"));
        return null;
    }

    // The one that runs this build knows best; under Visual Studio there is only the machine's.
    private IEnumerable<string> Candidates()
    {
        string name = RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? "dotnet.exe" : "dotnet";
        if (!string.IsNullOrEmpty(task.DotNet))
        {
            yield return task.DotNet!;
            yield break;
        }

        foreach (string? found in new[] { Environment.GetEnvironmentVariable("DOTNET_HOST_PATH"), InFolder(task.DotNetRoot), InFolder(Environment.GetEnvironmentVariable("DOTNET_ROOT")) })
        {
            if (!string.IsNullOrEmpty(found) && File.Exists(found))
            {
                yield return found!;
            }
        }

        yield return name;

        string? InFolder(string? folder) => string.IsNullOrEmpty(folder) ? null : Path.Combine(folder, name);
    }

    // One that does not begin cannot run the tool, and the next is tried.
    private (bool Began, bool? Result) Run(string dotnet, string tool, List<string> complaints, CancellationToken cancellation)
    {
        using var process = new Process { StartInfo = Start(dotnet, tool) };
        var errors = new StringBuilder();
        process.ErrorDataReceived += (_, line) => errors.Append(line.Data).Append(' ');
        try
        {
            process.Start();
        }
        catch (Exception failure) when (failure is Win32Exception or FileNotFoundException)
        {
            complaints.Add($"{dotnet} does not start");
            return (false, null);
        }

        process.BeginErrorReadLine();

        // The process takes the end of its input for the wish to stop.
        using CancellationTokenRegistration stop = cancellation.Register(() => Close(process.StandardInput));
        (bool began, bool? result) = Talk(process, cancellation);
        process.WaitForExit();
        if (!began)
        {
            complaints.Add($"{dotnet} ended with {process.ExitCode}: {Shortened(errors.ToString())}");
        }

        return (began, result);
    }

    private (bool Began, bool? Result) Talk(Process process, CancellationToken cancellation)
    {
        bool answered = false;
        try
        {
            using var reader = new BinaryReader(process.StandardOutput.BaseStream, Encoding.UTF8);
            TaskWire.Send(process.StandardInput.BaseStream, task);
            for (TaskSaying said = TaskWire.Receive(reader); ; said = TaskWire.Receive(reader))
            {
                answered = true;
                if (said.Kind == TaskSayingKind.Result)
                {
                    return (true, said.Line == 1);
                }

                if (said.Kind != TaskSayingKind.Ready)
                {
                    say(said);
                }
            }
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException && cancellation.IsCancellationRequested)
        {
            // Its input was closed before it had the whole task, so it could not say this itself. No other .NET is asked.
            say(new TaskSaying(TaskSayingKind.Error, "AG0001", null, task.ProjectFile, 0, 0, "The run was stopped before anything was read (cancelled). Run it again to the end."));
            return (true, null);
        }
        catch (IOException) when (!answered)
        {
            return (false, null);
        }
        catch (IOException)
        {
            say(new TaskSaying(TaskSayingKind.Error, "AG0009", null, task.ProjectFile, 0, 0, "The gate's process ended before it had decided, so nothing was decided. Please report it."));
            return (true, null);
        }
        finally
        {
            Close(process.StandardInput);
        }
    }

    private ProcessStartInfo Start(string dotnet, string tool) => new(dotnet, $"\"{tool}\" {TaskWire.Command}")
    {
        WorkingDirectory = Path.GetDirectoryName(task.ProjectFile)!,
        UseShellExecute = false,
        CreateNoWindow = true,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };

    private static void Close(StreamWriter input)
    {
        try
        {
            input.BaseStream.Dispose();
        }
        catch (IOException)
        {
            // The other side is gone already.
        }
    }

    private static string Shortened(string text)
    {
        string line = text.Replace('\r', ' ').Replace('\n', ' ').Trim();
        return line.Length <= 200 ? line : line.Substring(0, 200) + "...";
    }
}
