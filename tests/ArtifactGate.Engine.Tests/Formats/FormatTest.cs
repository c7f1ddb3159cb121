using System.IO.Compression;
using System.Text;
using ArtifactGate.Artifacts;
using ArtifactGate.Detection;
using ArtifactGate.Testing;
using ArtifactGate.Testing.Formats;

namespace ArtifactGate.Engine.Tests.Formats;

/// <summary>A folder, a credential, programs and the real gate, for the tests of one format.</summary>
public abstract class FormatTest : IDisposable
{
    // From the middle of every credential that a test plants.
    private static readonly string[] Planted = [FormatSamples.Canary[4..12], .. Enumerable.Range(0, 64).Select(seed => SampleSecrets.GitHub(seed)[4..12])];

    /// <summary>A folder of this test alone, in which programs run.</summary>
    protected string Folder { get; } = Directory.CreateTempSubdirectory("artifactgate-format-").FullName;

    /// <inheritdoc/>
    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>A line of text with a credential.</summary>
    protected static byte[] Token(int seed) => Encoding.UTF8.GetBytes($"key = {SampleSecrets.GitHub(seed)}\n");

    /// <summary>Digits of a key that only its name makes one.</summary>
    protected static string Hex(int length) => string.Concat(Enumerable.Range(0, length).Select(i => "93fa4b7c15e8d206"[((i * 7) + (i / 16)) % 16]));

    /// <summary>Bytes that hold nothing.</summary>
    protected static byte[] Noise(int length, int seed = 1)
    {
        byte[] noise = new byte[length];
        new Random(seed).NextBytes(noise);
        return noise;
    }

    /// <summary>A zip of files.</summary>
    protected static byte[] Zip(params (string Name, byte[] Content)[] files)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create))
        {
            foreach ((string name, byte[] content) in files)
            {
                using Stream entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }

    /// <summary>Writes a file into <see cref="Folder"/>; gives its path.</summary>
    protected string Write(string name, byte[] content)
    {
        string path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    /// <summary>Runs a program in <see cref="Folder"/>, and skips the test where it is missing.</summary>
    protected void Run(string program, params string[] arguments) => Run(default, program, arguments);

    /// <summary>Runs a program in <see cref="Folder"/> and gives the file it made.</summary>
    protected byte[] Make(string result, string program, params string[] arguments) => Make(result, default, program, arguments);

    /// <summary>The same with something on standard input.</summary>
    protected byte[] Make(string result, ReadOnlyMemory<byte> input, string program, params string[] arguments)
    {
        Run(input, program, arguments);
        return File.ReadAllBytes(Path.Combine(Folder, result));
    }

    /// <summary>Scans bytes as a file.</summary>
    protected GateResult Scan(byte[] content, Limits? limits = null) => ScanUnder(limits, Write("sample.bin", content));

    /// <summary>Scans bytes as a file of this name.</summary>
    protected GateResult Scan(string name, byte[] content) => ScanPaths(Write(name, content));

    /// <summary>Scans files and folders together, each by its own name.</summary>
    protected GateResult ScanPaths(params string[] paths) => ScanUnder(null, paths);

    /// <summary>Where each credential is, sorted.</summary>
    protected static string[] Found(GateResult result) => [.. Credentials(result).Select(f => f.Path.Inner).Order(StringComparer.Ordinal)];

    /// <summary>The same of a result in which nothing stays unread.</summary>
    protected static string[] AllFound(GateResult result)
    {
        Assert.Empty(result.Unread);
        return Found(result);
    }

    /// <summary>The findings that are a credential, and not only a file that must not ship.</summary>
    protected static IReadOnlyList<Finding> Credentials(GateResult result) => [.. result.Findings.Where(f => f.Rule is not FileRule)];

    /// <summary>What stayed unread, in the order of the report; its texts never repeat what was planted.</summary>
    protected static (string Path, UnreadReason Reason)[] Unread(GateResult result)
    {
        Assert.All(result.Unread, u => Assert.DoesNotContain(Planted, p => u.Detail.Contains(p, StringComparison.Ordinal)));
        return [.. result.Unread.Select(u => (u.Path.Inner, u.Reason))];
    }

    private void Run(ReadOnlyMemory<byte> input, string program, string[] arguments)
    {
        Assert.SkipWhen(ProgramRun.Find(program) is null, $"{program} is not installed");
        ProgramRun run = ProgramRun.Start(program, arguments, Folder, input: input);
        Assert.True(run.ExitCode == 0, run.Output);
    }

    private GateResult ScanUnder(Limits? limits, params string[] paths) => new Gate().Run(new GateOptions
    {
        WorkingDirectory = Folder,
        Now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
        Limits = limits ?? new Limits(),
        Artifacts = [.. paths.Select(p => new ArtifactInput(Path.GetFileName(p), p))],
    });
}
