using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using ArtifactGate.Testing;
using ArtifactGate.Testing.Formats;

namespace ArtifactGate.Tool.Tests;

/// <summary>
/// Input that is made to exhaust whoever opens it. The tool runs as a process whose heap may not grow beyond 200 MiB: it must end with a report
/// that says what it did not read, and leave no file behind.
/// </summary>
public sealed class BombTests : IDisposable
{
    private const string HeapLimit = "0xC800000";

    private static readonly byte[] Zeros = new byte[64 << 20];

    private readonly string _folder = Directory.CreateTempSubdirectory("artifactgate-bombs-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Ten_gigabytes_of_zeros_in_some_kilobytes()
    {
        byte[] member = Gzip(s => s.Write(Zeros));
        byte[] bomb = Gzip(s =>
        {
            for (int i = 0; i < 160; i++)
            {
                s.Write(member);
            }
        });
        Assert.InRange(bomb.Length, 1, 100_000);
        Ends("zeros.gz", bomb, 3, "zeros!zeros ratio");
    }

    [Fact]
    public void Entries_of_zeros()
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using Stream entry = zip.CreateEntry("zeros").Open();
            for (int i = 0; i < 8; i++)
            {
                entry.Write(Zeros);
            }
        }

        Ends("zeros.zip", stream.ToArray(), 3, "zeros ratio");
    }

    [Fact]
    public void Archives_in_each_other_beyond_all_use()
    {
        byte[] content = Encoding.UTF8.GetBytes("nothing");
        for (int i = 0; i < 30; i++)
        {
            content = new ZipBuilder().Add(new("a", content)).ToArray();
        }

        Ends("nested.zip", content, 3, string.Join('!', Enumerable.Repeat("a", 17)) + " depth");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public void A_million_entries(int limit)
    {
        var zip = new ZipBuilder();
        for (int i = 0; i < 400_000; i++)
        {
            zip.Add(new($"{i:x}", []));
        }

        byte[] many = zip.ToArray();
        if (limit == 0)
        {
            // An archive of nothing but empty files has no content that anybody looked at.
            Ends("many.zip", many, 3, " empty");
        }
        else
        {
            (int exit, string[] unread) = Run("many.zip", many, "--max-entries", "100");
            Assert.Equal(3, exit);

            // The archive is the first, so the hundredth of its entries is one too many; what follows is not told one by one.
            Assert.Equal([" entries", "63 entries"], unread);
        }
    }

    [Fact]
    public void A_tar_header_that_takes_all_memory()
    {
        byte[] header = new byte[512];
        "name"u8.CopyTo(header);
        "0000644"u8.CopyTo(header.AsSpan(100));
        "04000000000"u8.CopyTo(header.AsSpan(124));
        "        "u8.CopyTo(header.AsSpan(148));
        header[156] = (byte)'x';
        "ustar\000"u8.CopyTo(header.AsSpan(257));
        Encoding.ASCII.GetBytes(Convert.ToString(header.Sum(b => b), 8).PadLeft(6, '0') + "\0 ").CopyTo(header, 148);
        byte[] bomb = Gzip(s =>
        {
            s.Write(header);
            for (int i = 0; i < 9; i++)
            {
                s.Write(Zeros);
            }
        });
        (int exit, string[] unread) = Run("header.tar.gz", bomb);
        Assert.Equal(3, exit);

        // Whether the tar or what unpacks it says so first depends on how much of the header the gate sees before it decides.
        Assert.All(unread, u => Assert.True(u is "header.tar corrupt" or "header.tar ratio", u));
        Assert.NotEmpty(unread);
    }

    [Fact]
    public void Objects_in_each_other_without_end() =>
        Assert.Equal(0, Run("deep.json", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":[", 2_000_000)))).ExitCode);

    [Fact]
    public void Names_of_a_tar_that_are_as_long_as_they_can_be()
    {
        var stream = new MemoryStream();
        using (var tar = new TarWriter(stream, TarEntryFormat.Pax))
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, string.Join('/', Enumerable.Repeat("d", 400_000))) { DataStream = new MemoryStream("x"u8.ToArray()) });
        }

        Assert.Equal(0, Run("long.tar", stream.ToArray()).ExitCode);
    }

    private void Ends(string name, byte[] bomb, int exit, string unread)
    {
        (int code, string[] all) = Run(name, bomb);
        Assert.Equal(exit, code);
        Assert.Equal([unread], all);
    }

    private (int ExitCode, string[] Unread) Run(string name, byte[] bomb, params string[] options)
    {
        File.WriteAllBytes(Path.Combine(_folder, name), bomb);
        string temporary = Directory.CreateDirectory(Path.Combine(_folder, "tmp")).FullName;
        string report = Path.Combine(_folder, "report.json");
        ProgramRun run = ProgramRun.Start("dotnet", ["exec", typeof(ToolHost).Assembly.Location, "scan", name, "--report", report, .. options], _folder,
            new Dictionary<string, string?> { ["DOTNET_GCHeapHardLimit"] = HeapLimit, ["TMPDIR"] = temporary, ["CI"] = null });
        Assert.True(File.Exists(report), run.Output);
        Assert.Empty(Directory.EnumerateFileSystemEntries(temporary, "artifactgate-*"));
        using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(report));
        return (run.ExitCode, [.. json.RootElement.GetProperty("unread").EnumerateArray().Select(u => $"{u.GetProperty("path").GetString()} {u.GetProperty("reason").GetString()}")]);
    }

    private static byte[] Gzip(Action<Stream> write)
    {
        var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Optimal))
        {
            write(gzip);
        }

        return stream.ToArray();
    }
}
