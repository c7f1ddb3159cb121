using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using ArtifactGate.Artifacts;
using ArtifactGate.Detection;
using ArtifactGate.Testing;
using ArtifactGate.Testing.Formats;

namespace ArtifactGate.Engine.Tests.Acceptance;

/// <summary>What every format must do: hand out what is inside at its exact path, and never pass over what it cannot read.</summary>
public sealed class FormatAcceptanceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("artifactgate-formats-").FullName;

    public static TheoryData<string> Samples => [.. FormatSamples.Makers.Keys];

    public static TheoryData<string> HostileNames => ["../../../outside.txt", "/etc/outside.txt", "C:\\outside.txt", "\\\\host\\share\\outside.txt", "CON", "a/../../b", "~/x", "x\u202Etxt.exe"];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_format_has_a_sample()
    {
        var sampled = FormatSamples.Makers.ToDictionary(m => m.Key, m => m.Value.MakeCanary(_folder)?.Format);
        string[] missing = [.. sampled.Where(s => s.Value is null).Select(s => s.Key)];
        Assert.SkipWhen(missing.Length > 0, $"Programs are missing for: {string.Join(", ", missing)}.");

        // What is never opened has no credential at a path; UnopenedTests and SelfExtractorTests have a sample of every kind.
        Assert.Equal(["installer", "unopened"], FormatBook.Default.Formats.Select(f => f.Name).Except(sampled.Values!).Order());
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void The_credential_is_found_at_its_path(string name)
    {
        FormatSample sample = Make(name);
        GateResult result = Scan(sample.Content);
        Assert.Empty(result.Unread);
        // That a file is of a kind that must not ship is told beside what it holds.
        Assert.Equal(ExpectedPath(name, sample), Assert.Single(result.Findings, f => f.Rule is not FileRule).Path.Inner);
        Assert.Equal(RunVerdict.Blocked, result.Verdict);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Cut_at_every_sixteenth_it_is_unread_or_found(string name)
    {
        FormatSample sample = Make(name);
        for (int i = 1; i < 16; i++)
        {
            GateResult result = Scan(sample.Content[..(sample.Content.Length * i / 16)]);
            Assert.True(result.Verdict is RunVerdict.Incomplete or RunVerdict.Blocked, $"Cut at {i}/16: {result.Verdict}.");
        }
    }

    // What stands behind the end, where no index leads, ships as well.
    [Theory]
    [MemberData(nameof(Samples))]
    public void What_is_appended_is_found_or_the_whole_is_not_read(string name)
    {
        FormatSample sample = Make(name);
        string token = SampleSecrets.GitHub(78);
        string fingerprint = Assert.Single(Scan(Encoding.ASCII.GetBytes(token)).Findings).Fingerprint;
        foreach (string before in new[] { "\n", "\0\0\0\0", "" })
        {
            GateResult result = Scan([.. sample.Content, .. Encoding.ASCII.GetBytes($"{before} {token} ")]);
            Assert.True(result.Findings.Any(f => f.Fingerprint == fingerprint) || result.Unread.Count > 0, $"{name}: {result.Verdict}, and nothing is said of what was appended.");
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void With_flipped_bits_it_ends_and_says_what_it_could_not_read(string name)
    {
        FormatSample sample = Make(name);
        for (int seed = 0; seed < 150; seed++)
        {
            var random = new Random(seed);
            byte[] flipped = [.. sample.Content];
            for (int i = 0; i < 1 << (seed % 5); i++)
            {
                flipped[random.Next(flipped.Length)] ^= (byte)(1 << random.Next(8));
            }

            GateResult result = Scan(flipped);
            Assert.True(result.Verdict is not RunVerdict.Error, $"Seed {seed}: {result.Verdict}.");
            Assert.All(result.Unread, u => Assert.DoesNotContain(FormatSamples.Canary[5..20], u.Detail, StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(HostileNames))]
    public void Names_are_only_text(string name)
    {
        foreach (byte[] content in new[] { ArchiveSamples.Zip(name, CompressionLevel.Optimal), ArchiveSamples.Tar(name, TarEntryFormat.Pax) })
        {
            Finding finding = Assert.Single(Scan(content).Findings);
            // Archives made on Windows separate with a backslash.
            Assert.Equal(name.Replace('\\', '/'), Uri.UnescapeDataString(Assert.Single(finding.Path.Segments)).Replace('\\', '/'));
        }

        Assert.Equal(["sample"], Directory.EnumerateFileSystemEntries(_folder).Select(Path.GetFileName));
        Assert.False(File.Exists(Path.GetFullPath(Path.Combine(_folder, "../../../outside.txt"))));
    }

    // A lone compressed file has no name of its own here; the report takes that of the artifact.
    private static string ExpectedPath(string name, FormatSample sample)
    {
        string path = sample.PathOf(FormatSamples.Makers[name].CanaryItem);
        return path == FormatSamples.Makers[name].CanaryItem.Name && FormatSamples.Makers[name].Carries == Carries.File ? "sample" : path;
    }

    private FormatSample Make(string name)
    {
        FormatSample? sample = FormatSamples.Makers[name].MakeCanary(_folder);
        Assert.SkipWhen(sample is null, $"The program that makes '{name}' is not installed.");
        return sample!;
    }

    private GateResult Scan(byte[] content)
    {
        string path = Path.Combine(_folder, "sample");
        File.WriteAllBytes(path, content);
        return new Gate().Run(new GateOptions
        {
            WorkingDirectory = _folder,
            Now = DateTimeOffset.UnixEpoch,
            Artifacts = [new ArtifactInput("sample", path)],
        });
    }
}
