using System.Text;

namespace ArtifactGate.Detection.Tests.Matching;

/// <summary>Values that only their proof tells.</summary>
public sealed class RunTests
{
    // Ten megabytes of one letter took 13 seconds and gigabytes of arrays.
    [Theory]
    [InlineData("z")]
    [InlineData("acgt")]
    [InlineData("K5")]
    public void What_repeats_itself_takes_no_proofs(string part)
    {
        byte[] content = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(part, 400_000 / part.Length)));
        var detector = new Detector(RuleBook.Default);
        var matches = new List<Match>();
        detector.Scan(new ScanWindow { Bytes = content, OwnedEnd = content.Length, IsText = true }, matches, []);
        long before = GC.GetAllocatedBytesForCurrentThread();
        detector.Scan(new ScanWindow { Bytes = content, OwnedEnd = content.Length, IsText = true }, matches, []);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4_000_000);
        Assert.Empty(matches);
    }
}
