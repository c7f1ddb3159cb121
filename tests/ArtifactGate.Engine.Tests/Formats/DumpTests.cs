using System.Text;
using ArtifactGate.Testing;
using ArtifactGate.Testing.Applications;

namespace ArtifactGate.Engine.Tests.Formats;

/// <summary>Memory of processes: a warning by itself, and read as bytes.</summary>
public sealed class DumpTests : FormatTest
{
    public static TheoryData<string> Kinds => ["ELF", "Mach-O", "minidump", "kernel", "Java"];

    private static byte[] Dump(string kind, byte[] memory)
    {
        switch (kind)
        {
            case "ELF":
                byte[] elf = TestHost.Elf(memory);
                elf[16] = 4;
                return elf;
            case "Mach-O":
                byte[] mach = TestHost.Mach(memory);
                mach[12] = 4;
                return mach;
            case "minidump":
                return [.. "MDMP"u8, 0x93, 0xA7, 0, 0, .. new byte[24], .. memory];
            case "kernel":
                return [.. "PAGEDU64"u8, .. new byte[24], .. memory];
            default:
                return [.. "JAVA PROFILE 1.0.2\0"u8, .. new byte[12], .. memory];
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_dump_warns_and_what_it_holds_blocks(string kind)
    {
        byte[] noise = new byte[200_000];
        new Random(3).NextBytes(noise);
        GateResult clean = Scan(Dump(kind, noise));
        Assert.Equal(("AG3016", "", Verdict.Warn), Assert.Single(clean.Findings) is var dump ? (dump.Rule.Code, dump.Path.Inner, dump.Verdict) : default);
        Assert.Equal(RunVerdict.Passed, clean.Verdict);

        GateResult leaking = Scan(Zip(("logs/core.1", Dump(kind, [.. noise, .. Encoding.Unicode.GetBytes(SampleSecrets.GitHub(1)), .. noise]))));
        Assert.Equal(["AG1001 Block", "AG3016 Warn"], leaking.Findings.Select(f => $"{f.Rule.Code} {f.Verdict}").Order());
        Assert.All(leaking.Findings, f => Assert.Equal("logs/core.1", f.Path.Inner));
        Assert.Equal(RunVerdict.Blocked, leaking.Verdict);
        Assert.Empty(leaking.Unread);
    }

    [Fact]
    public void A_private_key_in_the_middle_of_a_dump_is_found()
    {
        byte[] noise = new byte[300_001];
        new Random(4).NextBytes(noise);
        byte[] key = System.Security.Cryptography.RSA.Create(2048).ExportPkcs8PrivateKey();
        Assert.Contains(Scan(Dump("minidump", [.. noise, .. key, .. noise])).Findings, f => f.Rule.Code.StartsWith("AG2", StringComparison.Ordinal) && f.Verdict == Verdict.Block);
    }

    [Fact]
    public void Programs_are_no_dumps() =>
        Assert.All(new[] { TestHost.Elf([1]), TestHost.Elf([1], library: true), TestHost.Pe([1]), TestHost.Mach([1]) }, image => Assert.Empty(Scan(image).Findings));
}
