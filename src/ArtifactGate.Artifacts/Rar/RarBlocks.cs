namespace ArtifactGate.Artifacts.Rar;

/// <summary>
/// Walks the blocks of a rar archive and verifies their checksums. The library reads what is in files; which bytes of the archive nobody would
/// read, and what is encrypted or in another volume, only the blocks tell.
/// </summary>
internal abstract class RarBlocks(Stream stream)
{
    /// <summary>Where the next block must begin.</summary>
    public long Position { get; protected set; }

    /// <summary>The archive.</summary>
    protected Stream Stream => stream;

    /// <summary>What begins an archive of the older format.</summary>
    public static ReadOnlySpan<byte> Magic4 => [0x52, 0x61, 0x72, 0x21, 0x1A, 7, 0];

    private static ReadOnlySpan<byte> Magic5 => [0x52, 0x61, 0x72, 0x21, 0x1A, 7, 1, 0];

    /// <summary>Whether bytes begin an archive.</summary>
    public static bool Begins(ReadOnlySpan<byte> head) => head.StartsWith(Magic4) || head.StartsWith(Magic5);

    /// <summary>Where the archive begins: at once, or behind the program that unpacks it; null when there is none.</summary>
    public static long? Find(ReadOnlySpan<byte> head, Func<Stream> open)
    {
        if (Begins(head))
        {
            return 0;
        }

        long end = ProgramEnd.Of(head);
        if (end <= 0)
        {
            return null;
        }

        using Stream program = open();
        Span<byte> magic = stackalloc byte[8];
        program.Position = Math.Min(end, program.Length);
        return Begins(magic[..program.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false)]) ? end : null;
    }

    /// <summary>A walk over the archive that begins at a place of the stream.</summary>
    public static RarBlocks Of(Stream stream, long start)
    {
        Span<byte> magic = stackalloc byte[8];
        stream.Position = start;
        int read = stream.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        return magic[..read].SequenceEqual(Magic5) ? new Rar5Blocks(stream, start + Magic5.Length) : new Rar4Blocks(stream, start + Magic4.Length);
    }

    /// <summary>The next block, or null where none stands: at the end of the file, or where it is damaged.</summary>
    public abstract RarBlock? Next();

    /// <summary>Reads bytes from the position on; false when there are fewer.</summary>
    protected bool TryRead(long offset, Span<byte> bytes)
    {
        if (bytes.Length > stream.Length - offset)
        {
            return false;
        }

        stream.Position = offset;
        stream.ReadExactly(bytes);
        return true;
    }
}
