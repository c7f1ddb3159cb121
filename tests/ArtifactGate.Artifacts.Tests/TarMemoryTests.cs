using System.Formats.Tar;
using ArtifactGate.Artifacts.Formats;

namespace ArtifactGate.Artifacts.Tests;

/// <summary>A tar is read in memory that does not grow with it.</summary>
[Collection(Alone.Name)]
public sealed class TarMemoryTests
{
    private const int Entries = 60_000;

    [Theory]
    [InlineData(1, false)]
    [InlineData(512, false)]
    [InlineData(700, true)]
    public void Entries_that_were_read_are_forgotten(int length, bool areTaken)
    {
        byte[] archive = Archive(length);
        var container = new ContentNode(new ArtifactPath("a.tar"), () => new Forward(archive));
        int entries = 0;
        long early = 0, late = 0;
        foreach (WalkItem.Content item in new TarFormat().Open(container, new Budget(new Limits())).OfType<WalkItem.Content>())
        {
            Assert.Equal($"file{entries}", item.Node.Path.Name);
            if (areTaken)
            {
                using Stream content = item.Node.Open();
                Assert.Equal(length, content.Read(new byte[2 * length]));
            }

            entries++;
            early = entries == 10_000 ? GC.GetTotalMemory(forceFullCollection: true) : early;
            late = entries == Entries ? GC.GetTotalMemory(forceFullCollection: true) : late;
        }

        Assert.Equal(Entries, entries);
        Assert.True(late - early < 1 << 20, $"{(late - early) >> 10} KiB more after {Entries - 10_000} entries.");
    }

    private static byte[] Archive(int length)
    {
        var stream = new MemoryStream(Entries * 2048);
        using (var tar = new TarWriter(stream, TarEntryFormat.Ustar))
        {
            for (int i = 0; i < Entries; i++)
            {
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, $"file{i}") { DataStream = new MemoryStream(new byte[length]) });
            }
        }

        return stream.ToArray();
    }

    private sealed class Forward(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;
    }
}
