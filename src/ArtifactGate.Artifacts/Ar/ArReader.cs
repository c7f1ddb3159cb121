using System.Buffers.Text;
using System.Text;

namespace ArtifactGate.Artifacts.Ar;

/// <summary>
/// Reads the headers of an ar archive: the common one of System V, GNU and BSD (FreeBSD <c>ar(5)</c>), and the libraries of Microsoft's
/// linker (PE format, "Archive file format"), which are the same with other tables in front.
/// </summary>
internal sealed class ArReader(Stream stream)
{
    private const int HeaderLength = 60;
    private const int NameLength = 16;
    private const int LongestName = 4096;

    private long _names;
    private long _namesLength;

    /// <summary>Where the next header must stand.</summary>
    public long Position { get; private set; } = 8;

    /// <summary>What begins an archive that holds its members.</summary>
    public static ReadOnlySpan<byte> Magic => "!<arch>\n"u8;

    /// <summary>What begins an archive that only names files beside it (GNU).</summary>
    public static ReadOnlySpan<byte> ThinMagic => "!<thin>\n"u8;

    /// <summary>The next member, or null where no header stands: at the end, or where the archive is damaged.</summary>
    public ArMember? Next()
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        if (stream.Length - Position < HeaderLength)
        {
            return null;
        }

        stream.Position = Position;
        stream.ReadExactly(header);
        if (header is not [.., (byte)'`', (byte)'\n'] || Number(header.Slice(48, 10)) is not long length)
        {
            return null;
        }

        long offset = Position + HeaderLength;
        ArMember member = Member(header[..NameLength].TrimEnd((byte)' '), offset, length);

        // Members begin at even places; a length that lies ends the walk at the next call.
        Position = offset + length + ((offset + length) & 1);
        return member;
    }

    private ArMember Member(ReadOnlySpan<byte> field, long offset, long length)
    {
        if (field.SequenceEqual("//"u8))
        {
            (_names, _namesLength) = (offset, length);
            return new ArMember(null, offset, length);
        }

        if (field.StartsWith("#1/"u8) && Number(field[3..]) is long nameLength && nameLength <= length)
        {
            string name = ReadText(offset, nameLength, [0]);
            return new ArMember(IsSymbols(name) ? null : name, offset + nameLength, length - nameLength);
        }

        if (field is [(byte)'/', >= (byte)'0' and <= (byte)'9', ..] && Number(field[1..]) is long at && at < _namesLength)
        {
            // Ended by "/" and a line feed by GNU, by a zero byte by Microsoft.
            string name = ReadText(_names + at, _namesLength - at, [0, (byte)'\n']);
            return new ArMember(name.EndsWith('/') ? name[..^1] : name, offset, length);
        }

        string plain = Encoding.UTF8.GetString(field is [.. var before, (byte)'/'] && !before.IsEmpty && before[0] != '/' ? before : field).Replace('\\', '/');
        return new ArMember(field is [(byte)'/', ..] || IsSymbols(plain) ? null : plain, offset, length);
    }

    private static bool IsSymbols(string name) => name.StartsWith("__.SYMDEF", StringComparison.Ordinal);

    // A name that is longer than any is cut: it is only text.
    private string ReadText(long offset, long length, ReadOnlySpan<byte> ends)
    {
        Span<byte> bytes = stackalloc byte[(int)Math.Clamp(Math.Min(length, stream.Length - offset), 0, LongestName)];
        stream.Position = offset;
        stream.ReadExactly(bytes);
        int end = bytes.IndexOfAny(ends);
        return Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]).Replace('\\', '/');
    }

    private static long? Number(ReadOnlySpan<byte> field)
    {
        field = field.TrimEnd((byte)' ');
        return Utf8Parser.TryParse(field, out long value, out int used) && used == field.Length && value >= 0 ? value : null;
    }
}
