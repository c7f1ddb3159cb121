using ArtifactGate.Testing;

namespace ArtifactGate.Engine.Tests.Leaks;

/// <summary>What checkouts and build servers leave in the workspace that is then uploaded.</summary>
public sealed class SourceControlLeakTests : LeakTest
{
    [Theory]
    [InlineData("github-installation", "AG1005")]
    [InlineData("github-installation-stateless", "AG1007")]
    public void The_token_of_a_checkout_stays_in_the_configuration_of_git(string rule, string code)
    {
        Finding finding = Assert.Single(Leaks("workspace.zip", SampleSecrets.Token(rule, 1), t => Zip((".git/config", GitConfig(t)), ("src/a.cs", "class A { }\n")),
            $"{code} .git/config block"));
        Assert.Equal("base64 > utf-8", finding.Encoding);
        Assert.Equal(9, finding.Location.Line);
    }

    [Fact]
    public void Newer_checkouts_keep_it_in_a_file_that_is_included()
    {
        string id = Guid.NewGuid().ToString();
        byte[] Build(string token) => Zip(
            (".git/config", $"""
                [core]
                	repositoryformatversion = 0
                [includeIf "gitdir:/home/runner/work/app/app/.git"]
                	path = /home/runner/work/_temp/git-credentials-{id}.config
                [includeIf "gitdir:/github/workspace/.git"]
                	path = /github/runner_temp/git-credentials-{id}.config

                """),
            ($"_temp/git-credentials-{id}.config", $"""
                [http "https://github.com/"]
                	extraheader = AUTHORIZATION: basic {Base64("x-access-token:" + token)}

                """));
        Leaks("workspace.zip", SampleSecrets.Token("github-installation", 2), Build, $"AG1005 _temp/git-credentials-{id}.config block");
        Leaks("workspace2.zip", SampleSecrets.Token("github-installation-stateless", 2), Build, $"AG1007 _temp/git-credentials-{id}.config block");
    }

    [Fact]
    public void A_remote_with_a_password_is_found_where_it_stands()
    {
        Leaks("workspace.zip", Password(), p => Zip((".git/config", $"[remote \"origin\"]\n\turl = https://build:{p}@git.contoso.net/app.git\n")), "AG3004 .git/config block");
        Leaks("workspace2.zip", SampleSecrets.GitHub(3), t => Zip((".git/config", $"[remote \"origin\"]\n\turl = https://x-access-token:{t}@github.com/contoso/app\n")),
            "AG1001 .git/config block");
        Leaks("workspace3.zip", SampleSecrets.GitHub(3), t => Zip((".git/FETCH_HEAD", $"{new string('a', 40)}\t\tbranch 'main' of https://{t}:x-oauth-basic@github.com/contoso/app\n")),
            "AG1001 .git/FETCH_HEAD block");
    }

    [Fact]
    public void A_log_holds_the_whole_environment() => Leaks("logs.zip", WebToken(4), t => Zip(("1_build.txt", $"""
        2026-01-01T00:00:00.0000000Z ##[group]Environment
        2026-01-01T00:00:00.0000000Z ACTIONS_RUNTIME_URL=https://pipelines.actions.githubusercontent.com/x/
        2026-01-01T00:00:00.0000000Z ACTIONS_RUNTIME_TOKEN={t}
        2026-01-01T00:00:00.0000000Z GITHUB_SHA=0f0e0d0c0b0a09080706050403020100f0e0d0c0
        2026-01-01T00:00:00.0000000Z ##[endgroup]

        """)), "AG1201 1_build.txt block");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_a_later_commit_removed_is_in_the_history_that_ships(bool packed)
    {
        Assert.SkipWhen(ProgramRun.Find("git") is null, "git is not installed");
        string token = SampleSecrets.GitHub(5);
        (byte[] zip, string id) = Repository(token, packed);
        string file = packed ? @"pack/pack-[0-9a-f]{40}\.pack" : $"{id[..2]}/{id[2..]}";
        GateResult result = Scan("workspace.zip", zip);
        Assert.Equal("AG3020 .git/HEAD warn", Described(result)[0]);
        Assert.Matches($"^AG1001 .git/objects/{file}!{id} block$", Assert.Single(Described(result).Skip(1)));
        Assert.Empty(result.Unread);
        GateResult clean = Scan("clean.zip", Repository("none", packed).Zip);
        Assert.Equal(["AG3020 .git/HEAD warn"], Described(clean));
        Assert.Empty(clean.Unread);
    }

    // A repository in which a value was committed and taken out again, and the name of the object that keeps it.
    private (byte[] Zip, string Id) Repository(string value, bool packed)
    {
        string folder = Directory.CreateDirectory(Path.Combine(Folder, Guid.NewGuid().ToString("N"))).FullName;
        string Git(params string[] arguments)
        {
            ProgramRun run = ProgramRun.Start("git", ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "gc.auto=0", .. arguments], folder);
            Assert.True(run.ExitCode == 0, run.Output);
            return run.Output.Trim();
        }

        Git("init", "-q");
        foreach (string line in (string[])[$"token = {value}", "token = from the vault"])
        {
            File.WriteAllText(Path.Combine(folder, "settings.ini"), $"[deploy]\n{line}\n");
            Git("add", "settings.ini");
            Git("commit", "-qm", "Settings");
        }

        string id = Git("rev-parse", "HEAD~1:settings.ini");
        if (packed)
        {
            Git("gc", "-q");
        }

        return (Zip([.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(f => (Path.GetRelativePath(folder, f).Replace('\\', '/'), File.ReadAllBytes(f)))]), id);
    }

    private static string GitConfig(string token) => $"""
        [core]
        	repositoryformatversion = 0
        	filemode = true
        	bare = false
        [remote "origin"]
        	url = https://github.com/contoso/app
        	fetch = +refs/heads/*:refs/remotes/origin/*
        [http "https://github.com/"]
        	extraheader = AUTHORIZATION: basic {Base64("x-access-token:" + token)}

        """;
}
