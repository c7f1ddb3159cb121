using System.Buffers.Binary;
using System.IO.Hashing;

namespace ArtifactGate.Artifacts.Unopened;

/// <summary>A container that is told by its first bytes, certain enough that chance bytes are none, and not opened.</summary>
/// <param name="Name">What it is, for a person.</param>
/// <param name="IsEncrypted">Whether nobody could read it without a password or key.</param>
internal sealed record UnopenedKind(string Name, bool IsEncrypted = false)
{
    /// <summary>Whether it is damaged, and would be opened else.</summary>
    public bool IsDamaged { get; init; }

    /// <summary>As many of the first bytes as are looked at.</summary>
    public const int HeadLength = 4096;

    // What the checks by field look at.
    private const int Longest = 64;

    private const int ArjSmallest = 30;
    private const int ArjLargest = 2600;
    private const int ErofsAt = 1024;

    /// <summary>Bytes of the block at the end of a disk image of macOS.</summary>
    public const int TailLength = 512;

    // Where it stands, the bytes, and what it is. Eight bytes and more tell enough by themselves.
    private static readonly (int At, byte[] Magic, UnopenedKind Kind)[] Signatures =
    [
        (0, [0x89, .. "LZO"u8, 0, 0x0D, 0x0A, 0x1A, 0x0A], new("a file compressed by lzop")),
        (0, [0xFF, 6, 0, 0, .. "sNaPpY"u8], new("a file compressed by Snappy")),
        (0, [.. "MSWIM\0\0\0"u8], new("a disk image of Windows (WIM)")),
        (0, [.. "vhdxfile"u8], new("a virtual disk (VHDX)")),
        (0, [.. "7kSt"u8, 0xA0, 0x31, 0x83, 0xD3, 0x8C, 0xB2, 0x28, 0xB0, 0xD3], new("a ZPAQ archive")),
        (7, [.. "**ACE**"u8], new("an ACE archive")),
        (16, [.. "Compressed ROMFS"u8], new("a compressed file system (cramfs)")),
        (0, [.. "xar!"u8, 0, 28, 0, 1], new("a XAR archive, such as an installer package of macOS")),
        (0, [.. "Salted__"u8], new("a file encrypted by openssl", IsEncrypted: true)),
    ];

    private static readonly UnopenedKind Lz4 = new("a file compressed by LZ4"), Squash = new("a compressed file system (squashfs)"),
        Qcow = new("a virtual disk (qcow2)"), Lha = new("an LHA archive"),
        Arj = new("an ARJ archive"), Lrzip = new("a file compressed by lrzip"), Erofs = new("a compressed file system (EROFS)"), Dmg = new("a disk image of macOS (dmg)"), Pgp = new("a message encrypted with OpenPGP", IsEncrypted: true);

    /// <summary>What bytes begin; null for anything else.</summary>
    /// <param name="head">The first bytes.</param>
    public static UnopenedKind? Of(ReadOnlySpan<byte> head)
    {
        foreach ((int at, byte[] magic, UnopenedKind kind) in Signatures)
        {
            if (head.Length > at + magic.Length && head[at..].StartsWith(magic))
            {
                return kind;
            }
        }

        return OpenPgpMessage.Begins(head) ? Pgp : head.Length < Longest ? null : IsArj(head) ? Arj : IsErofs(head) ? Erofs : IsLz4(head) ? Lz4 : IsSquash(head) ? Squash : IsQcow(head) ? Qcow : IsLha(head) ? Lha : IsLrzip(head) ? Lrzip : null;
    }

    /// <summary>What bytes end; null for anything else.</summary>
    /// <param name="tail">The last bytes.</param>
    public static UnopenedKind? OfEnd(ReadOnlySpan<byte> tail) =>
        // Signature, version and the length of this block itself.
        tail.Length >= TailLength && tail[^TailLength..] is [(byte)'k', (byte)'o', (byte)'l', (byte)'y', 0, 0, 0, 4, 0, 0, 2, 0, ..] ? Dmg : null;

    // The first header, with its checksum behind it.
    private static bool IsArj(ReadOnlySpan<byte> head) => head is [0x60, 0xEA, ..]
        && BinaryPrimitives.ReadUInt16LittleEndian(head[2..]) is >= ArjSmallest and <= ArjLargest and var length && head.Length >= length + 8
        && Crc32.HashToUInt32(head.Slice(4, length)) == BinaryPrimitives.ReadUInt32LittleEndian(head[(4 + length)..]);

    // A block is as long as a power of two that there is, and there is one at least.
    private static bool IsErofs(ReadOnlySpan<byte> head) => head.Length >= ErofsAt + 128 && head[ErofsAt..] is [0xE2, 0xE1, 0xF5, 0xE0, ..]
        && head[ErofsAt + 12] is >= 9 and <= 16 && BinaryPrimitives.ReadUInt32LittleEndian(head[(ErofsAt + 36)..]) > 0;

    // A frame has a byte of the checksum of its descriptor; the form before it has nothing but the length of its first block, which has a limit.
    private static bool IsLz4(ReadOnlySpan<byte> head)
    {
        if (head is [0x02, 0x21, 0x4C, 0x18, ..])
        {
            return BinaryPrimitives.ReadUInt32LittleEndian(head[4..]) is > 8 and < 9 << 20;
        }

        if (head is not [0x04, 0x22, 0x4D, 0x18, ..] || (head[4] & 0xC2) != 0x40 || (head[5] & 0x8F) != 0 || head[5] < 0x40)
        {
            return false;
        }

        int descriptor = 2 + ((head[4] & 8) != 0 ? 8 : 0) + ((head[4] & 1) != 0 ? 4 : 0);
        return head[4 + descriptor] == (byte)(XxHash32.HashToUInt32(head.Slice(4, descriptor)) >> 8);
    }

    // Version 4.0 with a block whose length is told twice.
    private static bool IsSquash(ReadOnlySpan<byte> head) => head is [(byte)'h', (byte)'s', (byte)'q', (byte)'s', ..] && head[28..] is [4, 0, 0, 0, ..]
        && BinaryPrimitives.ReadUInt16LittleEndian(head[22..]) is >= 12 and <= 20 and var log && BinaryPrimitives.ReadUInt32LittleEndian(head[12..]) == 1u << log;

    // A version that there is, a length that is no more than there may be, and what is not used yet.
    private static bool IsLrzip(ReadOnlySpan<byte> head) =>
        head is [(byte)'L', (byte)'R', (byte)'Z', (byte)'I', 0, >= 5 and <= 12, ..] && head[12..14] is [0, 0] && head[22..24] is [0, 0];

    private static bool IsQcow(ReadOnlySpan<byte> head) => head is [(byte)'Q', (byte)'F', (byte)'I', 0xFB, 0, 0, 0, 2 or 3, ..];

    // The method between hyphens, and a level of header that there is.
    private static bool IsLha(ReadOnlySpan<byte> head) =>
        head[2..] is [(byte)'-', (byte)'l', (byte)'h', (>= (byte)'0' and <= (byte)'7') or (byte)'d' or (byte)'x', (byte)'-', ..] && head[20] <= 3 && head[0] > 20;
}
