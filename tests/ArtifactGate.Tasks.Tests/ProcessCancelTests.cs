using System.Reflection;
using System.Runtime.Loader;
using Microsoft.Build.Framework;

namespace ArtifactGate.Tasks.Tests;

/// <summary>The task that hands itself to a process, stopped before the process has it.</summary>
public sealed class ProcessCancelTests : IDisposable
{
    private readonly BuildFolder _build = new();

    public void Dispose() => _build.Dispose();

    [Fact]
    public void A_run_that_is_stopped_at_its_start_says_so_and_nothing_ships()
    {
        _build.WritePackage("out/Lib.1.0.0.nupkg", "Lib", ("content/settings.json", "{}"));
        var context = new AssemblyLoadContext("tasks that start a process", isCollectible: true);
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        Type type = context.LoadFromAssemblyPath(Path.Combine(Root(), "src", "ArtifactGate.ProcessTasks", "bin", configuration, "netstandard2.0", "ArtifactGate.ProcessTasks.dll"))
            .GetType(typeof(ScanPackages).FullName!, throwOnError: true)!;
        var task = (ITask)Activator.CreateInstance(type)!;
        using ScanPackages given = _build.Packages("out/Lib.1.0.0.nupkg");
        foreach (PropertyInfo parameter in type.GetProperties().Where(p => p.SetMethod is { IsPublic: true }))
        {
            parameter.SetValue(task, typeof(ScanPackages).GetProperty(parameter.Name)!.GetValue(given));
        }

        ((ICancelableTask)task).Cancel();
        Assert.False(task.Execute());
        Assert.Equal(["AG0001 Lib.csproj(0,0)"], _build.Errors());
        Assert.Equal(["out/Lib.1.0.0.nupkg.blocked"], _build.Files("out"));
        ((IDisposable)task).Dispose();
        context.Unload();
    }

    private static string Root()
    {
        DirectoryInfo folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ArtifactGate.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
