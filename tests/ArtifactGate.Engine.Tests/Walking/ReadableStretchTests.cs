using ArtifactGate.Engine.Walking;

namespace ArtifactGate.Engine.Tests.Walking;

public sealed class ReadableStretchTests
{
    [Fact]
    public void Finds_sixteen_readable_bytes_in_a_row_wherever_they_begin()
    {
        for (int length = 0; length < 80; length++)
        {
            for (int start = 0; start < length; start++)
            {
                for (int stretch = 14; stretch <= 18; stretch++)
                {
                    byte[] bytes = Enumerable.Repeat((byte)0x7F, length).ToArray();
                    int end = Math.Min(length, start + stretch);
                    bytes.AsSpan(start..end).Fill((byte)(start % 2 == 0 ? ' ' : '~'));
                    Assert.Equal(end - start >= 16, ReadableStretch.IsIn(bytes));
                }
            }
        }
    }

    [Fact]
    public void Tells_readable_bytes_from_all_others()
    {
        for (int b = 0; b < 256; b++)
        {
            Assert.Equal(b is >= 0x20 and < 0x7F, ReadableStretch.IsIn(Enumerable.Repeat((byte)b, 40).ToArray()));
        }
    }
}
