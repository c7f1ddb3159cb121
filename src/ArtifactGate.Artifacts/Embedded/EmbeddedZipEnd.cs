using ArtifactGate.Artifacts.Zip;

namespace ArtifactGate.Artifacts.Embedded;

/// <summary>The end record of a zip in the middle of other content: it says where the directory is, and both where the archive began.</summary>
internal sealed class EmbeddedZipEnd : EmbeddedKind
{
    private const int EntryHead = 30;

    protected override (byte First, byte Second) Pair => ((byte)'K', 5);

    protected override int PairAt => 1;

    public override bool IsCertain => false;

    public override bool Begins(ReadOnlySpan<byte> head) => ZipDirectory.BeginsEnd(head);

    public override EmbeddedExtent Measure(Func<Stream> rest, Budget budget) => EmbeddedExtent.None;

    /// <summary>Where the zip is that ends with an end record; null when that tells of none.</summary>
    /// <param name="open">Opens content that can be read in any order.</param>
    /// <param name="stream">The same.</param>
    /// <param name="end">The first byte of the record.</param>
    public static (long Start, long Length)? Archive(Func<Stream> open, Stream stream, long end)
    {
        if (ZipDirectory.At(stream, end) is not (var place, var behind) || place is not { Entries: > 0, IsPart: false })
        {
            return null;
        }

        return EntryBegins(stream, place.Shift) || EntryBegins(stream, FirstEntry(open(), place)) ? (place.Shift, behind - place.Shift) : null;
    }

    // Behind a program that unpacks itself, offsets count from the first byte of that.
    private static long FirstEntry(Stream again, ZipDirectory.Place place)
    {
        try
        {
            return ZipDirectory.Read(again, place).Min(e => e.HeaderOffset);
        }
        catch (Exception failure) when (failure is InvalidDataException or EndOfStreamException)
        {
            // What only looks like a directory has no entry.
            return place.Shift;
        }
    }

    private static bool EntryBegins(Stream stream, long at)
    {
        byte[] head = new byte[EntryHead];
        stream.Position = Math.Clamp(at, 0, stream.Length);
        return stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && ZipHead.BeginsEntry(head);
    }
}
