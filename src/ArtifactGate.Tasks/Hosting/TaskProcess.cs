using System.Text;

namespace ArtifactGate.Tasks.Hosting;

/// <summary>The process that a build runs a task in when it cannot load it. Called by the tool, which finds it by name.</summary>
public static class TaskProcess
{
    /// <summary>Reads a task, runs it and tells what it says.</summary>
    /// <param name="input">Where the task comes from; its end before the task's means that the build was stopped.</param>
    /// <param name="output">Where the answers go.</param>
    /// <returns>The exit code.</returns>
    public static int Run(Stream input, Stream output)
    {
        // Closing the input would wait for the one that watches it.
        using var reader = new BinaryReader(input, Encoding.UTF8, leaveOpen: true);
        using var writer = new BinaryWriter(output, Encoding.UTF8);
        using GateTask task = TaskWire.Read(reader);
        var build = new PipedBuild(writer, task.ProjectFile);
        task.BuildEngine = build;
        build.Ready();
        Watch(input, task);
        bool success = task.Execute();
        build.End(success);
        return success ? 0 : 1;
    }

    // Nothing more is sent: a read ends when the other side closes the pipe, or is gone.
    private static void Watch(Stream input, GateTask task)
    {
        var thread = new Thread(() =>
        {
            try
            {
                _ = input.ReadByte();
                task.Cancel();
            }
            catch (Exception failure) when (failure is IOException or ObjectDisposedException)
            {
                // The task has ended meanwhile.
            }
        })
        { IsBackground = true };
        thread.Start();
    }
}
