using System.Buffers.Binary;
using System.Text;
using ArtifactGate.Artifacts;
using ArtifactGate.Testing;
using ArtifactGate.Testing.Applications;
using ArtifactGate.Testing.Formats;

namespace ArtifactGate.Engine.Tests.Formats;

public sealed class SelfExtractorTests : FormatTest
{
    [Fact]
    public void A_real_one_of_7z_is_opened()
    {
        string folder = Directory.CreateTempSubdirectory("artifactgate-sfx-").FullName;
        try
        {
            File.WriteAllBytes(Path.Combine(folder, "settings.txt"), Token(1));
            ProgramRun? run = ProgramRun.Find("7z") is null ? null : ProgramRun.Start("7z", ["a", "-sfx", "made", "settings.txt"], folder);
            Assert.SkipWhen(run is not { ExitCode: 0 }, "7z with its module for archives that unpack themselves must be installed.");
            byte[] file = File.ReadAllBytes(Directory.EnumerateFiles(folder, "made*").Single());
            GateResult result = Scan(file);
            Assert.Matches("^@[0-9]+!settings.txt$", Assert.Single(AllFound(result)));
            Assert.Empty(result.Unread);
            Assert.Matches("^bin/setup!@[0-9]+!settings.txt$", Assert.Single(AllFound(Scan(Zip(("bin/setup", file))))));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_cabinet_stands_where_the_image_ends_or_behind_padding()
    {
        byte[] settings = [.. Encoding.UTF8.GetBytes(";!@Install@!UTF-8!\nTitle=\"x\"\n"), .. Token(2), .. Encoding.UTF8.GetBytes("\n;!@InstallEnd@!")];
        byte[] file = [.. TestHost.Pe(Noise(900)), .. settings, .. Cab(Token(3))];
        // What stands there instead is read as bytes.
        Assert.Equal(["", $"@{file.Length - Cab(Token(3)).Length}!a.txt"], AllFound(Scan(file)));
        file = [.. TestHost.Pe(Noise(900)), .. new byte[100], .. Cab(Token(3))];
        Assert.EndsWith("!a.txt", Assert.Single(AllFound(Scan(file))), StringComparison.Ordinal);
    }

    [Fact]
    public void An_installer_of_nsis_is_said_to_be_unread_and_read_as_bytes()
    {
        byte[] program = TestHost.Pe(Noise(900));
        byte[] file = [.. program, 0, 0, 0, 0, 0xEF, 0xBE, 0xAD, 0xDE, .. "NullsoftInst"u8, .. Noise(2000), .. Token(4)];
        GateResult result = Scan(file);
        Assert.Equal([($"@{program.Length}", UnreadReason.Unsupported)], Unread(result));
        Assert.Equal("", Assert.Single(result.Findings).Path.Inner);
    }

    [Fact]
    public void A_program_with_nothing_behind_it_is_a_file()
    {
        GateResult result = Scan([.. TestHost.Elf(Noise(900)), .. Noise(300)]);
        Assert.Equal("file", result.Artifacts[0].Kind);
        Assert.Empty(result.Unread);
    }

    // So near the last address that what follows would wrap around.
    [Fact]
    public void A_table_of_segments_at_the_end_of_all_addresses_is_not_there()
    {
        foreach (byte entrySize in (byte[])[56, 254])
        {
            byte[] program = [.. TestHost.Elf(Noise(900)), .. Token(5)];
            BinaryPrimitives.WriteUInt64LittleEndian(program.AsSpan(32), ulong.MaxValue - 191);
            (program[54], program[56]) = (entrySize, 223);
            Assert.Single(Scan(program).Findings);
        }
    }

    private static byte[] Cab(byte[] content) => new CabBuilder().Stored(content).File("a.txt", 0, content.Length).Build();
}
