using System.Buffers.Binary;

namespace ArtifactGate.Artifacts.Zip;

/// <summary>What a zip begins with. One that something else stands before is told by its end, which only content that can be read in any order has at hand.</summary>
internal static class ZipHead
{
    private const int LongestScript = 512;

    private static ReadOnlySpan<byte> Entry => "PK\x03\x04"u8;

    private static ReadOnlySpan<byte> Empty => "PK\x05\x06"u8;

    // Before the first of several parts, and before the only one that was meant to become several (APPNOTE 8.5.3 and 8.5.4).
    private static ReadOnlySpan<byte> Spanned => "PK\x07\x08PK\x03\x04"u8;

    private static ReadOnlySpan<byte> MeantToSpan => "PK00PK\x03\x04"u8;

    /// <summary>Whether bytes begin a zip: as such, or as a script with one line before the archive.</summary>
    public static bool Begins(ReadOnlySpan<byte> head) =>
        head.StartsWith(Entry) || head.StartsWith(Empty) || head.StartsWith(Spanned) || head.StartsWith(MeantToSpan) || IsScript(head);

    /// <summary>Whether an entry begins anywhere in bytes, behind a few of something else: the mark of a Java module, a stub.</summary>
    public static bool HasEntry(ReadOnlySpan<byte> head) => FirstEntry(head) is not null;

    /// <summary>Where the first entry begins among bytes; null where none does.</summary>
    public static int? FirstEntry(ReadOnlySpan<byte> head)
    {
        for (int at = 0; head[at..].IndexOf(Entry) is >= 0 and var next; at += Entry.Length)
        {
            at += next;

            if (BeginsEntry(head[at..]))
            {
                return at;
            }
        }

        return null;
    }

    /// <summary>Whether an entry begins with bytes: with a version of the format that there is, and a method that there is (APPNOTE 4.4.3, 4.4.5).</summary>
    public static bool BeginsEntry(ReadOnlySpan<byte> head) => head.StartsWith(Entry) && head is [_, _, _, _, >= 10 and <= 63, _, _, _, < 100, 0, ..];

    /// <summary>How many bytes stand before the first entry of an archive that is recognised by its beginning; 0 for none.</summary>
    public static int Lead(Stream stream)
    {
        Span<byte> head = stackalloc byte[LongestScript + 4];
        stream.Position = 0;
        head = head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        return Begins(head) ? Math.Max(0, head.IndexOf(Entry)) : 0;
    }

    /// <summary>Whether the first entry says that the directory is encrypted (APPNOTE 4.4.4, bit 13).</summary>
    public static bool HidesDirectory(Stream stream)
    {
        Span<byte> head = stackalloc byte[8];
        stream.Position = 0;
        return stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && head.StartsWith(Entry) && (head[6] & 1) != 0 && (head[7] & 0x20) != 0;
    }

    /// <summary>Whether bytes begin a program that may have an archive behind it: of Windows, of Unix (an executable or shared one), a script.</summary>
    public static bool MayPrecede(ReadOnlySpan<byte> head) => head is [(byte)'M', (byte)'Z', ..] or [(byte)'#', (byte)'!', ..]
        || (head is [0x7F, (byte)'E', (byte)'L', (byte)'F', ..] && head.Length > 17 && (head[16] is 2 or 3 || head[17] is 2 or 3));

    /// <summary>
    /// Whether bytes begin an extension of Chromium (CRX version 2 and 3): a magic number, the version, the length of one or two blocks, those,
    /// and the archive. The header alone, as which it is read, is none.
    /// </summary>
    public static bool BeginsExtension(ReadOnlySpan<byte> head, long? length)
    {
        if (head.Length < 16 || head is not [(byte)'C', (byte)'r', (byte)'2', (byte)'4', 2 or 3, 0, 0, 0, ..])
        {
            return false;
        }

        long first = BinaryPrimitives.ReadUInt32LittleEndian(head[8..]), second = BinaryPrimitives.ReadUInt32LittleEndian(head[12..]);
        return length is not long known || known > (head[4] == 2 ? 16 + first + second : 12 + first);
    }

    private static bool IsScript(ReadOnlySpan<byte> head)
    {
        if (head is not [(byte)'#', (byte)'!', ..])
        {
            return false;
        }

        int line = head[..Math.Min(head.Length, LongestScript)].IndexOf((byte)'\n');
        return line > 0 && head[(line + 1)..].StartsWith(Entry);
    }
}
