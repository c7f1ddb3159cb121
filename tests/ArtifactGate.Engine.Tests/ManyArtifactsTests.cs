using System.Globalization;
using System.IO.Compression;
using System.Text;
using ArtifactGate.Engine.Reports;
using ArtifactGate.Engine.Tests.Policies;
using ArtifactGate.Testing;

namespace ArtifactGate.Engine.Tests;

/// <summary>Hundreds of artifacts give one report, in whatever order they are named and on however many cores they are scanned.</summary>
public sealed class ManyArtifactsTests : IDisposable
{
    private const int Count = 400;

    private readonly PolicyFolder _folder = new();

    public ManyArtifactsTests()
    {
        for (int i = 0; i < Count; i++)
        {
            using ZipArchive zip = ZipFile.Open(PathOf(i), ZipArchiveMode.Create);
            using var text = new StreamWriter(zip.CreateEntry("content/a.txt").Open());
            text.Write(i % 50 == 7 ? $"token = {SampleSecrets.GitHub(i % 3)}\n" : $"package {i}\n");
        }

        File.WriteAllText(PathOf(3), "");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_report_is_the_same_in_any_order_and_on_any_number_of_cores()
    {
        int[] order = [.. Enumerable.Range(0, Count)];
        string first = Report(order, 1);
        Assert.Contains("\"reason\": \"empty\"", first, StringComparison.Ordinal);
        Assert.Equal(8, first.Split("\"fingerprint\"").Length - 1);
        Assert.Equal(first, Report([.. order.Reverse()], 1));
        new Random(1).Shuffle(order);
        foreach (int jobs in new[] { 2, 3, 8 })
        {
            Assert.Equal(first, Report(order, jobs));
        }
    }

    private string Report(int[] order, int jobs)
    {
        GateResult result = new Gate().Run(PolicyFolder.Options() with
        {
            WorkingDirectory = _folder.Root,
            Artifacts = [.. order.Select(i => new ArtifactInput(Path.GetFileName(PathOf(i)), PathOf(i)))],
            Jobs = jobs,
        });
        using var output = new MemoryStream();
        ReportWriters.Find("json")!.Write(result with { Seconds = 0 }, output);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private string PathOf(int number) => Path.Combine(_folder.Root, string.Create(CultureInfo.InvariantCulture, $"p{number}.zip"));
}
