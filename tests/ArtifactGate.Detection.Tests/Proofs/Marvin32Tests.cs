using System.Text;

namespace ArtifactGate.Detection.Tests.Proofs;

/// <summary>The checksum against published results of other implementations.</summary>
public sealed class Marvin32Tests
{
    [Theory]
    [InlineData(0xd53cd9cecd0893b7, "abc", 0x6be02a86)]
    [InlineData(0x004fb61a001bdbcc, "", 0x30ed35c1u ^ 0x00cd3c7du)]
    public void Agrees_with_published_results(ulong seed, string text, uint expected) =>
        Assert.Equal(expected, Marvin32.Of(Encoding.ASCII.GetBytes(text), seed));

    [Fact]
    public void Every_byte_counts()
    {
        var bytes = new byte[23];
        uint before = Marvin32.Of(bytes, 1);
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= 0x10;
            Assert.NotEqual(before, Marvin32.Of(bytes, 1));
            bytes[i] ^= 0x10;
        }

        Assert.NotEqual(before, Marvin32.Of(bytes.AsSpan(1), 1));
    }

    [Fact]
    public void A_seed_is_its_name_read_as_a_number() => Assert.Equal(0x4161645077643030u, Marvin32.Seed("AadPwd00"));
}
