using ArtifactGate.Testing;

namespace ArtifactGate.Engine.Tests.Formats;

/// <summary>A folder to scan in, and results in words.</summary>
public abstract class FormatTest : IDisposable
{
    /// <summary>The planted credential.</summary>
    protected static string Token { get; } = SampleSecrets.GitHub(21);

    /// <summary>The folder.</summary>
    protected string Folder { get; } = Directory.CreateTempSubdirectory("artifactgate-format-").FullName;

    /// <inheritdoc/>
    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Text with the credential in it.</summary>
    protected static byte[] Secret() => System.Text.Encoding.UTF8.GetBytes($"key = {Token}\n");

    /// <summary>Text without one.</summary>
    protected static byte[] Plain(int length) => System.Text.Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, (length / 8) + 1).Select(i => $"line{i % 1000:000}\n")))[..length];

    /// <summary>Scans content under a name.</summary>
    protected GateResult Scan(string name, byte[] content)
    {
        string path = Path.Combine(Folder, name);
        File.WriteAllBytes(path, content);
        return new Gate().Run(new GateOptions { WorkingDirectory = Folder, Now = DateTimeOffset.UnixEpoch, Artifacts = [new ArtifactInput(name, path)] });
    }

    /// <summary>Paths of findings, and <c>path reason</c> of what was not read, in order.</summary>
    protected string[] Outcome(string name, byte[] content)
    {
        GateResult result = Scan(name, content);
        return [.. result.Findings.Select(f => f.Path.Inner), .. result.Unread.Select(u => $"{u.Path.Inner} {u.Reason.ToString().ToLowerInvariant()}")];
    }
}
