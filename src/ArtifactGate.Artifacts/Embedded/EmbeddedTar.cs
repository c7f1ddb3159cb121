using ArtifactGate.Artifacts.Tar;

namespace ArtifactGate.Artifacts.Embedded;

/// <summary>A tar with the mark of POSIX and the checksum of its first header. It takes everything behind it: what stands there is told of it.</summary>
internal sealed class EmbeddedTar : EmbeddedKind
{
    private const int MagicAt = 257;

    // The last byte of the target of a link, which hardly ever is as long as that, and the first of the mark.
    protected override (byte First, byte Second) Pair => (0, (byte)'u');

    protected override int PairAt => MagicAt - 1;

    public override bool IsCertain => true;

    public override bool Begins(ReadOnlySpan<byte> head) =>
        head.Length >= TarEnd.BlockSize && head[MagicAt..].StartsWith("ustar"u8) && TarHeader.IsValid(head[..TarEnd.BlockSize]);

    public override EmbeddedExtent Measure(Func<Stream> rest, Budget budget)
    {
        using Stream stream = rest();
        return EmbeddedExtent.CutOff(stream.Length);
    }
}
