using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ArtifactGate.Testing;

namespace ArtifactGate.Architecture.Tests;

/// <summary>The four weeks of the page for release engineers, run through by its own commands and policies.</summary>
public sealed partial class ReleaseGateTests : IDisposable
{
    private static readonly string Page = Repository.Read("eng/release-gate.md");

    private readonly string _folder = Directory.CreateTempSubdirectory("artifactgate-release-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Its_four_weeks_go_as_it_says()
    {
        Assert.SkipWhen(ProgramRun.Find("openssl") is null, "openssl must be installed.");
        Queue<string> commands = new(PageCommands.In(Page));
        (string observe, string enforce, string standard) = PageCommands.Json(Page) is [var first, var second, var third] ? (first, second, third) : ("", "", "");

        Write(".git", "");
        Write("out/Lib.1.0.0.nupkg", $"token = {SampleSecrets.GitHub(1)}");
        Write("artifactgate.json", observe);
        Says("AG0007", commands.Dequeue(), "artifactgate scan ");

        Write("artifactgate.json", observe.Replace("observe", "enforce", StringComparison.Ordinal));
        Says("1 allowance added", commands.Dequeue(), "artifactgate allow ");
        Says("PASSED", commands.Dequeue(), "artifactgate scan ");
        string fingerprint = (string)JsonNode.Parse(File.ReadAllText(Path.Combine(_folder, "report.json")))!["findings"]![0]!["fingerprint"]!;
        Says("1 accepted already", commands.Dequeue().Replace("v1:...", fingerprint, StringComparison.Ordinal), "artifactgate allow ");

        Write("out/Lib.1.0.0.nupkg", "nothing to see");
        Write("artifactgate.json", enforce);
        Write("base.json", standard);
        Says("", commands.Dequeue(), "openssl ");
        Says("", commands.Dequeue(), "openssl ");
        Says("PASSED", commands.Dequeue(), "artifactgate scan ");
        Says("verified", commands.Dequeue(), "artifactgate verify ");
        Assert.Equal("dotnet nuget push \"out/*.nupkg\"", Assert.Single(commands));
    }

    [Fact]
    public void Every_option_it_names_exists()
    {
        string help = string.Concat(new[] { "scan", "verify", "allow" }.Select(c => PageCommands.Run($"artifactgate {c} --help", _folder).Output));
        string[] names = [.. OptionName().Matches(Page).Select(m => m.Value).Distinct()];
        Assert.NotEmpty(names);
        Assert.All(names, n => Assert.Contains(n, help, StringComparison.Ordinal));
    }

    [Fact]
    public void The_README_leads_to_it_and_its_allowance_is_written_by_its_command()
    {
        string readme = Repository.Read("README.md");
        Assert.Contains("(eng/release-gate.md)", readme, StringComparison.Ordinal);
        string command = Assert.Single(PageCommands.In(readme), c => c.StartsWith("artifactgate allow ", StringComparison.Ordinal));

        Write(".git", "");
        Write("a.txt", $"token = {SampleSecrets.GitHub(1)}");
        Assert.Equal(1, PageCommands.Run("artifactgate scan a.txt --report report.json", _folder).ExitCode);
        string fingerprint = (string)JsonNode.Parse(File.ReadAllText(Path.Combine(_folder, "report.json")))!["findings"]![0]!["fingerprint"]!;
        Says("1 allowance added", command.Replace("v1:...", fingerprint, StringComparison.Ordinal), "artifactgate allow ");
        Says("PASSED", "artifactgate scan a.txt", "artifactgate scan ");
    }

    [Fact]
    public void The_policies_of_the_README_are_policies()
    {
        IReadOnlyList<string> policies = PageCommands.Json(Repository.Read("README.md"));
        Assert.Equal(2, policies.Count);
        Write(".git", "");
        Write("a.txt", "nothing to see");
        Write("teams/payments/allowances.json", "{}");
        Write("artifactgate.json", policies[0]);
        Says("PASSED", "artifactgate scan a.txt --environment pr", "artifactgate ");
        Write("artifactgate.json", "{}");
        Write("base.json", policies[1]);
        Says("PASSED", "artifactgate scan a.txt --base-policy base.json", "artifactgate ");
    }

    // The page has a day that will be over.
    private void Says(string says, string command, string start)
    {
        Assert.StartsWith(start, command, StringComparison.Ordinal);
        string soon = DateTime.UtcNow.AddDays(90).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        (int exit, string output) = PageCommands.Run(command.Replace("2027-06-30", soon, StringComparison.Ordinal), _folder);
        Assert.True(exit == 0 && output.Contains(says, StringComparison.Ordinal), $"{command}\nexit {exit}, expected '{says}': {output}");
    }

    private void Write(string name, string content)
    {
        string path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }

    [GeneratedRegex(@"(?<![\w-])--[a-z][a-z-]+")]
    private static partial Regex OptionName();
}
