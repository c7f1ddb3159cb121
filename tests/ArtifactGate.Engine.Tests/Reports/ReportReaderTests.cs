using System.Text;
using ArtifactGate.Artifacts;
using ArtifactGate.Engine.Reports;
using ArtifactGate.Engine.Sharding;
using ArtifactGate.Engine.Tests.Results;

namespace ArtifactGate.Engine.Tests.Reports;

/// <summary>What was written is read again, and whatever else is handed over is refused in one line.</summary>
public sealed class ReportReaderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("artifactgate-reader-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<int> Results => [0, 1, 2, 3];

    [Theory]
    [MemberData(nameof(Results))]
    public void A_report_that_was_read_is_written_as_it_was(int which)
    {
        GateResult result = which switch
        {
            0 => PlantedRun.Make(5, reveal: false).Result,
            1 => HostileResult.Make(),
            2 => Sample.Result(RunVerdict.Incomplete, Sample.Finding("a%b!c.zip")) with
            {
                Unread = [Sample.Unread(UnreadReason.Changed)],
                Limits = new Limits { MaxTime = TimeSpan.FromSeconds(90) },
                Shard = new ShardedSet(new Shard(2, 7), 40, "sha256:" + new string('d', 64)),
            },
            _ => Sample.Result(RunVerdict.Passed),
        };
        byte[] written = Write(result);

        // Half a character is written as an escape, and read as the one that stands for it.
        Assert.Equal(Encoding.UTF8.GetString(written).Replace("\\uFFFD", "\uFFFD", StringComparison.Ordinal), Encoding.UTF8.GetString(Write(Read(written))));
    }

    [Theory]
    [InlineData("", "no JSON")]
    [InlineData("{", "no JSON")]
    [InlineData("[]", "has no 'schemaVersion' 1")]
    [InlineData("{\"schemaVersion\": 2}", "has no 'schemaVersion' 1")]
    [InlineData("{\"schemaVersion\": 1}", "has no object 'tool'")]
    [InlineData("{\"schemaVersion\": 1, \"schemaVersion\": 1}", "a member twice")]
    public void What_is_no_report_is_one_line(string content, string says)
    {
        GateException failure = Assert.Throws<GateException>(() => Read(Encoding.UTF8.GetBytes(content)));
        Assert.Equal("AG0003", failure.Code);
        Assert.StartsWith("'r.json' is no JSON report of ArtifactGate that can be used: it ", failure.Message, StringComparison.Ordinal);
        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Fact]
    public void Every_member_that_is_damaged_is_refused_and_never_thrown_past()
    {
        string good = Encoding.UTF8.GetString(Write(Sample.Result(RunVerdict.Blocked, Sample.Finding("x")) with { Unread = [Sample.Unread(UnreadReason.Empty)] }));
        string[] lines = good.Split('\n');
        int refused = 0;
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i].IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
            {
                string[] damaged = [.. lines];
                damaged[i] = lines[i][..colon] + ": true" + (lines[i].TrimEnd()[^1] is '{' or '[' ? ", \"rest\": " + lines[i].TrimEnd()[^1] : lines[i].EndsWith(',') ? "," : "");
                try
                {
                    Read(Encoding.UTF8.GetBytes(string.Join('\n', damaged)));
                }
                catch (GateException)
                {
                    refused++;
                }
            }
        }

        Assert.InRange(refused, 30, lines.Length);
    }

    [Fact]
    public void A_file_that_is_not_there_is_one_line()
    {
        GateException failure = Assert.Throws<GateException>(() => ReportReader.Read(Path.Combine(_folder, "none.json"), "none.json"));
        Assert.Equal("'none.json' does not exist.", failure.Message);
    }

    private GateResult Read(byte[] content)
    {
        string path = Path.Combine(_folder, "r.json");
        File.WriteAllBytes(path, content);
        return ReportReader.Read(path, "r.json");
    }

    private static byte[] Write(GateResult result)
    {
        using var output = new MemoryStream();
        ReportWriters.Find("json")!.Write(result, output);
        return output.ToArray();
    }
}
