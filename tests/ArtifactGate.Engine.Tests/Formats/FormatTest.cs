using System.IO.Compression;
using System.Text;
using ArtifactGate.Detection;
using ArtifactGate.Testing;

namespace ArtifactGate.Engine.Tests.Formats;

/// <summary>A folder, a credential and the real gate, for the tests of one format.</summary>
public abstract class FormatTest : IDisposable
{
    /// <summary>A folder of this test alone.</summary>
    protected string Folder { get; } = Directory.CreateTempSubdirectory("artifactgate-format-").FullName;

    /// <inheritdoc/>
    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>A line of text with a credential.</summary>
    protected static byte[] Token(int seed) => Encoding.UTF8.GetBytes($"key = {SampleSecrets.GitHub(seed)}\n");

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

    /// <summary>Scans bytes as a file.</summary>
    protected GateResult Scan(byte[] content, string name = "sample.bin")
    {
        string path = Path.Combine(Folder, name);
        File.WriteAllBytes(path, content);
        return ScanPaths(path);
    }

    /// <summary>Scans files and folders together, each by its own name.</summary>
    protected GateResult ScanPaths(params string[] paths) => new Gate().Run(new GateOptions
    {
        WorkingDirectory = Folder,
        Now = DateTimeOffset.UnixEpoch,
        Artifacts = [.. paths.Select(p => new ArtifactInput(Path.GetFileName(p), p))],
    });

    /// <summary>Where each credential is, in the order of the report.</summary>
    protected static IReadOnlyList<string> Paths(GateResult result) => [.. Credentials(result).Select(f => f.Path.Inner)];

    /// <summary>The findings that are a credential, and not only a file that must not ship.</summary>
    protected static IReadOnlyList<Finding> Credentials(GateResult result) => [.. result.Findings.Where(f => f.Rule is not FileRule)];

    /// <summary>What stayed unread, as <c>path reason</c>.</summary>
    protected static IReadOnlyList<string> Unread(GateResult result) => [.. result.Unread.Select(u => $"{u.Path.Inner} {u.Reason}")];
}
