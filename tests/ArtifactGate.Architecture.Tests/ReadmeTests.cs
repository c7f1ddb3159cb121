using System.Text.RegularExpressions;
using ArtifactGate.Detection;
using ArtifactGate.Testing;

namespace ArtifactGate.Architecture.Tests;

/// <summary>What the README promises exists, and its commands are the ones that the continuous build runs.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string Text = Repository.Read("README.md");

    [Fact]
    public void Its_command_gates_artifacts_from_a_clone()
    {
        string command = Command("dotnet run ");
        string folder = Directory.CreateTempSubdirectory("artifactgate-readme-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "a.txt"), $"token = {SampleSecrets.GitHub(1)}");
            Assert.EndsWith(" path/to/artifacts", command, StringComparison.Ordinal);
            string[] words = command.Replace("path/to/artifacts", folder, StringComparison.Ordinal).Split(' ');
            var environment = new Dictionary<string, string?> { ["MSBUILDDISABLENODEREUSE"] = "1", ["MSBuildSDKsPath"] = null, ["MSBUILD_EXE_PATH"] = null };
            ProgramRun run = ProgramRun.Start(words[0], words[1..], Repository.Root, environment);
            Assert.True(run.ExitCode == 1, run.Output);
            Assert.Contains("AG1001", run.Output, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Its_rules_pass_the_command_that_tests_them()
    {
        string command = Command("artifactgate rules --test ");
        string rules = Text.Split("```toml\n")[1].Split("```")[0];
        string folder = Directory.CreateTempSubdirectory("artifactgate-readme-").FullName;
        try
        {
            string[] words = command.Split(' ')[1..];
            File.WriteAllText(Path.Combine(folder, words[^1]), rules);
            var output = new MemoryStream();
            Assert.Equal(0, new Tool.ToolHost(() => output, () => Stream.Null, TextWriter.Null, folder, _ => null).Run(words));
            Assert.Contains("own.acme-deploy-token: ok, 1 examples, 1 negative examples", System.Text.Encoding.UTF8.GetString(output.ToArray()), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Its_test_command_is_the_one_that_the_continuous_build_runs() =>
        Assert.Contains(Command("dotnet test "), Repository.Read(".ci/run"), StringComparison.Ordinal);

    [Fact]
    public void Every_property_it_names_is_in_the_targets()
    {
        string targets = Repository.Read("build/ArtifactGate.targets") + Repository.Read("build/ArtifactGate.Late.targets");
        string[] names = [.. PropertyName().Matches(Text).Select(m => m.Value).Distinct()];
        Assert.NotEmpty(names);
        Assert.All(names, n => Assert.Contains(n == "ArtifactGateAllow" ? $"@({n})" : $"$({n})", targets, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_option_it_names_is_in_the_help()
    {
        string shown = string.Concat(new[] { "scan", "verify", "allow", "merge", "rules" }.Select(Help));
        string[] names = [.. OptionName().Matches(Text).Select(m => m.Value).Distinct().Except(["--global", "--project"])];
        Assert.NotEmpty(names);
        Assert.All(names, n => Assert.Contains(n, shown, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_rule_it_names_exists()
    {
        string[] codes = [.. RuleCode().Matches(Text).Select(m => m.Value).Distinct()];
        Assert.NotEmpty(codes);
        Assert.All(codes, c => Assert.NotNull(RuleBook.Default.Find(c)));
    }

    [Fact]
    public void Its_receipt_is_made_and_verified_by_its_commands()
    {
        Assert.SkipWhen(ProgramRun.Find("openssl") is null, "openssl must be installed.");
        string folder = Directory.CreateTempSubdirectory("artifactgate-readme-").FullName;
        try
        {
            foreach (string file in new[] { "out/Lib.1.0.0.nupkg", "publish/a.txt" })
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, file))!);
                File.WriteAllText(Path.Combine(folder, file), "nothing to see");
            }

            string[] commands = [.. Text.Split("## Receipt and verify")[1].Split("\n## ")[0].Split("```console\n").Skip(1).SelectMany(block => block.Split("```")[0].Split('\n'))
                .Where(l => l.Length > 0 && !l.StartsWith("dotnet nuget push", StringComparison.Ordinal))];
            Assert.Equal(["openssl", "openssl", "artifactgate", "artifactgate"], commands.Select(c => c.Split(' ')[0]));
            Assert.All(commands, command =>
            {
                string[] words = [.. command.Split(' ').Select(w => w.Trim('"'))];
                int exit = words[0] == "openssl"
                    ? ProgramRun.Start(words[0], words[1..], folder).ExitCode
                    : new Tool.ToolHost(() => new MemoryStream(), () => Stream.Null, TextWriter.Null, folder, _ => null).Run(words[1..]);
                Assert.Equal(0, exit);
            });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Help(string command)
    {
        var help = new MemoryStream();
        new Tool.ToolHost(() => help, () => Stream.Null, TextWriter.Null, Repository.Root, _ => null).Run([command, "--help"]);
        return System.Text.Encoding.UTF8.GetString(help.ToArray());
    }

    private static string Command(string start) => Assert.Single(Text.Split('\n'), l => l.StartsWith(start, StringComparison.Ordinal));

    [GeneratedRegex(@"\bArtifactGate(?!Gate)[A-Z]\w+\b(?!\.)")]
    private static partial Regex PropertyName();

    [GeneratedRegex(@"(?<![\w-])--[a-z][a-z-]+")]
    private static partial Regex OptionName();

    [GeneratedRegex(@"\bAG[1-5]\d{3}\b")]
    private static partial Regex RuleCode();
}
