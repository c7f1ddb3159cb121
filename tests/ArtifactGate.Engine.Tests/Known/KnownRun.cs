using System.IO.Compression;
using System.Text;
using ArtifactGate.Engine.Known;
using ArtifactGate.Engine.Tests.Policies;

namespace ArtifactGate.Engine.Tests.Known;

/// <summary>A folder, an environment, and runs of the gate over the one with the other.</summary>
internal sealed class KnownRun : IDisposable
{
    private readonly PolicyFolder _folder = new();

    /// <summary>The environment; at first one of a build server.</summary>
    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal) { ["CI"] = "true", ["PATH"] = "/usr/local/bin:/usr/bin:/bin" };

    public string Root => _folder.Root;

    public void Dispose() => _folder.Dispose();

    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] bytes)
    {
        string path = Path.Combine(Root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public string WriteZip(string name, params (string Name, byte[] Content)[] entries) => Write(name, Zip(entries));

    public static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string entry, byte[] content) in entries)
            {
                using Stream output = zip.CreateEntry(entry).Open();
                output.Write(content);
            }
        }

        return stream.ToArray();
    }

    public GateOptions Options(string path, KnownValueRequest? request = null) => PolicyFolder.Options() with
    {
        WorkingDirectory = Root,
        Artifacts = [new ArtifactInput(Path.GetFileName(path), path)],
        Variables = () => Variables,
        KnownValues = request ?? KnownValueRequest.Default,
    };

    public GateResult Scan(string path, KnownValueRequest? request = null) => new Gate().Run(Options(path, request));
}
