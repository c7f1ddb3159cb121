using ArtifactGate.Artifacts.Streams;
using Microsoft.Win32.SafeHandles;

namespace ArtifactGate.Artifacts.Tests;

public sealed class HandleStreamTests
{
    // Positions come from headers that may say anything: 637 MB were fetched ahead of a place 3.6 GB behind the end of a file of 10 KB.
    [Theory]
    [InlineData(0, 10_000, 10_000)]
    [InlineData(9_000, 5_000, 1_000)]
    [InlineData(10_000, 5_000, 0)]
    [InlineData(3_657_433_088, 23_993, 0)]
    [InlineData(long.MaxValue, 23_993, 0)]
    [InlineData(0, long.MinValue + 5, 10_000)]
    public void What_is_expected_is_fetched_only_as_far_as_there_is_something(long position, long expected, int left)
    {
        string path = Path.GetTempFileName();
        using SafeFileHandle handle = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, options: FileOptions.DeleteOnClose);
        RandomAccess.Write(handle, new byte[10_000], 0);
        using var stream = new HandleStream(handle, 10_000) { Position = position };
        long before = GC.GetAllocatedBytesForCurrentThread();
        stream.Expect(expected);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        Assert.Equal(left, stream.Read(new byte[20_000]));
    }
}
