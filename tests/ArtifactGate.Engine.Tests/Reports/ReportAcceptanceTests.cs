using System.Text;
using ArtifactGate.Artifacts;
using ArtifactGate.Engine.Reports;
using ArtifactGate.Engine.Tests.Results;

namespace ArtifactGate.Engine.Tests.Reports;

/// <summary>What every writer owes, whoever wrote it: a new one is tested here before its author writes a test.</summary>
public sealed class ReportAcceptanceTests
{
    public static TheoryData<string> Writers => [.. ReportWriters.All.Select(w => w.Name)];

    public static TheoryData<string, RunVerdict> WritersAndVerdicts
    {
        get
        {
            var data = new TheoryData<string, RunVerdict>();
            foreach (IReportWriter writer in ReportWriters.All)
            {
                foreach (RunVerdict verdict in Enum.GetValues<RunVerdict>())
                {
                    data.Add(writer.Name, verdict);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Writers))]
    public void No_value_is_ever_shown(string writer)
    {
        for (int seed = 1; seed <= 3; seed++)
        {
            PlantedRun run = PlantedRun.Make(seed, reveal: seed > 1);
            Assert.Equal(3, run.Result.Findings.Count);
            byte[] bytes = Bytes(writer, run.Result);
            string text = Encoding.UTF8.GetString(bytes);
            string latin = Encoding.Latin1.GetString(bytes);
            foreach (string form in run.Values.SelectMany(PlantedRun.FormsOf))
            {
                Assert.False(text.Contains(form, StringComparison.Ordinal) || latin.Contains(form, StringComparison.Ordinal), $"{writer} shows a value");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Writers))]
    public void Only_the_revealing_writers_show_values_and_only_when_handed_them(string name)
    {
        PlantedRun run = PlantedRun.Make(7, reveal: true);
        IReportWriter writer = ReportWriters.Find(name)!;
        Assert.Equal(name is "text" or "json", writer is IRevealingReportWriter);
        if (writer is IRevealingReportWriter revealing)
        {
            using var with = new MemoryStream();
            revealing.Write(run.Result, run.Revealed, with);
            string text = Encoding.UTF8.GetString(with.ToArray());
            Assert.All(run.Values, value => Assert.True(text.Contains(value, StringComparison.Ordinal)));

            using var without = new MemoryStream();
            revealing.Write(run.Result, null, without);
            Assert.Equal(Text(name, run.Result), Encoding.UTF8.GetString(without.ToArray()));
        }
    }

    [Theory]
    [MemberData(nameof(WritersAndVerdicts))]
    public void Every_verdict_can_be_written_twice_the_same(string writer, RunVerdict verdict)
    {
        GateResult result = Sample.Result(verdict, Sample.Finding(), Sample.Finding("b", Verdict.Warn), Sample.Finding("c", Verdict.Allowed)) with
        {
            Unread = [Sample.Unread(UnreadReason.Encrypted), Sample.Unread(UnreadReason.Size, Verdict.Warn, "b"), Sample.Unread(UnreadReason.Unsupported, Verdict.Allowed, "c")],
            Notices = [new Notice("AG0005", "An allowance ends.", "artifactgate.json")],
        };

        byte[] first = Bytes(writer, result);

        Assert.NotEmpty(first);
        Assert.Equal(first, Bytes(writer, result));
        Assert.False(first.AsSpan().StartsWith(Encoding.UTF8.Preamble));
        Assert.DoesNotContain((byte)'\r', first);
        Assert.Equal((byte)'\n', first[^1]);
    }

    [Theory]
    [MemberData(nameof(WritersAndVerdicts))]
    public void Hostile_names_do_nothing(string writer, RunVerdict verdict)
    {
        string text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Bytes(writer, HostileResult.Make(verdict)));

        foreach (Rune rune in text.EnumerateRunes())
        {
            Assert.False(rune.Value != '\n' && Printable.IsHarmful(rune), $"{writer} lets U+{rune.Value:X4} through");
        }

        string[] lines = text.Split('\n');
        Assert.DoesNotContain(lines, line => line.TrimStart().StartsWith("::", StringComparison.Ordinal) && !(writer == "github" && IsOwnCommand(line)));
        if (writer is not ("json" or "sarif"))
        {
            Assert.DoesNotContain(lines, line => line.Contains("##vso[task.complete", StringComparison.Ordinal));
            Assert.DoesNotContain("##[", text, StringComparison.Ordinal);
        }

        if (writer is "html" or "markdown" or "junit")
        {
            Assert.DoesNotContain("<script", text, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [MemberData(nameof(WritersAndVerdicts))]
    public void A_run_without_artifacts_never_looks_like_success(string writer, RunVerdict verdict)
    {
        string text = Text(writer, Sample.Result(verdict) with { Artifacts = [] });

        if (writer == "json")
        {
            Assert.Contains("\"artifacts\": []", text, StringComparison.Ordinal);
            return;
        }

        // SARIF has a field of its own for that, and repeats the verdict for scripts.
        Assert.DoesNotContain(writer == "sarif" ? "\"executionSuccessful\": true" : "PASSED", text, StringComparison.OrdinalIgnoreCase);
        Assert.Matches("(?i)nothing.{0,5}scanned|error", text);
    }

    [Fact]
    public void The_names_and_extensions_are_those_of_the_command_line()
    {
        Assert.Equal(["azure", "github", "json", "msbuild", "sarif", "text"], ReportWriters.All.Where(w => w.ForConsole).Select(w => w.Name).Order());
        Assert.Equal([".html", ".json", ".md", ".sarif", ".xml"], ReportWriters.All.Select(w => w.Extension).OfType<string>().Order());
        Assert.Equal("junit", ReportWriters.FindForFile("a/report.XML")!.Name);
        Assert.Equal("sarif", ReportWriters.FindForFile("a.sarif")!.Name);
        Assert.Null(ReportWriters.FindForFile("a.txt"));
        Assert.Null(ReportWriters.FindForConsole("html"));
    }

    internal static string Text(string writer, GateResult result) => Encoding.UTF8.GetString(Bytes(writer, result));

    private static byte[] Bytes(string writer, GateResult result)
    {
        using var output = new MemoryStream();
        ReportWriters.Find(writer)!.Write(result, output);
        return output.ToArray();
    }

    private static bool IsOwnCommand(string line) =>
        line.StartsWith("::error ", StringComparison.Ordinal) || line.StartsWith("::warning ", StringComparison.Ordinal);
}
