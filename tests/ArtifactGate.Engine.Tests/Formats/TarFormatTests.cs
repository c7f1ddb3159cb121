using System.Formats.Tar;
using System.Text;
using ArtifactGate.Artifacts;
using ArtifactGate.Testing.Formats;

namespace ArtifactGate.Engine.Tests.Formats;

public sealed class TarFormatTests : FormatTest
{
    [Fact]
    public void A_file_that_happens_to_be_its_own_sum_is_no_tar()
    {
        // Zeros but for a first byte and a digit where the checksum of a header would stand, and what is no number behind it.
        byte[] content = new byte[2048];
        content[0] = 1;
        Encoding.ASCII.GetBytes(Convert.ToString((8 * ' ') + 1, 8) + "\x01").CopyTo(content, 148);
        Assert.Equal("file", Scan("x", content).Artifacts[0].Kind);
        content[151] = 0;
        Assert.Equal("tar", Scan("x", content).Artifacts[0].Kind);
    }

    [Fact]
    public void An_entry_that_the_reader_does_not_know_stops_the_archive_and_not_the_run()
    {
        byte[] tar = ArchiveSamples.Tar("a.txt", TarEntryFormat.Gnu);

        // A sparse file of GNU with a length of its own that is no number.
        tar[156] = (byte)'S';
        tar.AsSpan(148, 8).Fill((byte)' ');
        int sum = tar[..512].Sum(b => b);
        Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ").CopyTo(tar, 148);
        GateResult result = Scan("x.tar", tar);
        Assert.NotEqual(RunVerdict.Error, result.Verdict);
        Assert.NotEqual(RunVerdict.Passed, result.Verdict);
        Assert.Contains(result.Unread, u => u.Reason is UnreadReason.Corrupt or UnreadReason.Unsupported);
    }
}
