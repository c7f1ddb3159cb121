using ArtifactGate.Artifacts.Rar;

namespace ArtifactGate.Artifacts.Embedded;

/// <summary>rar of both formats: the checksum of its first header holds. It reaches as far as blocks follow each other, to the one that ends it.</summary>
internal sealed class EmbeddedRar : EmbeddedKind
{
    // As many bytes as tell that no header is there.
    private const int NoHeader = 8;

    protected override (byte First, byte Second) Pair => (0x1A, 7);

    protected override int PairAt => 4;

    public override bool IsCertain => true;

    public override bool Begins(ReadOnlySpan<byte> head) =>
        RarBlocks.Begins(head) && RarBlocks.Of(new MemoryStream(head.ToArray(), writable: false), 0).Next() is { Kind: RarBlockKind.Main or RarBlockKind.Encryption };

    public override EmbeddedExtent Measure(Func<Stream> rest, Budget budget)
    {
        using Stream stream = rest();
        var blocks = RarBlocks.Of(stream, 0);
        while (blocks.Next() is { } block)
        {
            budget.CheckTime();
            if (block.DataOffset + block.DataLength > stream.Length)
            {
                return EmbeddedExtent.CutOff(stream.Length);
            }

            if (block.Kind == RarBlockKind.End)
            {
                return EmbeddedExtent.Whole(blocks.Position);
            }

            if (block.IsEncrypted && block.Kind is RarBlockKind.Main or RarBlockKind.Encryption)
            {
                break;
            }
        }

        // Encrypted from here on, or damaged, and then whoever opens it must see that no header stands where one must. Not everything that follows: as many
        // beginnings would each be read to the end.
        return new EmbeddedExtent(blocks.Position, IsWhole: false, IsCutOff: false, IsEnough: true) { Reach = Math.Min(stream.Length, blocks.Position + NoHeader) };
    }
}
