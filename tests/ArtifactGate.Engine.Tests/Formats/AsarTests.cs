using System.Text.Json.Nodes;
using ArtifactGate.Artifacts;
using ArtifactGate.Testing.Formats;

namespace ArtifactGate.Engine.Tests.Formats;

public sealed class AsarTests : FormatTest
{
    [Fact]
    public void Files_are_read_at_their_paths_with_and_without_hashes()
    {
        GateResult result = Scan(new AsarBuilder().File("a.txt", Token(1)).File("node_modules/x/b.js", Token(2), hash: false).File("empty", []).Build());
        Assert.Equal(["a.txt", "node_modules/x/b.js"], Found(result));
        Assert.Empty(result.Unread);
        Assert.Equal("asar", result.Artifacts[0].Kind);
    }

    [Fact]
    public void A_wrong_hash_is_corrupt()
    {
        byte[] asar = new AsarBuilder().File("a.txt", Noise(100)).File("b.txt", Token(3)).Build();
        asar[asar.AsSpan().IndexOf(Noise(100))] ^= 1;
        GateResult result = Scan(asar);
        Assert.Equal([("a.txt", UnreadReason.Corrupt)], Unread(result));
        Assert.Equal(["b.txt"], Found(result));
    }

    [Fact]
    public void What_the_index_hides_is_read()
    {
        var builder = new AsarBuilder().File("a", Noise(10)).Hidden(Token(4)).File("b", Noise(10)).Hidden(Token(5));
        byte[] asar = builder.Entry("beside", new JsonObject { ["size"] = 5, ["unpacked"] = true }).Entry("link", new JsonObject { ["link"] = $"to/{System.Text.Encoding.UTF8.GetString(Token(6))}" }).Build();
        GateResult result = Scan(asar);
        Assert.Empty(result.Unread);
        Assert.Equal(["", $"@{asar.Length - (2 * Token(5).Length) - 10}", $"@{asar.Length - Token(5).Length}"], Found(result));
    }

    [Theory]
    [InlineData("999999999", 5)]
    [InlineData("-1", 5)]
    [InlineData("9223372036854775807", 5)]
    [InlineData("nothing", 5)]
    [InlineData("0", long.MaxValue)]
    [InlineData("0", -5)]
    public void Entries_that_lie_about_their_place_are_corrupt(string offset, long size)
    {
        GateResult result = Scan(new AsarBuilder().File("a", Token(7)).Entry("lies", new JsonObject { ["offset"] = offset, ["size"] = size }).Build());
        Assert.Equal([("lies", UnreadReason.Corrupt)], Unread(result));
        Assert.Equal(["a"], Found(result));
    }

    [Fact]
    public void A_name_that_is_no_text_is_corrupt()
    {
        byte[] asar = new AsarBuilder().File("name", Token(9)).Build();
        asar[asar.AsSpan().IndexOf("name"u8)] = 0xFF;
        Assert.Equal([("", UnreadReason.Corrupt)], Unread(Scan(asar)));
    }

    [Fact]
    public void An_index_that_is_no_json_is_corrupt()
    {
        byte[] asar = new AsarBuilder().File("a", Token(8)).Build();
        asar[24] = (byte)'}';
        GateResult result = Scan(asar);
        Assert.Equal([("", UnreadReason.Corrupt)], Unread(result));
        Assert.Equal([""], Found(result));
    }
}
