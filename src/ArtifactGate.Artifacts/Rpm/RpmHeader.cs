using System.Buffers.Binary;
using System.Text;

namespace ArtifactGate.Artifacts.Rpm;

/// <summary>
/// One of the two headers of an rpm package (RPM format version 4, "header format"): an index of tags over a store of values, big-endian.
/// </summary>
internal sealed class RpmHeader
{
    private const int IntroLength = 16;
    private const int EntryLength = 16;
    private const int MostTags = 1 << 16;
    private const int LongestText = 64 * 1024;

    private readonly Dictionary<uint, (uint Type, uint Offset, uint Count)> _tags = [];
    private readonly Stream _stream;
    private readonly long _store;

    private RpmHeader(Stream stream, long start, long store, long end)
    {
        (_stream, Start, _store, End) = (stream, start, store, end);
    }

    /// <summary>What begins a header: a magic number and the version.</summary>
    public static ReadOnlySpan<byte> Magic => [0x8E, 0xAD, 0xE8, 1];

    /// <summary>Its first byte.</summary>
    public long Start { get; }

    /// <summary>The first byte behind it.</summary>
    public long End { get; }

    /// <summary>Reads the index of the header at <paramref name="start"/>.</summary>
    /// <exception cref="InvalidDataException">There is none, or it is longer than the file.</exception>
    public static RpmHeader Read(Stream stream, long start)
    {
        Span<byte> intro = stackalloc byte[IntroLength];
        stream.Position = start;
        stream.ReadExactly(intro);
        uint tags = BinaryPrimitives.ReadUInt32BigEndian(intro[8..]), length = BinaryPrimitives.ReadUInt32BigEndian(intro[12..]);
        long store = start + IntroLength + ((long)tags * EntryLength);
        if (!intro.StartsWith(Magic) || tags > MostTags)
        {
            throw new InvalidDataException("no rpm header where one must be");
        }

        if (store + length > stream.Length)
        {
            throw new EndOfStreamException();
        }

        var header = new RpmHeader(stream, start, store, store + length);
        Span<byte> entry = stackalloc byte[EntryLength];
        for (uint i = 0; i < tags; i++)
        {
            stream.ReadExactly(entry);
            header._tags[BinaryPrimitives.ReadUInt32BigEndian(entry)] =
                (BinaryPrimitives.ReadUInt32BigEndian(entry[4..]), BinaryPrimitives.ReadUInt32BigEndian(entry[8..]), BinaryPrimitives.ReadUInt32BigEndian(entry[12..]));
        }

        return header;
    }

    /// <summary>How many values a tag has; 0 without it.</summary>
    public uint Count(uint tag) => _tags.TryGetValue(tag, out var entry) ? entry.Count : 0;

    /// <summary>A number, or null.</summary>
    public long? Number(uint tag, uint index = 0)
    {
        if (!_tags.TryGetValue(tag, out var entry) || index >= entry.Count || Width(entry.Type) is not (> 0 and var width))
        {
            return null;
        }

        Span<byte> bytes = stackalloc byte[8];
        bytes.Clear();
        return Take(entry.Offset + ((long)index * width), bytes[^width..]) ? BinaryPrimitives.ReadInt64BigEndian(bytes) : null;
    }

    /// <summary>Bytes (type 7) of exactly this length, or null.</summary>
    public byte[]? Bytes(uint tag, int length)
    {
        byte[] bytes = new byte[length];
        return _tags.TryGetValue(tag, out var entry) && entry.Type == 7 && entry.Count == length && Take(entry.Offset, bytes) ? bytes : null;
    }

    /// <summary>A string, or the first of several (types 6, 8, 9), or null.</summary>
    public string? Text(uint tag) => _tags.TryGetValue(tag, out var entry) && entry.Type is 6 or 8 or 9 ? TextAt(entry.Offset, out _) : null;

    /// <summary>All strings of a tag, up to a limit of bytes.</summary>
    /// <exception cref="InvalidDataException">They take more, or are not all there.</exception>
    public string[] Texts(uint tag, int mostBytes)
    {
        if (!_tags.TryGetValue(tag, out var entry) || entry.Type != 8 || entry.Count > mostBytes)
        {
            throw new InvalidDataException("a list of names is missing or too long");
        }

        var texts = new List<string>();
        long at = entry.Offset;
        for (uint i = 0; i < entry.Count; i++)
        {
            if (at - entry.Offset > mostBytes || TextAt(at, out long next) is not { } text)
            {
                throw new InvalidDataException("a list of names is missing or too long");
            }

            texts.Add(text);
            at = next;
        }

        return [.. texts];
    }

    private static int Width(uint type) => type switch { 2 => 1, 3 => 2, 4 => 4, 5 => 8, _ => 0 };

    private string? TextAt(long offset, out long next)
    {
        var text = new List<byte>();
        next = offset;
        if (offset < 0 || offset >= End - _store)
        {
            return null;
        }

        Span<byte> chunk = stackalloc byte[256];
        for (long at = offset; at < End - _store && text.Count <= LongestText; at += chunk.Length)
        {
            Span<byte> part = chunk[..(int)Math.Min(chunk.Length, End - _store - at)];
            Take(at, part);
            int end = part.IndexOf((byte)0);
            text.AddRange(end < 0 ? part : part[..end]);
            if (end >= 0)
            {
                next = offset + text.Count + 1;
                return Encoding.UTF8.GetString([.. text]);
            }
        }

        return null;
    }

    private bool Take(long offset, Span<byte> bytes)
    {
        if (offset < 0 || offset + bytes.Length > End - _store)
        {
            return false;
        }

        _stream.Position = _store + offset;
        _stream.ReadExactly(bytes);
        return true;
    }
}
