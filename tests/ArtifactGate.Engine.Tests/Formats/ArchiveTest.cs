using System.Text;
using ArtifactGate.Artifacts;
using ArtifactGate.Testing;
using ArtifactGate.Testing.Formats;

namespace ArtifactGate.Engine.Tests.Formats;

/// <summary>Scans containers that a test makes in a folder of its own.</summary>
public abstract class ArchiveTest : IDisposable
{
    /// <summary>A file with the credential.</summary>
    protected static byte[] Secret { get; } = Encoding.UTF8.GetBytes($"key = {FormatSamples.Canary}\n");

    /// <summary>Where programs run; removed when the test ends.</summary>
    protected string Folder { get; } = Directory.CreateTempSubdirectory("artifactgate-archive-").FullName;

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>The result for a file of this name and content.</summary>
    protected GateResult Scan(string name, byte[] content)
    {
        string path = Path.Combine(Folder, name);
        File.WriteAllBytes(path, content);
        return Scan(path);
    }

    /// <summary>The result for a file that is there.</summary>
    protected GateResult Scan(string path) => new Gate().Run(new GateOptions
    {
        WorkingDirectory = Folder,
        Now = DateTimeOffset.UnixEpoch,
        Artifacts = [new ArtifactInput(Path.Combine(Folder, path), Path.Combine(Folder, path))],
    });

    /// <summary>The paths at which the credential is found, sorted, when nothing stays unread.</summary>
    protected static string[] Found(GateResult result)
    {
        Assert.Empty(result.Unread);
        return [.. result.Findings.Select(f => f.Path.Inner).Order(StringComparer.Ordinal)];
    }

    /// <summary>The only thing that stays unread.</summary>
    protected static (string Path, UnreadReason Reason) Unread(GateResult result)
    {
        UnreadItem unread = Assert.Single(result.Unread);
        Assert.DoesNotContain(FormatSamples.Canary[4..12], unread.Detail, StringComparison.Ordinal);
        return (unread.Path.Inner, unread.Reason);
    }

    /// <summary>Writes a file into <see cref="Folder"/>.</summary>
    protected void Write(string name, byte[] content)
    {
        string path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }

    /// <summary>Runs a program in <see cref="Folder"/> and gives the file it made; the test is skipped where there is none.</summary>
    protected byte[] Make(string result, string program, params string[] arguments) => Make(result, default, program, arguments);

    /// <summary>The same with something on standard input.</summary>
    protected byte[] Make(string result, ReadOnlyMemory<byte> input, string program, params string[] arguments)
    {
        Assert.SkipWhen(ProgramRun.Find(program) is null, $"{program} is not installed");
        ProgramRun run = ProgramRun.Start(program, arguments, Folder, input: input);
        Assert.True(run.ExitCode == 0, run.Output);
        return File.ReadAllBytes(Path.Combine(Folder, result));
    }
}
