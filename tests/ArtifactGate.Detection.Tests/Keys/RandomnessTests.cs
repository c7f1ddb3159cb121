using System.Text;
using ArtifactGate.Detection.Keys;

namespace ArtifactGate.Detection.Tests.Keys;

public sealed class RandomnessTests
{
    [Theory]
    [InlineData(16)]
    [InlineData(20)]
    [InlineData(32)]
    [InlineData(64)]
    public void Random_bytes_are_hardly_ever_refused_and_text_always(int length)
    {
        var random = new Random(length);
        var bytes = new byte[length];
        int refused = 0;
        for (int i = 0; i < 20_000; i++)
        {
            random.NextBytes(bytes);
            refused += Randomness.IsPlausible(bytes) ? 0 : 1;
        }

        Assert.InRange(refused, 0, 3);
        Assert.False(Randomness.IsPlausible(Encoding.ASCII.GetBytes("The quick brown fox jumps over the lazy dog, and is quick about it.").AsSpan(0, length)));
    }
}
