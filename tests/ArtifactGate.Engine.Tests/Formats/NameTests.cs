using System.Text;
using ArtifactGate.Artifacts;
using ArtifactGate.Engine.Reports;
using ArtifactGate.Testing;

namespace ArtifactGate.Engine.Tests.Formats;

/// <summary>Credentials in the names of files, which every report would repeat.</summary>
public sealed class NameTests : FormatTest
{
    private static readonly string Secret = SampleSecrets.GitHub(1);

    [Theory]
    [InlineData("zip")]
    [InlineData("tar")]
    [InlineData("tar.gz")]
    [InlineData("folder")]
    public void A_name_is_found_and_told_without_the_credential(string kind)
    {
        string file = $"logs/upload-token={Secret}.log";
        Write($"in/{file}", Token(2));
        GateResult result = kind switch
        {
            "zip" => Scan("x.zip", Zip((file, Token(2)))),
            "folder" => ScanPaths(Path.Combine(Folder, "in")),
            _ => Scan("x." + kind, Make("x." + kind, "tar", kind == "tar" ? "-cf" : "-czf", "x." + kind, "-C", "in", "logs")),
        };
        Assert.Empty(result.Unread);
        Assert.Equal([("logs/upload-token=ghp_\u2026.log", null), ("logs/upload-token=ghp_\u2026.log", "name")],
            result.Findings.Select(f => (f.Path.Inner, f.Location.Member)).OrderBy(f => f.Member));
        Assert.All(result.Findings, f => Assert.Equal(Verdict.Block, f.Verdict));
        IsNowhere(result);
    }

    [Fact]
    public void What_cannot_be_read_has_a_name_too()
    {
        string file = $"{Secret}/a.txt";
        Write($"in/{file}", Token(2));
        GateResult result = Scan("x.zip", Make("in/x.zip", "7z", "a", "-tzip", "-psecret-password", "-bd", "in/x.zip", $"./in/{Secret}"));
        Assert.Equal([("ghp_\u2026", "AG1001"), ("ghp_\u2026/a.txt", "AG1001")], result.Findings.Select(f => (f.Path.Inner, f.Rule.Code)));
        Assert.Equal([("ghp_\u2026/a.txt", UnreadReason.Encrypted)], Unread(result));
        IsNowhere(result);
    }

    [Theory]
    [InlineData("zip")]
    [InlineData("tar")]
    [InlineData("cpio")]
    [InlineData("7z")]
    [InlineData("folder")]
    public void A_folder_with_nothing_in_it_has_a_name_as_well(string kind)
    {
        Directory.CreateDirectory(Path.Combine(Folder, "in", Secret));
        Write("in/a.txt", "nothing"u8.ToArray());
        GateResult result = kind switch
        {
            "zip" => Scan("x.zip", Zip(($"{Secret}/", []), ("a.txt", [1]))),
            "tar" => Scan("x.tar", Make("x.tar", "tar", "-cf", "x.tar", "-C", "in", Secret, "a.txt")),
            "cpio" => Scan("x.cpio", Make("x.cpio", "sh", "-c", "cd in && find . | cpio --quiet -o -H newc > ../x.cpio")),
            "7z" => Scan("x.7z", Make("x.7z", "7z", "a", "-bd", "x.7z", "./in/*")),
            _ => ScanPaths(Path.Combine(Folder, "in")),
        };
        Assert.Empty(result.Unread);
        Assert.Equal([("ghp_\u2026", "name")], result.Findings.Select(f => (f.Path.Inner, f.Location.Member)));
        IsNowhere(result);
    }

    [Theory]
    [InlineData("-s")]
    [InlineData("-f")]
    public void What_a_link_leads_to_is_found(string option)
    {
        Write($"in/{Secret}/a.txt", Token(2));
        Make("in/link", "ln", option, option == "-s" ? $"{Secret}/a.txt" : $"in/{Secret}/a.txt", "in/link");
        GateResult result = Scan("x.tar", Make("x.tar", "tar", "-cf", "x.tar", "-C", "in", Secret, "link"));
        Assert.Contains(("link", "link"), result.Findings.Select(f => (f.Path.Inner, f.Location.Member)));
        IsNowhere(result);
    }

    [Fact]
    public void A_container_in_a_file_of_such_a_name_is_told_without_it_as_well()
    {
        GateResult result = Scan("x.zip", Zip(($"{Secret}.zip", Zip(("a.txt", Token(2)), ("clean.txt", [1, 2, 3])))));
        Assert.Equal(["ghp_\u2026.zip", "ghp_\u2026.zip!a.txt"], Found(result));
        IsNowhere(result);
    }

    [Fact]
    public void Names_of_builds_and_digests_are_quiet()
    {
        string digest = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Noise(10)));
        Assert.Empty(Scan("x.zip", Zip(
            ($"blobs/sha256/{digest}", [1]), ($"_content/Lib/app.{digest[..10]}.js", [1]), ($"objects/{digest[..2]}/{digest[2..40]}", [1]), ($"{Guid.NewGuid()}.tmp", [1]),
            ("lib/net10.0/Microsoft.Extensions.DependencyInjection.Abstractions.dll", [1]), ("password=changeme.txt", [1]))).Findings);
    }

    private static void IsNowhere(GateResult result)
    {
        foreach (IReportWriter writer in ReportWriters.All)
        {
            var report = new MemoryStream();
            writer.Write(result, report);
            Assert.DoesNotContain(Secret[4..12], Encoding.UTF8.GetString(report.ToArray()), StringComparison.Ordinal);
        }
    }
}
