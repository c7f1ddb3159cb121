using System.Globalization;
using ArtifactGate.Artifacts.Memory;
using ArtifactGate.Artifacts.Rar;
using ArtifactGate.Artifacts.Rar3;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Formats;

/// <summary>
/// rar of both formats. Its blocks are walked here, so that no byte is passed over; what is compressed the library reads. Headers, comments
/// among them, are read as the archive's own bytes.
/// </summary>
internal sealed class RarFormat : IArtifactFormat
{
    private const int HeadLength = 4096;

    public string Name => "rar";

    public bool NeedsRandomAccess => true;

    public bool KeepsBytes => true;

    public Fit Recognize(ReadOnlySpan<byte> head, ContentNode node) =>
        RarBlocks.Begins(head) || (node.RandomAccess && node.Length > head.Length && RarBlocks.Find(head, node.Open) is not null) ? Fit.Generic : Fit.None;

    public IEnumerable<WalkItem> Open(ContentNode container, Budget budget)
    {
        using Stream stream = container.Open();
        long start = Start(container, stream);
        if (start > 0)
        {
            // Among the bytes that are kept, behind the program, it is no archive of its own.
            yield return new WalkItem.HandedOut(start, RarBlocks.Magic4.Length);
        }

        (List<RarBlock> blocks, long end) = Blocks(stream, start, budget);
        bool solid = blocks.Exists(b => b.Kind == RarBlockKind.Main && b.IsSolid);
        using var contents = new RarFiles(container.Open, start, stream.Length, blocks, budget);
        int file = 0;
        bool broken = false;
        foreach (RarBlock block in blocks)
        {
            budget.CheckTime();
            if (block.DataOffset + block.DataLength > stream.Length)
            {
                yield return new WalkItem.Unread(Path(container, block, contents, file), UnreadReason.Corrupt,
                    $"cut off: {block.DataLength} bytes are promised, {Math.Max(0, stream.Length - block.DataOffset)} are there");
                yield break;
            }

            foreach (WalkItem item in Items(container, block, contents, file, solid, broken))
            {
                // In a solid archive nothing can be read behind what could not.
                broken |= solid && item is WalkItem.Unread && block.Kind == RarBlockKind.File;
                yield return item;
                if (item is WalkItem.Content)
                {
                    yield return new WalkItem.HandedOut(block.DataOffset, block.DataLength);
                }
            }

            file += block.Kind == RarBlockKind.File ? 1 : 0;
        }

        foreach (WalkItem item in End(container, stream, blocks, start, end))
        {
            yield return item;
        }
    }

    // What was recognised is found again: the program before it, if any, has its headers in its head.
    private static long Start(ContentNode container, Stream stream)
    {
        byte[] head = new byte[HeadLength];
        int read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return RarBlocks.Find(head.AsSpan(0, read), container.Open) ?? 0;
    }

    private static (List<RarBlock> Blocks, long End) Blocks(Stream stream, long start, Budget budget)
    {
        var walk = RarBlocks.Of(stream, start);
        var blocks = new List<RarBlock>();
        while (walk.Next() is { } block)
        {
            budget.CheckTime();
            blocks.Add(block);
            if (blocks.Count > budget.Limits.MaxEntries)
            {
                throw new BudgetExceededException(UnreadReason.Entries, $"more than {budget.Limits.MaxEntries} entries (--max-entries)");
            }

            if (block.Kind is RarBlockKind.End or RarBlockKind.Encryption || (block.Kind == RarBlockKind.Main && block.IsEncrypted))
            {
                break;
            }
        }

        return (blocks, walk.Position);
    }

    private static IEnumerable<WalkItem> Items(ContentNode container, RarBlock block, RarFiles contents, int file, bool solid, bool broken)
    {
        if (block.IsEncrypted)
        {
            yield return block.Kind is RarBlockKind.Main or RarBlockKind.Encryption
                ? new WalkItem.Unread(container.Path, UnreadReason.Encrypted, "encrypted archive")
                : new WalkItem.Unread(Path(container, block, contents, file), UnreadReason.Encrypted, "encrypted entry");
        }
        else if (block.Kind == RarBlockKind.File && !block.HasNoContent)
        {
            yield return File(container, block, contents, file, solid, broken);
        }
        else if (block.Kind == RarBlockKind.Service && !block.IsStored)
        {
            yield return new WalkItem.Unread(Place(container, block.DataOffset), UnreadReason.Unsupported, "a compressed comment or other data about files");
        }
        else if (block.DataLength > 0)
        {
            yield return new WalkItem.Content(new ContentNode(Place(container, block.DataOffset), container, block.DataOffset, block.DataLength));
        }
    }

    private static WalkItem File(ContentNode container, RarBlock block, RarFiles contents, int file, bool solid, bool broken)
    {
        ArtifactPath path = Path(container, block, contents, file);
        if (block.IsSplit)
        {
            return new WalkItem.Unread(path, UnreadReason.Corrupt, "begins or goes on in another file: one part of several");
        }

        // The other checksum of the format, BLAKE2sp, the library verifies.
        if (block is { IsStored: true, Crc: not null })
        {
            return new WalkItem.Content(new ContentNode(path, () => Checked(new SubStream(container.Open(), block.DataOffset, block.DataLength), block)) { Length = block.DataLength });
        }

        if (broken)
        {
            return new WalkItem.Unread(path, UnreadReason.Corrupt, PackedFiles.Behind);
        }

        return block.Dictionary > DecoderMemory.Most
            ? new WalkItem.Unread(path, UnreadReason.Size, DecoderMemory.Refusal)
            : new WalkItem.Content(new ContentNode(path, () => Checked(contents.Open(file), block))
            {
                Length = block.Length,

                // In a solid archive the bytes of one file say little about what it was compressed from.
                PackedLength = solid ? null : block.DataLength,
            });
    }

    private static IEnumerable<WalkItem> End(ContentNode container, Stream stream, List<RarBlock> blocks, long start, long end)
    {
        if (blocks.Exists(b => b.IsEncrypted && b.Kind is RarBlockKind.Main or RarBlockKind.Encryption))
        {
            yield break;
        }

        if (blocks.Count == 0 || blocks[^1].Kind != RarBlockKind.End)
        {
            // Programs before RAR 3 write no end.
            if (blocks.Count == 0 || end < stream.Length || RarBlocks.Of(stream, start) is Rar5Blocks)
            {
                yield return new WalkItem.Unread(container.Path, UnreadReason.Corrupt, "ends without its end block, or something else stands where a block must begin");
            }
        }
        else if (blocks[^1].IsSplit)
        {
            yield return new WalkItem.Unread(container.Path, UnreadReason.Corrupt, "goes on in another file: one part of several");
        }

        if (end < stream.Length)
        {
            yield return new WalkItem.HandedOut(end, stream.Length - end);
            yield return new WalkItem.Content(new ContentNode(Place(container, end), container, end, stream.Length - end));
        }
    }

    private static Stream Checked(Stream content, RarBlock block) =>
        block is { Crc: uint crc, Length: long length } ? new ChecksumStream(content, length, crc) : content;

    private static ArtifactPath Path(ContentNode container, RarBlock block, RarFiles contents, int file) => block.Kind == RarBlockKind.File
        ? container.Path.Inside(contents.NameOf(file) ?? block.Name ?? "")
        : Place(container, block.DataOffset);

    private static ArtifactPath Place(ContentNode container, long offset) => container.Path.Inside(string.Create(CultureInfo.InvariantCulture, $"@{offset}"));
}
