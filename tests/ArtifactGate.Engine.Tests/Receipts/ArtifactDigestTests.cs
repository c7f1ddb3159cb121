using System.Security.Cryptography;
using System.Text;
using ArtifactGate.Artifacts;
using ArtifactGate.Engine.Receipts;

namespace ArtifactGate.Engine.Tests.Receipts;

public sealed class ArtifactDigestTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("artifactgate-digest-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Files_folders_and_streams_have_the_digests_of_a_scan()
    {
        string file = Path.Combine(_folder, "a.txt");
        File.WriteAllText(file, "text");
        ArtifactInput[] inputs = [new("a.txt", file), new("folder", _folder), new("-", "", () => new MemoryStream("text"u8.ToArray()))];
        GateResult result = new Gate().Run(new GateOptions { WorkingDirectory = Path.GetTempPath(), Artifacts = inputs, Now = DateTimeOffset.UnixEpoch });
        Assert.Equal(
            result.Artifacts.Select(a => (a.Path, a.Form, a.Sha256)),
            inputs.Select(ArtifactDigest.Of).Select(d => (d.Name, d.Form, d.Sha256)).OrderBy(d => d.Name, StringComparer.Ordinal));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData("text"u8)), ArtifactDigest.Of(inputs[0]).Sha256);
        Assert.Equal([ArtifactForm.File, ArtifactForm.File, ArtifactForm.Folder], result.Artifacts.Select(a => a.Form));
    }

    [Fact]
    public async Task A_file_that_is_written_to_while_it_is_read_has_changed()
    {
        string file = Path.Combine(_folder, "big.bin");
        File.WriteAllBytes(file, new byte[64 << 20]);
        using var stop = new CancellationTokenSource();
        using var begun = new ManualResetEventSlim();
        Task writing = Task.Run(() =>
        {
            using FileStream stream = new(file, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
            while (!stop.IsCancellationRequested)
            {
                stream.Write(Encoding.UTF8.GetBytes("x"));
                stream.Flush();
                begun.Set();
            }
        });
        begun.Wait(TestContext.Current.CancellationToken);
        string? changed = ArtifactDigest.Of(new ArtifactInput("big.bin", file)).Changed;
        IReadOnlyList<string> inFolder = FolderDigest.Of(_folder).Changed;
        await stop.CancelAsync();
        await writing;
        Assert.Equal("big.bin", changed);
        Assert.Equal(["big.bin"], inFolder);
    }
}
