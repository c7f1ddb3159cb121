using System.Text;
using ArtifactGate.Artifacts;
using ArtifactGate.Detection;
using ArtifactGate.Testing;
using ArtifactGate.Testing.Applications;

namespace ArtifactGate.Engine.Tests.Formats;

/// <summary>Binary build logs, made by MSBuild and by hand.</summary>
public sealed class BinlogTests : FormatTest
{
    [Fact]
    public void A_real_log_names_the_variable_the_property_and_the_file()
    {
        string variable = SampleSecrets.GitHub(1), property = SampleSecrets.GitHub(2), file = SampleSecrets.GitHub(3), said = SampleSecrets.GitHub(4);
        DotNetProject project = new DotNetProject(Path.Combine(Folder, "app")).Write("System.Console.WriteLine();", "<Url>$(FROM_ENVIRONMENT)</Url>");
        File.WriteAllText(Path.Combine(Folder, "app", "Directory.Build.targets"), $"""
            <Project>
              <!-- {file} -->
              <Target Name="Say" BeforeTargets="Build"><Message Text="$(PROPERTY) and $([System.Environment]::MachineName) {said}" Importance="high" /></Target>
            </Project>
            """);
        project.Variables["FROM_ENVIRONMENT"] = variable;
        Assert.Null(project.Run("build", "-bl:made.binlog", "-p:PROPERTY=" + property));

        GateResult result = ScanPaths(Path.Combine(Folder, "app", "made.binlog"));
        Assert.Empty(result.Unread);
        Assert.Contains(result.Findings, f => f.Path.Inner.Length == 0 && f.Location.Member == "Environment[FROM_ENVIRONMENT]");
        Assert.Contains(result.Findings, f => f.Path.Inner.Length == 0 && f.Location.Member == "PROPERTY");
        Assert.Contains(result.Findings, f => f.Path.Inner.StartsWith("ProjectImports.zip!", StringComparison.Ordinal)
            && f.Path.Inner.EndsWith("app/Directory.Build.targets", StringComparison.Ordinal));
        Assert.Equal(("AG3015", "", Verdict.Warn), Assert.Single(result.Findings, f => f.Rule is FileRule) is var log ? (log.Rule.Code, log.Path.Inner, log.Verdict) : default);
        Assert.Equal(4, Credentials(result).Select(f => f.Fingerprint).Distinct().Count());
        Assert.Equal(Credentials(result).Count, Credentials(result).Select(f => (f.Path.Inner, f.Location.Offset)).Distinct().Count());
    }

    [Fact]
    public void A_name_counts_for_its_value()
    {
        var rule = (ContextRule)RuleBook.Default.Find("aws-secret-key-named")!;
        string value = rule.Value.Sample(new Random(4));
        TestBuildLog Log() => new TestBuildLog().List(("PATH", "/usr/bin"), ("AWS_SECRET_ACCESS_KEY", value)).Started();
        Finding finding = Assert.Single(Credentials(Scan(Log().Build())));
        Assert.Equal((rule.Code, "", "Environment[AWS_SECRET_ACCESS_KEY]"), (finding.Rule.Code, finding.Path.Inner, finding.Location.Member));

        finding = Assert.Single(Credentials(Scan(new TestBuildLog().Started().List(("AwsSecretKey", value)).Event(11, "done").Build())));
        Assert.Equal("AwsSecretKey", finding.Location.Member);

        // A property that is set by an event, with its source, and one that a task is given.
        TestBuildLog log = new TestBuildLog().Started();
        log.Event(22, "set", log.String("AwsSecretKey"), log.String(value), log.String("command line"));
        Assert.Equal("AwsSecretKey", Assert.Single(Credentials(Scan(log.Build()))).Location.Member);
        log = new TestBuildLog().Started();
        log.Event(25, "input", 0, log.String("AwsSecretKey"), 1, log.String(value), 0, 0, 0);
        Assert.Equal("AwsSecretKey", Assert.Single(Credentials(Scan(log.Build()))).Location.Member);
        Assert.Empty(Credentials(Scan(new TestBuildLog().List(("Other", value)).Started().Build())));
    }

    [Fact]
    public void A_place_is_the_place_in_the_unpacked_log()
    {
        TestBuildLog log = new TestBuildLog().Started();
        log.String(new string('x', 70_000) + SampleSecrets.GitHub(5));
        log.String("first");
        log.String("second " + SampleSecrets.GitHub(6));
        byte[] built = log.Build();
        var unpacked = new MemoryStream();
        new System.IO.Compression.GZipStream(new MemoryStream(built), System.IO.Compression.CompressionMode.Decompress).CopyTo(unpacked);
        foreach ((Finding finding, int seed) in Credentials(Scan(built)).Zip([5, 6]))
        {
            Assert.Equal(unpacked.ToArray().AsSpan().IndexOf(Encoding.UTF8.GetBytes(SampleSecrets.GitHub(seed))), finding.Location.Offset);
        }
    }

    [Fact]
    public void Bytes_of_events_and_behind_the_end_are_read()
    {
        Assert.Equal([""], Found(Scan(new TestBuildLog().Started().Record(99, Token(7)).Build())));
        Assert.Matches("^@[0-9]+!a.txt$", Assert.Single(Found(Scan(new TestBuildLog { End = [0, .. Zip(("a.txt", Token(8)))] }.Started().Build()))));
    }

    [Fact]
    public void What_is_damaged_or_too_new_is_said_and_read_all_the_same()
    {
        TestBuildLog Log(byte[]? end = null, int version = 26, int least = 18)
        {
            var log = new TestBuildLog { End = end ?? [0], Version = version, LeastReader = least };
            log.String("key = " + SampleSecrets.GitHub(9));
            return log.Started();
        }

        void Check(TestBuildLog log, params (string Path, UnreadReason Reason)[] unread)
        {
            GateResult result = Scan(log.Build());
            Assert.Equal(unread, Unread(result));
            Assert.Equal([""], Found(result));
        }

        Check(Log());
        Check(Log(version: 90));
        Check(Log(end: []), ("", UnreadReason.Corrupt));
        Check(Log().Record(24, [1, 2], length: 500), ("", UnreadReason.Corrupt));
        Check(Log().Record(24, [1, 2], length: int.MaxValue), ("", UnreadReason.Corrupt));
        Check(Log().Record(5000, [1, 2]), ("", UnreadReason.Corrupt));
        Check(Log(end: [24, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80]), ("", UnreadReason.Corrupt));
        Check(Log(version: 90, least: 80), ("", UnreadReason.Unsupported));
        Assert.Equal([("ProjectImports.zip", UnreadReason.Corrupt)], Unread(Scan(Log().Archive([.. Zip(("a.txt", Token(1)))[..^30]]).Build())));

        // Numbers that mean nothing name nothing.
        Check(Log().Record(23, [200, 200, 200, 200, 7, 1, 2, 3]).Record(25, [0xFF, 0xFF, 3]).Record(1, []));
    }

    [Fact]
    public void The_project_files_of_an_older_log_are_found_at_its_end()
    {
        byte[] log = new TestBuildLog { Version = 16 }.Started().Archive(Zip(("src/a.targets", Token(10)))).Build();
        Assert.Equal(["ProjectImports.zip!src/a.targets"], Found(Scan("old.binlog", log)));
        Assert.Equal([("", UnreadReason.Unsupported)], Unread(Scan("old.binlog", new TestBuildLog { Version = 16 }.Started().Build())));
    }

    [Fact]
    public void Other_compressed_files_are_no_log()
    {
        foreach (byte[] content in new byte[][] { [26, 0, 0, 0, 18, 0, 0, 0, .. new byte[50]], [26, 0, 0, 0, 18, 0, 0, 0, 24, 5, 1, 2, 3, 4, 5, 24, 1, 65], [20, 0, 0, 0, 1, 0, 0, 0, .. Token(1)], [239, 0, 0, 0, 109, 0, 0, 0, 40, 0, 0, 0, 2, 4, 0, 1, .. new byte[90]] })
        {
            var stream = new MemoryStream();
            using (var gzip = new System.IO.Compression.GZipStream(stream, System.IO.Compression.CompressionLevel.Optimal, leaveOpen: true))
            {
                gzip.Write(content);
            }

            Assert.Empty(Scan(stream.ToArray()).Unread);
        }
    }
}
