using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using ArtifactGate.Testing;

namespace ArtifactGate.Tasks.Tests;

/// <summary>A node of MSBuild lives for many builds. Measured alone: memory is the whole process's.</summary>
[Collection(Alone)]
public sealed class RepeatedRunTests : IDisposable
{
    private const string Alone = "alone";

    private readonly BuildFolder _build = new();

    public void Dispose() => _build.Dispose();

    [Fact]
    public void Two_hundred_runs_in_one_process_leave_nothing_behind()
    {
        _build.WritePackage("out/Lib.1.0.0.nupkg", "Lib", ("content/settings.json", $"{{ \"key\": \"{SampleSecrets.GitHub(1)}\" }}"));
        void Run()
        {
            ScanPackages task = _build.Packages("out/Lib.1.0.0.nupkg");
            task.Quarantine = "false";
            Assert.False(task.Execute());
            task.Dispose();
            _build.Engine.Errors.Clear();
        }

        for (int i = 0; i < 50; i++)
        {
            Run();
        }

        long before = GC.GetTotalMemory(forceFullCollection: true);
        int assemblies = Loaded().Length;
        for (int i = 0; i < 150; i++)
        {
            Run();
        }

        Assert.True(Loaded().Length == assemblies, string.Join(Environment.NewLine, Loaded()));
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 2 << 20);
    }

    // The framework's own assemblies are loaded once a process, some of them only when the compiler optimises what was run often.
    private static Assembly[] Loaded() => [.. AppDomain.CurrentDomain.GetAssemblies().Where(a => AssemblyLoadContext.GetLoadContext(a) != AssemblyLoadContext.Default
        || a.IsDynamic || !a.Location.StartsWith(RuntimeEnvironment.GetRuntimeDirectory(), StringComparison.Ordinal))];

    [CollectionDefinition(Alone, DisableParallelization = true)]
    public sealed class NothingBeside;
}
