using System.Globalization;
using System.Text;
using System.Text.Json;
using ArtifactGate.Testing;
using ArtifactGate.Testing.Formats;

namespace ArtifactGate.Tool.Tests;

/// <summary>Archives whose blocks name memory, each more than the one before. The tool runs as a process, whose memory must stay below what is promised.</summary>
public sealed class PackedRarMemoryTests : IDisposable
{
    private const long Promised = 256_000_000;

    // The first that a new model of six bytes packs: an escape, and that another block follows.
    private static readonly byte[] AnotherBlock = [1, 0xFE, 1, 0xFE, 0, 0];

    private readonly string _folder = Directory.CreateTempSubdirectory("artifactgate-rar-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(120, 256)]
    [InlineData(90, 128)]
    public void Memory_that_blocks_name_is_never_taken_together(int least, int most)
    {
        Assert.SkipWhen(!File.Exists("/usr/bin/time"), "GNU time is not here.");
        byte[] data = new byte[300_000], content = new byte[3_000_000];
        new Random(1).NextBytes(data);
        byte[] secret = Encoding.ASCII.GetBytes($"token = {SampleSecrets.GitHub(1)}\n");
        var files = new List<byte[]>();
        for (int mebibytes = least, i = 0; mebibytes <= most; mebibytes += 2, i++)
        {
            files.Add(RarBuilder.Packed4($"{i}", content, Rar3Encoder.Ppmd(secret, mebibytes, data)));
        }

        File.WriteAllBytes(Path.Combine(_folder, "x.rar"), RarBuilder.Rar4([RarBuilder.Main4(), .. files, RarBuilder.End4()]));
        (string[] unread, long peak) = Scan();
        Assert.Equal(files.Count, unread.Length);
        Assert.Equal(least <= 128, unread.Contains("corrupt"));
        Assert.Equal(most > 128, unread.Contains("size"));
        Assert.InRange(peak, 1, Promised);
    }

    [Fact]
    public void Nor_by_the_blocks_of_one_file()
    {
        Assert.SkipWhen(!File.Exists("/usr/bin/time"), "GNU time is not here.");
        byte[] blocks = [.. Enumerable.Range(90, 39).SelectMany(m => (byte[])[0xA5, (byte)(m - 1), .. AnotherBlock]), 0xA5, 0xFF, .. new byte[100]];
        File.WriteAllBytes(Path.Combine(_folder, "x.rar"), RarBuilder.Rar4(RarBuilder.Main4(), RarBuilder.Packed4("1", new byte[1000], blocks), RarBuilder.End4()));
        (string[] unread, long peak) = Scan();
        Assert.Equal(["size"], unread);
        Assert.InRange(peak, 1, Promised);
    }

    // What the collector may take is not bounded by anything but the program itself.
    private (string[] Unread, long Peak) Scan()
    {
        string report = Path.Combine(_folder, "report.json"), peak = Path.Combine(_folder, "peak.log");
        ProgramRun run = ProgramRun.Start("/usr/bin/time",
            ["-q", "-f", "%M", "-o", peak, "dotnet", "exec", typeof(ToolHost).Assembly.Location, "scan", "x.rar", "--report", report], _folder, new Dictionary<string, string?> { ["CI"] = null });
        Assert.True(File.Exists(report), run.Output);
        using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(report));
        string[] unread = [.. json.RootElement.GetProperty("unread").EnumerateArray().Select(u => u.GetProperty("reason").GetString()!)];
        return (unread, long.Parse(File.ReadAllText(peak), CultureInfo.InvariantCulture) * 1024);
    }
}
