using System.Globalization;
using System.Text.Json;
using ArtifactGate.Testing;

namespace ArtifactGate.Tool.Tests;

/// <summary>
/// Compressed files in each other, and side by side, that each fill the largest dictionary that is read. The tool runs as a process: it must say
/// what it did not read, and its memory must stay below what is promised for any input.
/// </summary>
public sealed class NestTests : IDisposable
{
    private const long Promised = 256_000_000;

    // Longer than any dictionary here, so that it is filled.
    private const string MakeZeros = "head -c 136314880 /dev/zero > zeros";

    private static readonly Dictionary<string, string> Packers = new()
    {
        ["xz"] = "xz -T1 -c --lzma2=preset=0,dict=128MiB",
        ["lzma"] = "xz -T1 -c --format=lzma --lzma1=preset=0,dict=128MiB",
        ["lz"] = "lzip -0 -s 128MiB -c",
        ["zst"] = "zstd -q -c -1 --zstd=wlog=27",
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("artifactgate-nests-").FullName;

    public static TheoryData<string> Kinds => [.. Packers.Keys];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void In_each_other_they_are_refused_where_they_become_too_much(string kind)
    {
        Make(kind, $"{MakeZeros}; tar cf t zeros; {Packers[kind]} < t > n1.{kind}; for i in 2 3 4; do tar cf t zeros n$((i-1)).{kind}; {Packers[kind]} < t > n$i.{kind}; done");
        (int exit, string[] unread, long peak) = Scan($"n4.{kind}");
        Assert.Equal(3, exit);
        Assert.All(unread, u => Assert.StartsWith($"n3.{kind}!", u, StringComparison.Ordinal));
        Assert.Contains(unread, u => u.EndsWith(" size needs more than 136 MiB of memory to decompress, together with what is around it", StringComparison.Ordinal));
        Assert.InRange(peak, 1, Promised);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void One_after_the_other_they_are_all_read(string kind)
    {
        Make(kind, $"{MakeZeros}; {Packers[kind]} < zeros > 1.{kind}; for i in 2 3 4; do cp 1.{kind} $i.{kind}; done; tar cf all.tar *.{kind}");
        (int exit, string[] unread, long peak) = Scan("all.tar");
        Assert.Empty(unread);
        Assert.Equal(0, exit);
        Assert.InRange(peak, 1, Promised);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public void At_once_they_wait_for_each_other_and_are_all_read(int jobs)
    {
        Make("xz", $"{MakeZeros}; {string.Join("; ", Packers.Where(p => ProgramRun.Find(p.Value.Split(' ')[0]) is not null).Select(p => $"{p.Value} < zeros > 1.{p.Key}"))}; rm zeros");
        (int exit, string[] unread, long peak) = Scan(".", "--jobs", jobs.ToString(CultureInfo.InvariantCulture));
        Assert.Empty(unread);
        Assert.Equal(0, exit);
        Assert.InRange(peak, 1, Promised);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public void Archives_at_once_leave_nothing_to_the_threads_that_read_them(int jobs)
    {
        Assert.SkipWhen(ProgramRun.Find("7z") is null, "7z is not installed.");
        Make("xz", $"{MakeZeros}; 7z a -bd -mx=1 -m0=lzma2:d=64m -mmt=1 1.7z zeros > log; for i in 2 3 4 5 6; do cp 1.7z $i.7z; done; rm zeros");
        (int exit, string[] unread, long peak) = Scan(".", "--jobs", jobs.ToString(CultureInfo.InvariantCulture));
        Assert.Empty(unread);
        Assert.Equal(0, exit);
        Assert.InRange(peak, 1, Promised);
    }

    [Fact]
    public void A_resource_is_read_where_it_is_however_large()
    {
        const long Length = 300_000_000;
        Make("xz", $"head -c {Length} /dev/zero > zeros; echo 'class C;' > C.cs");
        Compiler.Compile(Path.Combine(_folder, "C.cs"), Path.Combine(_folder, "C.dll"), "-debug-", "-resource:" + Path.Combine(_folder, "zeros"));
        (int exit, string[] unread, long peak) = Scan("C.dll");
        Assert.Empty(unread);
        Assert.Equal(0, exit);
        Assert.InRange(peak, 1, Promised);
    }

    [Fact]
    public void What_people_nest_is_read_whole()
    {
        string secret = SampleSecrets.GitHub(1);
        File.WriteAllText(Path.Combine(_folder, "canary.txt"), $"token = {secret}\n");
        Assert.SkipWhen(ProgramRun.Find("7z") is null, "7z is not installed.");
        Make("xz", "head -c 70000000 /dev/zero > text; cat canary.txt >> text; xz -T1 -9 text; 7z a -bd inner.zip text.xz > log; tar czf outer.tar.gz inner.zip; rm canary.txt");
        (int exit, string[] unread, long peak) = Scan("outer.tar.gz");
        Assert.Empty(unread);
        Assert.Equal(1, exit);
        Assert.InRange(peak, 1, Promised);
    }

    private void Make(string kind, string script)
    {
        Assert.SkipWhen(!OperatingSystem.IsLinux() || ProgramRun.Find(Packers[kind].Split(' ')[0]) is null, "the program that packs it is not here.");
        ProgramRun run = ProgramRun.Start("sh", ["-ec", script], _folder);
        Assert.True(run.ExitCode == 0, run.Output);
    }

    // GNU time tells how much memory a process had at most. Without it only what the collector manages is bounded.
    private (int ExitCode, string[] Unread, long Peak) Scan(params string[] arguments)
    {
        string report = Path.Combine(_folder, "report.json"), peak = Path.Combine(_folder, "peak.log");
        string[] scan = ["dotnet", "exec", typeof(ToolHost).Assembly.Location, "scan", .. arguments, "--report", report];
        string[] command = File.Exists("/usr/bin/time") ? ["/usr/bin/time", "-q", "-f", "%M", "-o", peak, .. scan] : scan;
        ProgramRun run = ProgramRun.Start(command[0], command[1..], _folder, new Dictionary<string, string?> { ["DOTNET_GCHeapHardLimit"] = "0xC800000", ["CI"] = null });
        Assert.True(File.Exists(report), run.Output);
        using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(report));
        string[] unread = [.. json.RootElement.GetProperty("unread").EnumerateArray()
            .Select(u => $"{u.GetProperty("path").GetString()} {u.GetProperty("reason").GetString()} {u.GetProperty("detail").GetString()}")];
        return (run.ExitCode, unread, File.Exists(peak) ? long.Parse(File.ReadAllText(peak), CultureInfo.InvariantCulture) * 1024 : 1);
    }
}
