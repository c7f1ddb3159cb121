using ArtifactGate.Artifacts;

namespace ArtifactGate.Engine.Tests.Formats;

/// <summary>7z archives with little or nothing in them.</summary>
public sealed class SevenZipFormatTests : FormatTest
{
    [Fact]
    public void One_that_was_begun_and_never_filled_has_nothing_to_read()
    {
        byte[] room = [.. "7z"u8, 0xBC, 0xAF, 0x27, 0x1C, 0, 4, .. new byte[24]];
        Assert.Empty(Unread(Scan(Zip(("empty.7z", room), ("a.txt", Noise(5))))));

        // What stands behind it is packed, and nothing tells how.
        Assert.Equal(UnreadReason.Corrupt, Assert.Single(Unread(Scan([.. room, .. Noise(500)]))).Reason);
        Assert.Equal(UnreadReason.Corrupt, Assert.Single(Unread(Scan(room[..20]))).Reason);
    }

    [Fact]
    public void One_without_entries_has_nothing_to_read()
    {
        Write("x.txt", []);
        Make("x.7z", "7z", "a", "x.7z", "x.txt");
        Assert.Empty(Unread(Scan(Zip(("empty.7z", Make("x.7z", "7z", "d", "x.7z", "x.txt")), ("a.txt", Noise(5))))));
    }

    [Theory]
    [InlineData("-m0=Deflate64")]
    [InlineData("-m0=SWAP4", "-m1=LZMA2")]
    [InlineData("-m0=SWAP2", "-m1=LZMA2")]
    public void A_method_that_the_library_does_not_know_is_unsupported_and_the_others_are_read(params string[] method)
    {
        Write("a.txt", Token(1));
        Write("b.txt", Token(2));
        Make("x.7z", "7z", "a", "-bd", "x.7z", "a.txt");
        GateResult result = Scan(Zip(("x.7z", Make("x.7z", "7z", ["a", "-bd", .. method, "x.7z", "b.txt"]))));
        Assert.Equal(["x.7z!a.txt"], Found(result));
        Assert.Contains(("x.7z!b.txt", UnreadReason.Unsupported), Unread(result));
        Assert.All(Unread(result), u => Assert.Equal(UnreadReason.Unsupported, u.Reason));
    }
}
