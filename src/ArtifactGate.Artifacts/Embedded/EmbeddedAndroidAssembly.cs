using ArtifactGate.Artifacts.Lz4;
using ArtifactGate.Artifacts.Memory;

namespace ArtifactGate.Artifacts.Embedded;

/// <summary>A packed assembly among others, as applications for Android have them all in one file or library. What it unpacks to begins like an assembly.</summary>
internal sealed class EmbeddedAndroidAssembly : EmbeddedFile
{
    protected override (byte First, byte Second) Pair => ((byte)'L', (byte)'Z');

    protected override int PairAt => 2;

    public override bool IsCertain => true;

    protected override bool HasMembers => false;

    public override bool Begins(ReadOnlySpan<byte> head) => AndroidAssemblyStream.Begins(head) && BeginsAssembly(head[AndroidAssemblyStream.HeaderLength..]);

    protected override Stream Decompress(Stream packed, MemoryAccount memory, out Func<long> position)
    {
        var stream = new AndroidAssemblyStream(packed, single: true);
        position = () => stream.PackedPosition;
        return stream;
    }

    // Two bytes and more as they are, behind their length.
    private static bool BeginsAssembly(ReadOnlySpan<byte> block)
    {
        int at = 1;
        for (bool goesOn = block[0] >> 4 == 15; goesOn && at < block.Length; at++)
        {
            goesOn = block[at] == 255;
        }

        return block[0] >= 0x20 && block[at..].StartsWith("MZ"u8);
    }
}
