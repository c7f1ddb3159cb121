using System.Text;
using ArtifactGate.Artifacts.Streams;
using ArtifactGate.Artifacts.Tar;

namespace ArtifactGate.Artifacts.Cpio;

/// <summary>Reads a cpio archive from its first byte to the end of its last entry. Does not own the stream.</summary>
/// <param name="stream">The archive.</param>
/// <param name="budget">Asked whether to go on.</param>
/// <param name="stripped">
/// What rpm knows of its files by number: its archives leave the header out where one does not fit a file of 4 GiB (magic <c>07070X</c>).
/// </param>
internal sealed class CpioReader(Stream stream, Budget budget, Func<uint, CpioEntry?>? stripped = null) : IDisposable
{
    private const string Trailer = "TRAILER!!!";

    private SectionStream? _content;
    private int _padding;

    /// <summary>Bytes read.</summary>
    public long Position { get; private set; }

    /// <summary>The content of the entry in hand, once.</summary>
    public Stream Content => _content ?? Stream.Null;

    /// <summary>The next entry, or null after the last.</summary>
    /// <exception cref="InvalidDataException">No entry begins where one must.</exception>
    /// <exception cref="EndOfStreamException">Cut off.</exception>
    public CpioEntry? Next()
    {
        _content?.Drain(budget);
        Position += _content?.Total ?? 0;
        Skip(_padding);
        Span<byte> bytes = stackalloc byte[CpioHeader.LongestHeader];
        Read(bytes[..CpioHeader.MagicLength]);
        if (stripped is not null && bytes[..CpioHeader.MagicLength].SequenceEqual("07070X"u8))
        {
            return Stripped(bytes);
        }

        int length = CpioHeader.LengthOf(bytes[..CpioHeader.MagicLength]);
        Read(bytes[Math.Min(length, CpioHeader.MagicLength)..length]);
        if (CpioHeader.Parse(bytes[..length]) is not { } header)
        {
            throw new InvalidDataException("no cpio header where one must be");
        }

        long nameAt = Position;
        byte[] field = new byte[header.NameLength];
        Read(field);
        Skip(Padding(header.HeaderLength + header.NameLength, header.Alignment));

        // Only files have a sum: their links to themselves, which have no content, and symbolic links have none.
        Begin(header.Length, header.Alignment, header.IsFile && header.Length > 0 ? header.Sum : null);
        int end = Array.IndexOf(field, (byte)0) is var zero and >= 0 ? zero : field.Length;
        string name = TarName.Normalize(Encoding.UTF8.GetString(field, 0, end).Replace('\\', '/'));
        byte[] hidden = field.AsSpan(end).ContainsAnyExcept((byte)0) ? field[(end + 1)..] : [];

        // What has content is none of the end, whatever its name.
        return name == Trailer && header.Length == 0 && hidden.Length == 0 ? null : new CpioEntry(name, header.IsFile, header.Length, hidden, nameAt + end + 1);
    }

    /// <inheritdoc/>
    public void Dispose() => _content?.Dispose();

    private CpioEntry Stripped(Span<byte> bytes)
    {
        Read(bytes[..8]);
        Skip(2);
        if (!uint.TryParse(bytes[..8], System.Globalization.NumberStyles.AllowHexSpecifier, null, out uint number) || stripped!(number) is not { } entry)
        {
            throw new InvalidDataException("an entry that no header describes");
        }

        Begin(entry.Length, 4, null);
        return entry;
    }

    private void Begin(long length, int alignment, uint? sum)
    {
        _content = new SectionStream(stream, length, sum);
        _padding = Padding(length, alignment);
    }

    private static int Padding(long length, int alignment) => (int)((alignment - (length % alignment)) % alignment);

    private void Read(Span<byte> bytes)
    {
        stream.ReadExactly(bytes);
        Position += bytes.Length;
    }

    private void Skip(int count)
    {
        Span<byte> bytes = stackalloc byte[4];
        Read(bytes[..count]);
    }
}
