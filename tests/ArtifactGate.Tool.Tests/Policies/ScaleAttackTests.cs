using System.Globalization;
using ArtifactGate.Testing;

namespace ArtifactGate.Tool.Tests.Policies;

/// <summary>The rest of the attacker's tour: what is shared between runs is forged, or left out. With the real program, under a base policy.</summary>
public sealed class ScaleAttackTests : IDisposable
{
    private readonly GateFolder _folder = new();

    public ScaleAttackTests() => _folder.Base("{}");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_forged_cache_entry()
    {
        _folder.Environment["ARTIFACTGATE_CACHE_KEY"] = Guid.NewGuid().ToString("N");
        _folder.Write("out/a.txt", "nothing to see");
        _folder.Write("out/b.txt", "nothing either");
        _folder.Ends(0, "Cache: 0 of 2", "scan", "out/a.txt", "out/b.txt", "--cache", "cache");
        _folder.Ends(0, "Cache: 2 of 2", "scan", "out/a.txt", "out/b.txt", "--cache", "cache");

        // Everything that vouches for clean content is laid wherever something could be looked up.
        string[] entries = Directory.GetFiles(_folder.PathOf("cache"), "*", SearchOption.AllDirectories);
        string vouching = File.ReadAllText(entries[0]);
        _folder.Plant("out/a.txt");
        foreach (string entry in entries)
        {
            File.WriteAllText(entry, vouching);
        }

        _folder.Ends(1, "AG1001", "scan", "out/a.txt", "out/b.txt", "--cache", "cache");

        // The attacker's own run, with a key of their own and without the base policy.
        string ofKey = _folder.Environment["ARTIFACTGATE_CACHE_KEY"]!, ofBase = _folder.Environment["ARTIFACTGATE_BASE_POLICY"]!;
        (_folder.Environment["ARTIFACTGATE_CACHE_KEY"], _folder.Environment["ARTIFACTGATE_BASE_POLICY"]) = (Guid.NewGuid().ToString("N"), null);
        _folder.Ends(0, "AG0007", "scan", "out/a.txt", "--cache", "cache", "--fail-on", "never");
        (_folder.Environment["ARTIFACTGATE_CACHE_KEY"], _folder.Environment["ARTIFACTGATE_BASE_POLICY"]) = (ofKey, ofBase);
        _folder.Ends(1, "AG1001", "scan", "out/a.txt", "--cache", "cache");
    }

    [Fact]
    public void A_shard_left_out()
    {
        _folder.Plant("out/bad.txt");
        string[] all = [.. Enumerable.Range(0, 6).Select(i => string.Create(CultureInfo.InvariantCulture, $"out/{i}.txt"))];
        foreach (string name in all)
        {
            _folder.Write(name, $"the file {name}");
        }

        var passed = new List<int>();
        for (int k = 1; k <= 3; k++)
        {
            ProgramRun run = _folder.Run("scan", "out/*.txt", "--shard", $"{k}/3", "--report", $"s{k}.json", "--receipt", $"r{k}.json");
            Assert.Contains(run.ExitCode, new[] { 0, 1 });
            passed.AddRange(run.ExitCode == 0 ? [k] : Array.Empty<int>());
        }

        Assert.Equal(2, passed.Count);
        int bad = Enumerable.Range(1, 3).Single(k => !passed.Contains(k));
        string[] receipts = [.. passed.Select(k => $"r{k}.json")];
        _folder.Ends(1, $"Shard {bad} of 3 is missing", ["verify", .. receipts, "out/*.txt", "--unsigned"]);
        _folder.Ends(2, $"Shard {bad} of 3 is missing", ["merge", .. receipts, "--receipt", "all.json", "--unsigned"]);
        _folder.Ends(2, $"Shard {bad} of 3 is missing", ["merge", .. passed.Select(k => $"s{k}.json")]);
        _folder.Ends(1, "BLOCKED", "merge", "s1.json", "s2.json", "s3.json");

        // Without the bad one there is another set, and the whole has to be scanned again.
        File.Delete(_folder.PathOf("out/bad.txt"));
        _folder.Ends(1, $"Shard {bad} of 3 is missing", ["verify", .. receipts, "out/*.txt", "--unsigned"]);
        for (int k = 1; k <= 3; k++)
        {
            _folder.Ends(0, "", "scan", "out/*.txt", "--shard", $"{k}/3", "--receipt", $"r{k}.json");
        }

        _folder.Ends(0, "verified", "verify", "r1.json", "r2.json", "r3.json", "out/*.txt", "--unsigned");
    }
}
