using System.IO.Compression;
using System.Text;
using System.Text.Json;
using ArtifactGate.Testing;

namespace ArtifactGate.Tool.Tests;

public sealed class ScanCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("artifactgate-tool-").FullName;

    public ScanCommandTests()
    {
        Write("good.txt", "nothing to see");
        Write("bad.txt", $"one\ntoken = {SampleSecrets.GitHub(1)}\n");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(0, "passed", "good.txt")]
    [InlineData(1, "blocked", "bad.txt")]
    [InlineData(1, "blocked", "bad.txt", "good.txt")]
    [InlineData(1, "blocked", ".")]
    [InlineData(1, "blocked", "*.txt")]
    [InlineData(0, "observed", "bad.txt", "--fail-on", "never")]
    [InlineData(3, "incomplete", "empty.txt")]
    [InlineData(3, "incomplete", "cut.zip")]
    [InlineData(1, "blocked", "cut.zip", "bad.txt")]
    [InlineData(0, "passed", "--expect", "1", "good.txt")]
    [InlineData(0, "passed", "--", "good.txt")]
    public void Exit_code_and_verdict_agree(int code, string verdict, params string[] arguments)
    {
        Write("empty.txt", "");
        Write("cut.zip", CutZip());
        ToolRun run = Scan(["--format", "json", .. arguments]);
        Assert.Equal((code, ""), (run.ExitCode, run.Error));
        Assert.Equal(verdict, JsonDocument.Parse(run.Output).RootElement.GetProperty("verdict").GetString());
    }

    [Theory]
    [InlineData("unknown option '--bogus'", "good.txt", "--bogus")]
    [InlineData("unknown option '--bogus'", "--bogus", "good.txt")]
    [InlineData("unknown option '-x'", "-x", "good.txt")]
    [InlineData("'none.txt' does not exist", "none.txt")]
    [InlineData("'none.txt' does not exist", "good.txt", "none.txt")]
    [InlineData("'*.nupkg' matches no file", "*.nupkg")]
    [InlineData("'[' ", "[*")]
    [InlineData("No artifact to scan")]
    [InlineData("An empty name", "")]
    [InlineData("of addresses only those of images can be read", "https://host/app:1")]
    [InlineData("AG0003: --expect 2, but there is 1 artifact.", "good.txt", "--expect", "2")]
    [InlineData("error: --expect takes a number from 0 on, not 'two'", "good.txt", "--expect", "two")]
    [InlineData("error: --format takes", "good.txt", "--format", "yaml")]
    [InlineData("--fail-on takes", "good.txt", "--fail-on", "always")]
    [InlineData("error: --jobs takes a number from 0 on, not '-1'", "good.txt", "--jobs", "-1")]
    [InlineData("error: --jobs takes a number from 0 on, not 'all'", "good.txt", "--jobs", "all")]
    [InlineData("--max-bytes takes a size", "good.txt", "--max-bytes", "much")]
    [InlineData("--max-depth takes a number", "good.txt", "--max-depth", "0")]
    [InlineData("--max-time takes a time", "good.txt", "--max-time", "soon")]
    [InlineData("the ending must be one of", "good.txt", "--report", "out.pdf")]
    [InlineData("the folder does not exist", "good.txt", "--report", "none/out.json")]
    [InlineData("none.json", "good.txt", "--policy", "none.json")]
    [InlineData("AG0004", "good.txt", "--policy", "folder")]
    [InlineData("broken.json(2): 'mood' is not a known member", "good.txt", "--policy", "broken.json")]
    [InlineData("'none.list' cannot be read", "--artifacts-from", "none.list")]
    [InlineData("--policy", "good.txt", "--policy")]
    public void What_cannot_run_is_one_line_and_exit_2(string says, params string[] arguments)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "folder"));
        Write("broken.json", "{\n  \"mood\": \"warn\"\n}");
        Scan(arguments).AssertOneLine(says == "'[' " ? "[*" : says);
    }

    [Fact]
    public void A_name_that_begins_with_a_hyphen_goes_after_two()
    {
        Write("-x", $"token = {SampleSecrets.GitHub(2)}");
        Assert.Equal(1, Scan("--", "-x").ExitCode);
    }

    [Fact]
    public void Standard_input_is_an_artifact()
    {
        ToolRun run = ToolRun.Start(_folder, ["scan", "-", "--format", "json"], $"token = {SampleSecrets.GitHub(3)}");
        Assert.Equal(1, run.ExitCode);
        JsonElement finding = Assert.Single(JsonDocument.Parse(run.Output).RootElement.GetProperty("findings").EnumerateArray());
        Assert.Equal(("-", ""), (finding.GetProperty("artifact").GetString(), finding.GetProperty("path").GetString()));
    }

    [Fact]
    public void What_is_no_file_is_refused_by_name_and_not_waited_for()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "made with mkfifo and symbolic links");
        Assert.Equal(0, ProgramRun.Start("mkfifo", [Path.Combine(_folder, "pipe.txt")], _folder).ExitCode);
        File.CreateSymbolicLink(Path.Combine(_folder, "dangling.txt"), "nowhere");
        Scan("pipe.txt").AssertOneLine("AG0003: 'pipe.txt' is a pipe");
        Scan("dangling.txt").AssertOneLine("AG0003: 'dangling.txt' is a link that leads to no file");
        Scan("/dev/zero").AssertOneLine("AG0003: '/dev/zero' is a pipe, socket or device");
        Assert.Equal(0, Scan("good.txt", "good*.txt", "--expect", "1").ExitCode);
        Assert.Equal(1, Scan("*.txt", "--expect", "2").ExitCode);
    }

    [Fact]
    public void A_glob_follows_links_without_going_round_in_circles()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "deep"));
        Directory.CreateSymbolicLink(Path.Combine(_folder, "deep", "round"), _folder);
        Write("deep/good.txt", "nothing to see");
        Assert.Equal(0, Scan("**/good.txt", "--expect", "2").ExitCode);
    }

    [Fact]
    public void Names_come_from_a_list_too()
    {
        Write("names.list", "good.txt\r\n\r\nbad.txt\n");
        Assert.Equal(1, Scan("--artifacts-from", "names.list", "--expect", "2").ExitCode);
        Assert.Equal(0, ToolRun.Start(_folder, ["scan", "--artifacts-from", "-", "--expect", "1"], "good.txt\n").ExitCode);
    }

    [Theory]
    [InlineData("text", true)]
    [InlineData("json", true)]
    [InlineData("sarif", false)]
    [InlineData("github", false)]
    [InlineData("azure", false)]
    [InlineData("msbuild", false)]
    public void Values_are_shown_only_on_request_and_only_in_text_and_json(string format, bool reveals)
    {
        string token = SampleSecrets.GitHub(1);
        ToolRun hidden = Scan("bad.txt", "--format", format);
        Assert.Contains("AG1001", hidden.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(token[5..20], hidden.Output + hidden.Error, StringComparison.Ordinal);
        Assert.Equal(reveals, Scan("bad.txt", "--format", format, "--reveal").Output.Contains(token, StringComparison.Ordinal));
    }

    [Fact]
    public void Reports_go_to_files_by_their_endings_and_hold_no_value()
    {
        string[] names = ["a.json", "a.sarif", "a.html", "a.md", "a.xml"];
        Assert.Equal(1, Scan(["bad.txt", .. names.SelectMany(n => new[] { "--report", n })]).ExitCode);
        Assert.All(names, n =>
        {
            string report = File.ReadAllText(Path.Combine(_folder, n));
            Assert.Contains("AG1001", report, StringComparison.Ordinal);
            Assert.DoesNotContain(SampleSecrets.GitHub(1)[5..20], report, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void The_tree_shows_everything_that_was_opened_below_what_it_is_in()
    {
        Write("a.zip", Zip(("b/inner.zip", Zip(("bad.txt", File.ReadAllBytes(Path.Combine(_folder, "bad.txt"))))), ("cut.zip", CutZip())));
        string[] lines = Scan("a.zip", "--tree").Output.Split('\n');
        int at = Array.IndexOf(lines, "Opened");
        string[] tree = [.. lines[(at + 1)..].TakeWhile(l => l.Length > 0).Select(l => System.Text.RegularExpressions.Regex.Replace(l, "(?<=[^ ]) {3,}(?=[a-z])", " | "))];
        Assert.Equal(6, tree.Length);
        Assert.Matches("^  a.zip \\| zip, [0-9,]+ bytes$", tree[0]);
        Assert.Matches("^    b/inner.zip \\| zip, [0-9,]+ bytes$", tree[1]);
        Assert.Equal("      bad.txt | file, 53 bytes", tree[2]);
        Assert.Equal(["    cut.zip | not read, corrupt: has no central directory: cut off, or one part of several", $"    cut.zip | zip, {CutZip().Length:N0} bytes"], tree[3..5].Order(StringComparer.Ordinal));
        Assert.StartsWith("      @0 | not read, corrupt", tree[5], StringComparison.Ordinal);
        Assert.DoesNotContain("Opened", Scan("a.zip").Output, StringComparison.Ordinal);

        JsonElement json = JsonDocument.Parse(Scan("a.zip", "--tree", "--format", "json").Output).RootElement.GetProperty("tree");
        Assert.Contains(json.EnumerateArray(), n => n.GetProperty("path").GetString() == "b/inner.zip!bad.txt" && n.GetProperty("bytes").GetInt64() == 53);
    }

    [Fact]
    public void Quiet_writes_nothing_when_the_run_passes()
    {
        Assert.Equal("", Scan("good.txt", "--quiet").Output);
        Assert.NotEqual("", Scan("bad.txt", "--quiet").Output);
    }

    [Fact]
    public void The_organisations_key_changes_fingerprints_and_is_named_but_not_shown()
    {
        string key = SampleSecrets.GitHub(9);
        string standard = Fingerprint(Scan("bad.txt", "--format", "json"));
        ToolRun keyed = ToolRun.Start(_folder, ["scan", "bad.txt", "--format", "json"], environment: new Dictionary<string, string> { ["ARTIFACTGATE_FINGERPRINT_KEY"] = key });
        Assert.NotEqual(standard, Fingerprint(keyed));
        Assert.DoesNotContain(key, keyed.Output, StringComparison.Ordinal);
    }

    private static string Fingerprint(ToolRun run) =>
        JsonDocument.Parse(run.Output).RootElement.GetProperty("findings")[0].GetProperty("fingerprint").GetString()!;

    private static byte[] CutZip()
    {
        byte[] whole = Zip(("a.txt", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 2000).Select(i => $"line {i}\n")))));
        return whole[..(whole.Length / 2)];
    }

    private static byte[] Zip(params ReadOnlySpan<(string Name, byte[] Content)> files)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in files)
            {
                using Stream entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }

    private ToolRun Scan(params string[] arguments) => ToolRun.Start(_folder, ["scan", .. arguments]);

    private void Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    private void Write(string name, byte[] content) => File.WriteAllBytes(Path.Combine(_folder, name), content);
}
