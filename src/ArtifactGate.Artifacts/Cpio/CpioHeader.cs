using System.Buffers.Binary;
using System.Globalization;

namespace ArtifactGate.Artifacts.Cpio;

/// <summary>
/// The header of an entry in each of the forms of cpio (<c>cpio(5)</c>): "newc" and "crc" of System V release 4 (hexadecimal), "odc" of POSIX
/// (octal), and the old one of 16-bit words in either byte order.
/// </summary>
/// <param name="HeaderLength">Bytes before the name.</param>
/// <param name="Mode">Kind and permissions of the file.</param>
/// <param name="Length">Bytes of the content.</param>
/// <param name="NameLength">Bytes of the name with the zero byte behind it.</param>
/// <param name="Alignment">Name and content each end at a multiple of it.</param>
/// <param name="Sum">The sum of all bytes of the content, in the one form that has it.</param>
internal readonly record struct CpioHeader(int HeaderLength, uint Mode, long Length, long NameLength, int Alignment, uint? Sum)
{
    /// <summary>Bytes of the longest header.</summary>
    public const int LongestHeader = 110;

    /// <summary>Bytes that tell the form.</summary>
    public const int MagicLength = 6;

    private const uint KindMask = 0xF000;
    private const int LongestName = 64 * 1024;

    /// <summary>Whether it is a regular file.</summary>
    public bool IsFile => (Mode & KindMask) == 0x8000;

    // Pipe, character device, folder, block device, contiguous file (HP-UX), file, link, socket; the last entry of all has no kind.
    private bool IsPlausible => NameLength is > 0 and <= LongestName
        && (Mode & KindMask) is 0 or 0x1000 or 0x2000 or 0x4000 or 0x6000 or 0x8000 or 0x9000 or 0xA000 or 0xC000 && Mode <= 0xFFFF;

    /// <summary>Bytes of the header that begins so, or 0.</summary>
    public static int LengthOf(ReadOnlySpan<byte> magic) => magic switch
    {
        [(byte)'0', (byte)'7', (byte)'0', (byte)'7', (byte)'0', (byte)'1' or (byte)'2', ..] => LongestHeader,
        [(byte)'0', (byte)'7', (byte)'0', (byte)'7', (byte)'0', (byte)'7', ..] => 76,
        [0xC7, 0x71, ..] or [0x71, 0xC7, ..] => 26,
        _ => 0,
    };

    /// <summary>Reads a whole header; null when it is none.</summary>
    public static CpioHeader? Parse(ReadOnlySpan<byte> bytes)
    {
        CpioHeader? header = LengthOf(bytes) switch
        {
            LongestHeader => Hexadecimal(bytes),
            76 => Octal(bytes),
            26 => Binary(bytes),
            _ => null,
        };
        return header is { IsPlausible: true } ? header : null;
    }

    private static CpioHeader? Hexadecimal(ReadOnlySpan<byte> bytes)
    {
        Span<uint> fields = stackalloc uint[13];
        for (int i = 0; i < fields.Length; i++)
        {
            if (!uint.TryParse(bytes.Slice(MagicLength + (i * 8), 8), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out fields[i]))
            {
                return null;
            }
        }

        // ino, mode, uid, gid, nlink, mtime, filesize, device and its own (2 each), namesize, check.
        return new CpioHeader(LongestHeader, fields[1], fields[6], fields[11], 4, bytes[5] == '2' ? fields[12] : null);
    }

    private static CpioHeader? Octal(ReadOnlySpan<byte> bytes)
    {
        // dev, ino, mode, uid, gid, nlink, rdev of 6 digits, mtime of 11, namesize of 6, filesize of 11.
        ReadOnlySpan<byte> digits = bytes[MagicLength..76];
        return digits.ContainsAnyExceptInRange((byte)'0', (byte)'7') ? null
            : new CpioHeader(76, (uint)Value(digits.Slice(12, 6)), Value(digits.Slice(59, 11)), Value(digits.Slice(53, 6)), 1, null);
    }

    private static CpioHeader Binary(ReadOnlySpan<byte> bytes)
    {
        bool little = bytes[0] == 0xC7;
        ushort Word(ReadOnlySpan<byte> at, int index) =>
            little ? BinaryPrimitives.ReadUInt16LittleEndian(at[(index * 2)..]) : BinaryPrimitives.ReadUInt16BigEndian(at[(index * 2)..]);

        // magic, dev, ino, mode, uid, gid, nlink, rdev, mtime (2), namesize, filesize (2): long values have their high word first.
        return new CpioHeader(26, Word(bytes, 3), ((long)Word(bytes, 11) << 16) | Word(bytes, 12), Word(bytes, 10), 2, null);
    }

    private static long Value(ReadOnlySpan<byte> octal)
    {
        long value = 0;
        foreach (byte digit in octal)
        {
            value = (value << 3) | (uint)(digit - '0');
        }

        return value;
    }
}
