using ArtifactGate.Artifacts;
using ArtifactGate.Testing;

namespace ArtifactGate.Engine.Tests.Formats;

/// <summary>What the tests of files with an inner structure share: a folder, and the gate over one file in it under limits.</summary>
public abstract class StructuredFileTest : IDisposable
{
    /// <summary>A folder of the test's own.</summary>
    protected string Folder { get; } = Directory.CreateTempSubdirectory("artifactgate-format-").FullName;

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>A line with a credential.</summary>
    protected static byte[] Secret(int seed) => System.Text.Encoding.UTF8.GetBytes($"key = {SampleSecrets.GitHub(seed)}\n");

    /// <summary>Digits of a key that only its name makes one.</summary>
    protected static string Hex(int length) => string.Concat(Enumerable.Range(0, length).Select(i => "93fa4b7c15e8d206"[((i * 7) + (i / 16)) % 16]));

    /// <summary>Bytes that hold nothing.</summary>
    protected static byte[] Noise(int length, int seed = 1)
    {
        byte[] noise = new byte[length];
        new Random(seed).NextBytes(noise);
        return noise;
    }

    /// <summary>What the gate says of this content.</summary>
    protected GateResult Scan(byte[] content, Limits? limits = null)
    {
        string path = Path.Combine(Folder, "sample.bin");
        File.WriteAllBytes(path, content);
        var options = new GateOptions
        {
            WorkingDirectory = Folder,
            Now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
            Artifacts = [new ArtifactInput(path, path)],
        };
        return new Gate().Run(limits is null ? options : options with { Limits = limits });
    }

    /// <summary>The paths of all findings, in order.</summary>
    protected static string[] Found(GateResult result) => [.. result.Findings.Select(f => f.Path.Inner)];

    /// <summary>Path and reason of everything unread.</summary>
    protected static (string Path, UnreadReason Reason)[] Unread(GateResult result) => [.. result.Unread.Select(u => (u.Path.Inner, u.Reason))];

    /// <summary>Runs a program in <see cref="Folder"/>, and skips the test where it is missing.</summary>
    protected void Run(string program, params string[] arguments)
    {
        Assert.SkipWhen(ProgramRun.Find(program) is null, $"{program} is not installed");
        ProgramRun run = ProgramRun.Start(program, arguments, Folder);
        Assert.True(run.ExitCode == 0, run.Output);
    }
}
