using System.Buffers.Binary;
using System.Text;

namespace ArtifactGate.Artifacts.Tar;

/// <summary>Fields of a header block (POSIX ustar, and what GNU puts in its place).</summary>
internal static class TarHeader
{
    private const int SizeAt = 124;
    private const int SizeLength = 12;
    private const int ChecksumAt = 148;
    private const int ChecksumLength = 8;
    private const int TypeAt = 156;

    // A size that digits cannot say: this bit, and the number itself, highest byte first.
    private const byte Base256 = 0x80;

    /// <summary>What kind of entry it begins.</summary>
    public static byte Type(ReadOnlySpan<byte> block) => block[TypeAt];

    /// <summary>Bytes that follow it, without what fills their last block; negative when that is no number.</summary>
    public static long Size(ReadOnlySpan<byte> block)
    {
        ReadOnlySpan<byte> field = block.Slice(SizeAt, SizeLength);
        if (field[0] >= Base256)
        {
            return field[0] == Base256 && field[1..4].IndexOfAnyExcept((byte)0) < 0 ? BinaryPrimitives.ReadInt64BigEndian(field[4..]) : -1;
        }

        long size = 0;
        foreach (byte b in field.TrimStart((byte)' '))
        {
            if (b is < (byte)'0' or > (byte)'7')
            {
                break;
            }

            size = (size * 8) + (b - '0');
        }

        return size;
    }

    /// <summary>Makes it the header of another kind of entry of another size.</summary>
    public static void Change(Span<byte> block, byte type, long size)
    {
        block[TypeAt] = type;
        Span<byte> field = block.Slice(SizeAt, SizeLength);
        field.Clear();
        if (size < 1L << 33)
        {
            Encoding.ASCII.GetBytes(Convert.ToString(size, 8).PadLeft(SizeLength - 1, '0'), field);
        }
        else
        {
            field[0] = Base256;
            BinaryPrimitives.WriteInt64BigEndian(field[4..], size);
        }

        Encoding.ASCII.GetBytes(Convert.ToString(Sums(block).Unsigned, 8).PadLeft(ChecksumLength - 2, '0') + "\0 ", block.Slice(ChecksumAt, ChecksumLength));
    }

    /// <summary>Whether a block is a header: its checksum is the sum of all its bytes, with the checksum's own taken as spaces; old writers sum signed bytes.</summary>
    public static bool IsValid(ReadOnlySpan<byte> block)
    {
        // A header without a name is the end marker or no header; text hardly ever has its own sum in the right place.
        ReadOnlySpan<byte> field = block.Slice(ChecksumAt, ChecksumLength);
        int stored = block[0] != 0 && IsNumber(field) ? TarName.Octal(field) : 0;
        return stored > 0 && Sums(block) is var (unsigned, signed) && (stored == unsigned || stored == signed);
    }

    private static (int Unsigned, int Signed) Sums(ReadOnlySpan<byte> block)
    {
        int unsigned = 0, signed = 0;
        for (int i = 0; i < block.Length; i++)
        {
            byte b = i is >= ChecksumAt and < ChecksumAt + ChecksumLength ? (byte)' ' : block[i];
            unsigned += b;
            signed += (sbyte)b;
        }

        return (unsigned, signed);
    }

    // Digits with spaces before them and spaces or zeros behind; without that, a file of many zeros is now and then its own sum.
    private static bool IsNumber(ReadOnlySpan<byte> field) =>
        !field.TrimStart((byte)' ').TrimEnd(" \0"u8).ContainsAnyExceptInRange((byte)'0', (byte)'7');
}
