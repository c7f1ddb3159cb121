using ArtifactGate.Artifacts;
using ArtifactGate.Testing.Applications;
using ArtifactGate.Testing.Formats;

namespace ArtifactGate.Engine.Tests.Formats;

public sealed class BurnTests : FormatTest
{
    [Theory]
    [InlineData(0)]
    [InlineData(300)]
    public void Every_cabinet_is_opened_at_its_place(int signature)
    {
        TestBurn burn = new TestBurn { Signature = Noise(signature) }.Add(Cab("u1", Token(1))).Add(Cab("a0", Token(2))).Add(Cab("a1", [.. Noise(9000), .. Token(3)]));
        byte[] file = burn.Build();
        GateResult result = Scan(file);
        Assert.Equal(new[] { $"@{burn.Offsets[0]}!u1", $"@{burn.Offsets[1]}!a0", $"@{burn.Offsets[2]}!a1" }.Order(StringComparer.Ordinal), AllFound(result));
        Assert.Equal("setup-bundle", result.Artifacts[0].Kind);
        Assert.Contains($"out/setup.exe!@{burn.Offsets[2]}!a1", AllFound(Scan(Zip(("out/setup.exe", file)))));
    }

    [Fact]
    public void What_no_list_names_is_opened_too()
    {
        TestBurn burn = new TestBurn { Behind = Zip(("in.txt", Token(4))) }.Add(Cab("u1", Token(5)));
        byte[] file = burn.Build();
        Assert.Equal([$"@{burn.Offsets[0]}!u1", $"@{file.Length - burn.Behind.Length}!in.txt"], AllFound(Scan(file)));

        // A list that names none, as in the engine before anything is put behind it.
        burn = new TestBurn { Behind = Cab("a0", Token(6)) };
        file = burn.Build();
        Assert.Equal([$"@{file.Length - burn.Behind.Length}!a0"], AllFound(Scan(file)));
        Assert.Empty(Scan(new TestBurn().Build()).Unread);
    }

    [Fact]
    public void A_bundle_without_its_last_cabinets_is_whole_and_one_that_is_cut_off_is_not()
    {
        TestBurn burn = new TestBurn { Signature = Noise(64) }.Add(Cab("u1", Token(7))).Add(Cab("a0", Token(8))).Add(Cab("a1", Token(9)));
        byte[] file = burn.Build();
        Assert.Equal([$"@{burn.Offsets[0]}!u1"], AllFound(Scan(file[..burn.Offsets[1]])));
        Assert.Contains(($"@{burn.Offsets[2]}", UnreadReason.Corrupt), Unread(Scan(file[..^1])));
        Assert.Contains(($"@{burn.Offsets[1]}", UnreadReason.Corrupt), Unread(Scan(file[..(burn.Offsets[1] + 10)])));
        Assert.Contains(($"@{burn.Offsets[0]}", UnreadReason.Corrupt), Unread(Scan(file[..(burn.Offsets[0])])));
    }

    [Fact]
    public void Another_layout_or_kind_is_said_and_what_is_there_is_opened()
    {
        foreach (TestBurn burn in new[] { new TestBurn { Version = 1 }, new TestBurn { Kind = 2 } })
        {
            byte[] file = burn.Add(Cab("u1", Token(10))).Build();
            GateResult result = Scan(file);
            Assert.Equal([("", UnreadReason.Unsupported)], Unread(result));
            Assert.Equal([$"@{burn.Offsets[0]}!u1"], Found(result));
        }
    }

    [Fact]
    public void A_list_that_lies_is_corrupt_and_what_is_there_is_read()
    {
        byte[] file = new TestBurn { Count = 4000 }.Add(Cab("u1", Token(11))).Build();
        Assert.Equal([("", UnreadReason.Corrupt)], Unread(Scan(file)));
        TestBurn burn = new TestBurn().Add(Token(12)).Add(Cab("a0", Token(13)));
        file = burn.Build();
        GateResult result = Scan(file);
        Assert.Equal([($"@{burn.Offsets[0]}", UnreadReason.Corrupt)], Unread(result));
        Assert.Equal([$"@{burn.Offsets[0]}", $"@{burn.Offsets[1]}!a0"], Found(result));

        // A program that is said to be nothing: the first cabinet would be the file itself.
        int section = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0, 0x43, 0xF1, 0, 2]);
        file.AsSpan(section + 24, 4).Clear();
        Assert.Contains(("@0", UnreadReason.Corrupt), Unread(Scan(file)));
        file[section] = 1;
        Assert.Equal([("", UnreadReason.Corrupt)], Unread(Scan(file)));
    }

    private static byte[] Cab(string name, byte[] content) => new CabBuilder().Stored(content).File(name, 0, content.Length).Build();
}
