using System.Text;
using ArtifactGate.Detection;
using ArtifactGate.Engine.Walking;

namespace ArtifactGate.Engine.Tests.Walking;

/// <summary>A stretch of UTF-32 is found wherever it begins and whatever is around it.</summary>
public sealed class Utf32SweepTests
{
    [Theory]
    [InlineData(TextForm.Utf32LittleEndian)]
    [InlineData(TextForm.Utf32BigEndian)]
    public void A_stretch_is_found_at_every_place(TextForm form)
    {
        byte[] stretch = new UTF32Encoding(form == TextForm.Utf32BigEndian, false).GetBytes("abcdefghijklmnop");
        foreach (byte around in (byte[])[1, 0x80, 0xFF])
        {
            for (int at = 0; at < 70; at++)
            {
                var bytes = new byte[200];
                bytes.AsSpan().Fill(around);
                stretch.CopyTo(bytes, at);
                Assert.Equal([new Utf32Stretch(at, 16, form)], Find(bytes));
            }

            Assert.Equal([new Utf32Stretch(0, 16, form)], Find(stretch));
        }
    }

    [Theory]
    [InlineData(TextForm.Utf32LittleEndian)]
    [InlineData(TextForm.Utf32BigEndian)]
    public void Between_zeros_characters_begin_at_multiples_of_four(TextForm form)
    {
        byte[] stretch = new UTF32Encoding(form == TextForm.Utf32BigEndian, false).GetBytes("abcdefghijklmnopqrstuvwxyz");
        var bytes = new byte[400];
        stretch.CopyTo(bytes, 100);
        Assert.Equal([new Utf32Stretch(100, 26, form)], Find(bytes));
    }

    [Fact]
    public void Numbers_and_short_stretches_are_none()
    {
        Assert.Empty(Find(new byte[4096]));
        Assert.Empty(Find([.. Enumerable.Range(0, 1024).SelectMany(i => BitConverter.GetBytes(i % 32))]));
        Assert.Empty(Find([.. new byte[64], .. Encoding.UTF32.GetBytes("fifteen letters"), .. new byte[64]]));
    }

    private static List<Utf32Stretch> Find(byte[] bytes)
    {
        var stretches = new List<Utf32Stretch>();
        Utf32Sweep.Find(bytes, 0, stretches);
        return stretches;
    }
}
