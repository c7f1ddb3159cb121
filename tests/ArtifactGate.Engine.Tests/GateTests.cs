using System.Formats.Tar;
using System.Text;
using ArtifactGate.Artifacts;
using ArtifactGate.Detection;
using ArtifactGate.Testing;

namespace ArtifactGate.Engine.Tests;

public sealed class GateTests : IDisposable
{
    private static readonly TokenRule Rule = (TokenRule)RuleBook.Default.Find("github-pat")!;

    private readonly string _folder = Directory.CreateTempSubdirectory("artifactgate-engine-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_token_in_a_text_file_blocks_at_its_line_and_column()
    {
        string token = NewToken(1);
        GateResult result = Scan(Write("settings.json", $"{{\n  \"é😀\": \"{token}\"\n}}\n"));
        Finding finding = Assert.Single(result.Findings);
        Assert.Equal((2, 11, "AG1001", "utf-8"), (finding.Location.Line, finding.Location.Column, finding.Rule.Code, finding.Encoding));
        Assert.Equal("", finding.Path.Inner);
        Assert.Equal(Evidence.Proven, finding.Evidence);
        Assert.Equal(RunVerdict.Blocked, result.Verdict);
    }

    [Theory]
    [InlineData("utf-16le")]
    [InlineData("utf-16be")]
    public void A_token_in_utf_16_is_found(string encoding)
    {
        Encoding coder = encoding == "utf-16le" ? new UnicodeEncoding(false, true) : new UnicodeEncoding(true, true);
        GateResult result = Scan(Write("a.txt", [.. coder.GetPreamble(), .. coder.GetBytes($"one\ntwo = {NewToken(2)}\n")]));
        Finding finding = Assert.Single(result.Findings);
        Assert.Equal((encoding, 2, 7), (finding.Encoding, finding.Location.Line, finding.Location.Column));
    }

    [Fact]
    public void A_token_is_found_at_every_place_around_a_window_border()
    {
        byte[] token = Encoding.UTF8.GetBytes(NewToken(3));
        foreach (int at in Enumerable.Range(131072 - 4096 - 60, 80).Concat(Enumerable.Range(131072 - 60, 80)))
        {
            byte[] content = new byte[300_000];
            content.AsSpan().Fill((byte)' ');
            token.CopyTo(content, at);
            Assert.Equal(at, Assert.Single(Scan(Write("big.txt", content)).Findings).Location.Offset);
        }
    }

    [Theory]
    [InlineData(1, "base64 > utf-8")]
    [InlineData(2, "base64 > base64 > utf-8")]
    public void A_token_in_base64_is_found_with_its_chain(int times, string encoding)
    {
        string text = $"token={NewToken(4)};";
        for (int i = 0; i < times; i++)
        {
            text = Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
        }

        Finding finding = Assert.Single(Scan(Write("a.yaml", $"data:\n  x: {text}\n")).Findings);
        Assert.Equal((encoding, 2, 6, 11L), (finding.Encoding, finding.Location.Line, finding.Location.Column, finding.Location.Offset));
    }

    [Fact]
    public void A_token_in_wrapped_base64_of_several_megabytes_is_found_once()
    {
        byte[] content = new byte[3 << 20];
        new Random(5).NextBytes(content);
        Encoding.UTF8.GetBytes($" {NewToken(5)} ").CopyTo(content, 2_500_000);
        foreach (Base64FormattingOptions wrap in new[] { Base64FormattingOptions.None, Base64FormattingOptions.InsertLineBreaks })
        {
            Assert.Single(Scan(Write("a.txt", "x: " + Convert.ToBase64String(content, wrap))).Findings);
        }
    }

    [Fact]
    public void A_token_in_hexadecimal_is_found() =>
        Assert.Equal("hex > utf-8", Assert.Single(Scan(Write("a.txt", Convert.ToHexString(Encoding.UTF8.GetBytes(NewToken(6))))).Findings).Encoding);

    [Fact]
    public void A_folder_is_one_artifact_with_relative_paths()
    {
        Write("sub/deep/a.txt", NewToken(7));
        Write("clean.txt", "nothing");
        GateResult result = Scan(_folder);
        Assert.Equal("sub/deep/a.txt", Assert.Single(result.Findings).Path.Inner);
        ArtifactResult artifact = Assert.Single(result.Artifacts);
        Assert.Equal(("folder", RunVerdict.Blocked), (artifact.Kind, artifact.Verdict));
    }

    [Fact]
    public void A_cancelled_scan_of_a_folder_says_so()
    {
        Write("a.txt", "nothing");
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        GateResult result = new Gate().Run(Options(_folder), null, cancelled.Token);
        Assert.Equal((RunVerdict.Incomplete, UnreadReason.Cancelled), (result.Verdict, Assert.Single(result.Unread).Reason));
    }

    [Fact]
    public void A_folder_that_takes_too_long_is_unread()
    {
        Write("sub/a.txt", "nothing");
        GateResult result = new Gate().Run(Options(_folder) with { Limits = new Limits { MaxTime = TimeSpan.Zero } });
        Assert.Equal(RunVerdict.Incomplete, result.Verdict);
        Assert.Contains(result.Unread, u => u.Path.Segments.IsEmpty && u.Reason == UnreadReason.Time);
    }

    [Fact]
    public void Beyond_the_entries_limit_a_container_is_told_once_and_not_each_of_its_entries()
    {
        for (int i = 0; i < 50; i++)
        {
            Write($"files/{i}.txt", "nothing");
        }

        string tar = Path.Combine(_folder, "files.tar");
        TarFile.CreateFromDirectory(Path.Combine(_folder, "files"), tar, includeBaseDirectory: false);
        foreach (string artifact in new[] { tar, Path.Combine(_folder, "files") })
        {
            GateResult result = new Gate().Run(Options(artifact) with { Limits = new Limits { MaxEntries = 10 }, Jobs = 1 });
            Assert.Equal(RunVerdict.Incomplete, result.Verdict);
            Assert.All(result.Unread, u => Assert.Equal(UnreadReason.Entries, u.Reason));
            // The entry that is one too many, and what it is in.
            Assert.Equal(["", "*"], result.Unread.Select(u => u.Path.Inner.Length == 0 ? "" : "*").Order());
        }
    }

    [Fact]
    public void A_pipe_in_a_folder_is_not_waited_for_and_the_rest_is_read()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "made with mkfifo and symbolic links");
        Assert.Equal(0, ProgramRun.Start("mkfifo", [Path.Combine(_folder, "pipe")], _folder).ExitCode);
        File.CreateSymbolicLink(Path.Combine(_folder, "zero"), "/dev/zero");
        Write("empty.txt", "");
        Write("a.txt", NewToken(9));
        GateResult result = Scan(_folder);
        Assert.Single(result.Findings);
        Assert.Equal(["pipe", "zero"], result.Unread.Where(u => u.Reason == UnreadReason.Unsupported).Select(u => u.Path.Inner));
        Assert.NotEqual("", result.Artifacts[0].Sha256);
    }

    [Fact]
    public void Nothing_scanned_is_incomplete_and_a_clean_file_passes()
    {
        Assert.Equal(RunVerdict.Incomplete, Scan(Write("empty.txt", "")).Verdict);
        Assert.Equal(RunVerdict.Passed, Scan(Write("clean.txt", "hello")).Verdict);
    }

    [Fact]
    public void A_missing_artifact_is_an_error() =>
        Assert.Equal("AG0003", Assert.Throws<GateException>(() => Scan(Path.Combine(_folder, "nowhere"))).Code);

    [Fact]
    public void Values_travel_only_beside_the_result_and_only_when_asked()
    {
        string token = NewToken(8);
        string path = Write("a.txt", token);
        var gate = new Gate();
        Assert.DoesNotContain(token, gate.Run(Options(path)).ToString(), StringComparison.Ordinal);
        Assert.Null(gate.Revealed);
        GateResult revealed = gate.Run(Options(path) with { Reveal = true });
        Assert.Equal(token, gate.Revealed!.Find(Assert.Single(revealed.Findings)));
    }

    private static string NewToken(int seed) => Rule.Proof!.Complete(Rule.Shape.Sample(new Random(seed)), new Random(seed));

    private string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    private string Write(string name, byte[] content)
    {
        string path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    private GateOptions Options(string path) => new()
    {
        WorkingDirectory = _folder,
        Now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
        Artifacts = [new ArtifactInput(path.Replace('\\', '/'), path)],
    };

    private GateResult Scan(string path) => new Gate().Run(Options(path));
}
