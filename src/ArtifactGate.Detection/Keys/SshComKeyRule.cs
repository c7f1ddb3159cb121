using System.Buffers.Binary;
using System.Numerics;
using ArtifactGate.Detection.Keys.Samples;

namespace ArtifactGate.Detection.Keys;

/// <summary>
/// Private keys of SSH Communications, which stand in base64 between lines of four dashes: a magic number, the length of it all, what kind of key it is,
/// the cipher, and the numbers. The password cannot be tried.
/// </summary>
internal sealed class SshComKeyRule : BinaryRule
{
    private const int MostBytes = 16 * 1024;
    private const int LongestNumber = 16384;

    public override IReadOnlyList<byte[]> Anchors { get; } = [[0x3F, 0x6F, 0xF9, 0xEB, 0, 0]];

    public override int MaxBefore => 0;

    public override int MaxLength => MostBytes;

    public override bool TryMatch(ReadOnlySpan<byte> bytes, int anchorAt, Effort effort, out BinaryMatch match)
    {
        match = default;
        ReadOnlySpan<byte> key = bytes[anchorAt..Math.Min(bytes.Length, anchorAt + MostBytes)];
        if (key.Length < 8 || BinaryPrimitives.ReadUInt32BigEndian(key[4..]) is var length && (length > key.Length || length < 32))
        {
            return false;
        }

        var reader = new SshReader(key[8..(int)length]);
        if (!reader.TryReadText(out string kind) || !kind.Contains("-mod", StringComparison.Ordinal) || !reader.TryReadText(out string cipher)
            || !reader.TryReadField(out ReadOnlySpan<byte> secret) || reader.Rest.Length > 0 || secret.Length < 32)
        {
            return false;
        }

        KeyFacts? facts = cipher != "none" ? EncryptedKey.Closed(kind.StartsWith("if", StringComparison.Ordinal) ? "RSA" : "DSA", attempts: 0) : Clear(secret);
        if (facts is null)
        {
            return false;
        }

        match = new BinaryMatch(anchorAt, (int)length, (facts with { Structure = "SSH2" }).ToResult());
        return true;
    }

    public override byte[] Sample(Random random)
    {
        var key = new SampleRsa(random);
        byte[] numbers = [.. Number(key.E), .. Number(key.D), .. Number(key.N), .. Number(SampleRsa.Inverse(key.P, key.Q)), .. Number(key.P), .. Number(key.Q)];
        byte[] body =
        [
            .. SampleKeys.Field("if-modn{sign{rsa-pkcs1-sha1},encrypt{rsa-pkcs1v2-oaep}}"u8), .. SampleKeys.Field("none"u8), .. SampleKeys.Field([.. SampleKeys.Field(numbers)]),
        ];
        byte[] head = [0x3F, 0x6F, 0xF9, 0xEB, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), head.Length + body.Length);
        return [.. head, .. body];
    }

    // The numbers of an RSA key; of another they are not known to be right.
    private static KeyFacts? Clear(ReadOnlySpan<byte> secret)
    {
        var outer = new SshReader(secret);
        if (!outer.TryReadField(out ReadOnlySpan<byte> numbers))
        {
            return null;
        }

        return TryTake(ref numbers, out ReadOnlySpan<byte> e) && TryTake(ref numbers, out ReadOnlySpan<byte> d) && TryTake(ref numbers, out ReadOnlySpan<byte> n)
            && TryTake(ref numbers, out _) && TryTake(ref numbers, out ReadOnlySpan<byte> p) && TryTake(ref numbers, out ReadOnlySpan<byte> q) ? RsaKey.Judge(n, e, d, p, q) : null;
    }

    // Their lengths are in bits.
    private static bool TryTake(ref ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> number)
    {
        number = default;
        if (bytes.Length < 4 || BinaryPrimitives.ReadUInt32BigEndian(bytes) is var bits && (bits > LongestNumber || (bits + 7) / 8 > bytes.Length - 4))
        {
            return false;
        }

        int length = (int)(bits + 7) / 8;
        number = bytes.Slice(4, length);
        bytes = bytes[(4 + length)..];
        return true;
    }

    private static byte[] Number(BigInteger number)
    {
        byte[] magnitude = number.ToByteArray(isUnsigned: true, isBigEndian: true), bits = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bits, (int)number.GetBitLength());
        return [.. bits, .. magnitude];
    }
}
