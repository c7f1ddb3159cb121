using System.Formats.Tar;
using System.Runtime.InteropServices;
using ArtifactGate.Artifacts;
using ArtifactGate.Testing;
using ArtifactGate.Testing.Applications;

namespace ArtifactGate.Engine.Tests.Formats;

/// <summary>Single-file applications, made by the SDK and by hand.</summary>
public sealed class BundleTests : FormatTest
{
    private static readonly byte[] Other = [.. Enumerable.Repeat((byte)'x', 300)];

    [Fact]
    public void A_literal_in_a_published_application_has_its_member_and_line()
    {
        DotNetProject project = new DotNetProject(Path.Combine(Folder, "app")).Write($$"""
            namespace App;
            static class Client
            {
                static void Main() =>
                    System.Console.WriteLine(
                        "{{SampleSecrets.GitHub(1)}}");
            }
            """);
        Assert.Null(project.Publish("-p:PublishSingleFile=true", "--self-contained", "false", "-r", RuntimeInformation.RuntimeIdentifier));
        string host = Directory.GetFiles(project.Published).Single(f => !f.EndsWith(".pdb", StringComparison.Ordinal));
        GateResult result = ScanPaths(host);
        Finding finding = Assert.Single(result.Findings);
        Assert.Equal(("App.dll", "App.Client.Main()", "utf-16le"), (finding.Path.Inner, finding.Location.Member, finding.Encoding));
        Assert.Equal(("Program.cs", 5), (Path.GetFileName(finding.Source!.File), finding.Source.Line));
        Assert.Equal("bundle", Assert.Single(result.Artifacts).Kind);
        Assert.Empty(result.Unread);

        // The same in a folder, and where it can only be read forward.
        finding = Assert.Single(ScanPaths(project.Published).Findings);
        Assert.Equal((Path.GetFileName(host) + "!App.dll", 5), (finding.Path.Inner, finding.Source!.Line));
        finding = Assert.Single(Scan("app.zip", Zip(("bin/App", File.ReadAllBytes(host)), ("bin/App.pdb", File.ReadAllBytes(Path.Combine(project.Published, "App.pdb"))))).Findings);
        Assert.Equal(("bin/App!App.dll", "App.Client.Main()", 5), (finding.Path.Inner, finding.Location.Member, finding.Source!.Line));
    }

    [Fact]
    public void Files_of_a_bundle_are_opened_like_any_other()
    {
        byte[] bundle = new TestBundle().Add("App.dll", Other).Add("fr\\data.zip", Zip(("deep/a.txt", Token(2))), pack: true).Add("App.deps.json", Token(3)).Build();
        GateResult result = Scan(bundle);
        Assert.Equal(["App.deps.json", "fr/data.zip!deep/a.txt"], Found(result));
        Assert.Empty(result.Unread);

        var tar = new MemoryStream();
        using (var writer = new TarWriter(tar, TarEntryFormat.Pax))
        {
            writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "opt/app") { DataStream = new MemoryStream(bundle) });
        }

        result = Scan("layer.tar", tar.ToArray());
        Assert.Equal(["opt/app!App.deps.json", "opt/app!fr/data.zip!deep/a.txt"], Found(result));
        Assert.Empty(result.Unread);
    }

    [Fact]
    public void The_host_stays_content_and_nothing_is_reported_twice()
    {
        var bundle = new TestBundle { Host = data => TestHost.Elf([.. data, .. Token(4)]) };
        Assert.Equal(["", "App.deps.json"], Found(Scan(bundle.Add("App.deps.json", Token(5)).Build())));
    }

    [Fact]
    public void Bytes_that_the_list_does_not_name_are_read()
    {
        byte[] hidden = Zip(("a.txt", Token(6)));
        GateResult behindHost = Scan(new TestBundle { BehindHost = [.. new byte[40], .. hidden] }.Add("a", Other).Build());
        Assert.Matches("^@[0-9]+!a.txt$", Assert.Single(Found(behindHost)));
        GateResult between = Scan(new TestBundle { Between = hidden }.Add("a", Other).Add("b", Other).Build());
        Assert.Matches("^@[0-9]+!a.txt$", Assert.Single(Found(between)));
        GateResult behind = Scan(new TestBundle { Behind = hidden }.Add("a", Other).Build());
        Assert.Matches("^@[0-9]+!a.txt$", Assert.Single(Found(behind)));
    }

    [Fact]
    public void A_host_without_a_bundle_is_a_file()
    {
        byte[] marker = [.. new byte[8], .. System.Security.Cryptography.SHA256.HashData(".net core bundle\n"u8)];
        foreach (byte[] host in new[] { TestHost.Elf(marker), TestHost.Pe(marker), TestHost.Mach(marker), TestHost.Elf([1, 2, 3]) })
        {
            GateResult result = Scan([.. host, .. Zip(("a.txt", Token(7)))]);
            Assert.NotEqual("bundle", result.Artifacts[0].Kind);
            Assert.Empty(result.Unread);
            Assert.Equal(["a.txt"], Found(result));

            // A program that unpacks itself, where it can only be read forward.
            Assert.Equal(["tool!a.txt"], Found(Scan(Zip(("tool", [.. host, .. Zip(("a.txt", Token(7)))])))));
        }
    }

    [Fact]
    public void What_lies_is_corrupt()
    {
        TestBundle Of(Func<int, (long Offset, long Length, long Packed), (long, long, long)> say, (long, long)? configuration = null, int? count = null) =>
            new TestBundle { Say = say, Configuration = configuration, Count = count }.Add("a", Other).Add("b", [.. Token(8), .. new byte[5000]], pack: true);

        Assert.Empty(Scan(Of((_, s) => s).Build()).Unread);
        Assert.Equal([("b", UnreadReason.Corrupt)], Unread(Scan(Of((i, s) => i == 1 ? (s.Offset - 20, s.Length, s.Packed) : s).Build())));
        Assert.Equal([("b", UnreadReason.Corrupt)], Unread(Scan(Of((i, s) => i == 1 ? (s.Offset, s.Length, s.Packed + 1000) : s).Build())));
        Assert.Equal([("b", UnreadReason.Corrupt)], Unread(Scan(Of((i, s) => i == 1 ? (s.Offset, s.Length, long.MaxValue - 5) : s).Build())));
        Assert.Equal([("b", UnreadReason.Corrupt)], Unread(Scan(Of((i, s) => i == 1 ? (s.Offset, s.Length + 1, s.Packed) : s).Build())));
        Assert.Equal([("b", UnreadReason.Corrupt)], Unread(Scan(Of((i, s) => i == 1 ? (s.Offset, s.Length, s.Packed - 2) : s).Build())));
        Assert.Equal([("a", UnreadReason.Corrupt)], Unread(Scan(Of((i, s) => i == 0 ? (70, s.Length, s.Packed) : s, (70, Other.Length)).Build())));
        Assert.Equal([("", UnreadReason.Corrupt)], Unread(Scan(Of((i, s) => i == 1 ? (-1, s.Length, s.Packed) : s).Build())));
        Assert.Equal([("", UnreadReason.Corrupt)], Unread(Scan(Of((_, s) => s, (90, 12)).Build())));
        Assert.Equal([("", UnreadReason.Corrupt)], Unread(Scan(Of((_, s) => s, count: 3).Build())));
        Assert.Equal([("", UnreadReason.Corrupt)], Unread(Scan(Of((_, s) => s, count: int.MaxValue).Build())));
        Assert.Equal([("", UnreadReason.Corrupt)], Unread(Scan(Of((_, s) => s, count: -1).Build())));
    }

    [Fact]
    public void A_list_that_lies_nowhere_is_corrupt()
    {
        byte[] bundle = new TestBundle().Add("a", Token(10)).Build();
        int marker = bundle.AsSpan().IndexOf(System.Security.Cryptography.SHA256.HashData(".net core bundle\n"u8)) - 8;
        foreach (long place in new[] { long.MaxValue, long.MinValue, -1, bundle.Length, 1, int.MaxValue, uint.MaxValue })
        {
            System.Buffers.Binary.BinaryPrimitives.WriteInt64LittleEndian(bundle.AsSpan(marker), place);
            GateResult result = Scan(Zip(("app", bundle)));
            Assert.Contains(("app", UnreadReason.Corrupt), Unread(result));
            Assert.Single(result.Findings);
        }
    }

    [Fact]
    public void A_newer_list_is_opened_as_far_as_it_is_the_same()
    {
        Assert.Equal(["a"], Found(Scan(new TestBundle { Version = 7 }.Add("a", Token(9)).Build())));
        UnreadItem unread = Assert.Single(Scan(new TestBundle { Version = 9, Say = (_, s) => (s.Offset, -5, 0) }.Add("a", Other).Build()).Unread);
        Assert.Equal(UnreadReason.Unsupported, unread.Reason);
    }
}
