using System.Buffers.Binary;
using ArtifactGate.Artifacts.Zip;

namespace ArtifactGate.Artifacts.Embedded;

/// <summary>
/// A zip in the middle of content of another format, or at its end. Zips are read from their end, which says where they began
/// (<see cref="EmbeddedZipEnd"/>); entries that none leads to are what is left of one.
/// </summary>
/// <param name="length">Its bytes, once they are known; null for everything from its beginning on.</param>
/// <param name="hasDirectory">Whether an end told of it; otherwise it must be read to tell how far it reaches.</param>
internal sealed class EmbeddedZip(long? length = null, bool hasDirectory = false) : EmbeddedKind
{
    private const int LongestName = 1024;

    /// <summary>Its bytes, or null where that is not known yet.</summary>
    public long? Length => length;

    protected override (byte First, byte Second) Pair => ((byte)'K', 3);

    protected override int PairAt => 1;

    public override bool IsCertain => hasDirectory;

    public override bool Begins(ReadOnlySpan<byte> head) => ZipHead.BeginsEntry(head);

    /// <summary>Whether bytes begin an entry whose method can be decompressed, and whose name is text: where chance has the first bytes of one, it has not those.</summary>
    public static bool BeginsNamed(ReadOnlySpan<byte> head) =>
        head.Length > ZipLocalHeader.FixedLength && ZipMethods.CanDecompress(BinaryPrimitives.ReadUInt16LittleEndian(head[8..]))
        && BinaryPrimitives.ReadUInt16LittleEndian(head[26..]) is > 0 and <= LongestName and var length
        && !head[ZipLocalHeader.FixedLength..Math.Min(head.Length, ZipLocalHeader.FixedLength + length)].ContainsAnyInRange<byte>(0, 0x1F);

    public override EmbeddedExtent Measure(Func<Stream> rest, Budget budget)
    {
        using Stream stream = rest();
        long most = Math.Min(length ?? long.MaxValue, stream.Length);
        return hasDirectory ? EmbeddedExtent.Whole(most) : new ZipRun(rest, stream, most, budget).Measure();
    }

    /// <summary>The first byte of a zip that ends where the node ends; null where there is none, or nothing before it.</summary>
    /// <param name="node">A node that can be read in any order.</param>
    public static long? Start(ContentNode node)
    {
        using Stream stream = node.Open();
        if (ZipDirectory.Find(stream) is not { Entries: > 0, IsPart: false } place)
        {
            return null;
        }

        long? first = null;
        try
        {
            // Reading the directory takes a stream of its own.
            foreach (ZipEntryHeader entry in ZipDirectory.Read(node.Open(), place))
            {
                first = Math.Min(first ?? long.MaxValue, entry.HeaderOffset);
            }
        }
        catch (Exception failure) when (failure is InvalidDataException or EndOfStreamException)
        {
            // What only looks like a directory has no entry. One that is damaged has some: whoever opens the archive meets the damage again, and says so.
        }

        byte[] head = new byte[HeadLength];
        stream.Position = Math.Clamp(first ?? 0, 0, stream.Length);
        int read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return first > 0 && ZipHead.Begins(head.AsSpan(0, read)) ? first : null;
    }
}
