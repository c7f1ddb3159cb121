namespace ArtifactGate.Engine.Tests;

public sealed class LimitTextTests
{
    [Theory]
    [InlineData("1", 1L)]
    [InlineData("512MiB", 512L << 20)]
    [InlineData("256gib", 256L << 30)]
    [InlineData("8 TiB", 8L << 40)]
    [InlineData("10B", 10L)]
    [InlineData("", 0L)]
    [InlineData("0", 0L)]
    [InlineData("-1", 0L)]
    [InlineData("GiB", 0L)]
    [InlineData("1.5GiB", 0L)]
    [InlineData("1GB", 0L)]
    [InlineData("9999999999GiB", 0L)]
    public void A_size_is_read_or_refused(string text, long expected)
    {
        Assert.Equal(expected > 0, LimitText.TryParseSize(text, out long bytes));
        Assert.Equal(expected, bytes);
    }

    [Theory]
    [InlineData("90", 90)]
    [InlineData("90s", 90)]
    [InlineData("10m", 600)]
    [InlineData("2h", 7200)]
    [InlineData("10ms", 0)]
    [InlineData("0s", 0)]
    [InlineData("h", 0)]
    [InlineData("-5m", 0)]
    public void A_time_is_read_or_refused(string text, int seconds)
    {
        Assert.Equal(seconds > 0, LimitText.TryParseTime(text, out TimeSpan? time));
        Assert.Equal(seconds > 0 ? TimeSpan.FromSeconds(seconds) : null, time);
    }

    [Fact]
    public void Off_is_no_limit()
    {
        Assert.True(LimitText.TryParseTime("off", out TimeSpan? time));
        Assert.Null(time);
    }
}
