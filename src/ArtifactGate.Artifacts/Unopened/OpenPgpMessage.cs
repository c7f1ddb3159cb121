using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;

namespace ArtifactGate.Artifacts.Unopened;

/// <summary>
/// An encrypted message of OpenPGP (RFC 9580), in binary or as a file of armored text: packets with the key of the session for each recipient or password,
/// then the encrypted data. What is told is certain enough that neither chance bytes nor text about such messages is one.
/// </summary>
internal static class OpenPgpMessage
{
    private const int KeyForRecipient = 1;
    private const int KeyForPassword = 3;
    private const int MarkerPacket = 10;
    private const int ArmorSearched = 2048;

    private static ReadOnlySpan<byte> Armor => "-----BEGIN PGP MESSAGE-----"u8;

    /// <summary>Whether bytes begin one.</summary>
    public static bool Begins(ReadOnlySpan<byte> head) => head is [>= 0x80, ..] ? BeginsPackets(head) : BeginsArmor(head);

    private static bool BeginsArmor(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> text = head.TrimStart(" \t\r\n"u8);
        if (!text.StartsWith(Armor))
        {
            return false;
        }

        // Lines of a name, a colon and a value, then an empty one.
        text = text[Armor.Length..];
        while (text.IndexOf((byte)'\n') is >= 0 and var end)
        {
            ReadOnlySpan<byte> line = text[..end].Trim(" \t\r"u8);
            text = text[(end + 1)..];
            if (line.IsEmpty && text.Length > 0 && text[0] is not ((byte)'\r' or (byte)'\n'))
            {
                return BeginsPackets(Decode(text[..Math.Min(text.Length, ArmorSearched)]));
            }
        }

        return false;
    }

    private static byte[] Decode(ReadOnlySpan<byte> lines)
    {
        var characters = new ArrayBufferWriter<byte>();
        foreach (byte b in lines)
        {
            if (b is (byte)'=' or (byte)'-')
            {
                break;
            }

            if (b is not ((byte)'\r' or (byte)'\n' or (byte)' '))
            {
                characters.Write([b]);
            }
        }

        ReadOnlySpan<byte> whole = characters.WrittenSpan[..(characters.WrittenCount / 4 * 4)];
        byte[] bytes = new byte[whole.Length];
        return Base64.DecodeFromUtf8(whole, bytes, out _, out int written) == OperationStatus.Done ? bytes[..written] : [];
    }

    private static bool BeginsPackets(ReadOnlySpan<byte> bytes)
    {
        int keys = 0;
        while (Header(bytes) is var (tag, length, at))
        {
            ReadOnlySpan<byte> body = bytes[at..];
            if (tag is 9 or 18 or 20)
            {
                // Of those that protect the data against changes, a version that there is.
                return keys > 0 && (tag == 9 || body is [1 or 2, ..]);
            }

            if (length is not >= 0 || length > body.Length)
            {
                return false;
            }

            body = body[..length.Value];
            if (tag is KeyForRecipient ? !IsKeyForRecipient(body) : tag is KeyForPassword ? !IsKeyForPassword(body) : tag != MarkerPacket || !body.SequenceEqual("PGP"u8))
            {
                return false;
            }

            keys += tag == MarkerPacket ? 0 : 1;
            bytes = bytes[(at + length.Value)..];
        }

        // So many recipients that their keys are all there is to see.
        return keys > 3;
    }

    // What a packet is, its bytes where it says how many, and where they begin.
    private static (int Tag, int? Length, int At)? Header(ReadOnlySpan<byte> bytes)
    {
        if (bytes is not [>= 0x80, _, _, _, _, _, ..])
        {
            return null;
        }

        if (bytes[0] >= 0xC0)
        {
            int tag = bytes[0] & 0x3F;
            return bytes[1] switch
            {
                < 192 => (tag, bytes[1], 2),
                < 224 => (tag, ((bytes[1] - 192) << 8) + bytes[2] + 192, 3),
                255 => (tag, BinaryPrimitives.ReadInt32BigEndian(bytes[2..]), 6),
                _ => (tag, null, 2),
            };
        }

        int old = (bytes[0] >> 2) & 15;
        return (bytes[0] & 3) switch
        {
            0 => (old, bytes[1], 2),
            1 => (old, BinaryPrimitives.ReadUInt16BigEndian(bytes[1..]), 3),
            2 => (old, BinaryPrimitives.ReadInt32BigEndian(bytes[1..]), 5),
            _ => (old, null, 1),
        };
    }

    // Version, the key that it is for, the algorithm, and numbers that take all of the rest: of RSA, Elgamal, ECDH, X25519.
    private static bool IsKeyForRecipient(ReadOnlySpan<byte> body)
    {
        if (body.Length < 12 || body[0] != 3)
        {
            return false;
        }

        ReadOnlySpan<byte> numbers = body[10..];
        return body[9] switch
        {
            1 or 2 => NumberLength(numbers) == numbers.Length,
            16 => NumberLength(numbers) is var first && first < numbers.Length && first + NumberLength(numbers[first..]) == numbers.Length,
            18 => NumberLength(numbers) is var point && point < numbers.Length && point + 1 + numbers[point] == numbers.Length,
            25 => numbers.Length > 33 && 33 + numbers[32] == numbers.Length,
            _ => false,
        };
    }

    private static int NumberLength(ReadOnlySpan<byte> number) =>
        number.Length > 2 ? 2 + ((BinaryPrimitives.ReadUInt16BigEndian(number) + 7) / 8) : int.MaxValue / 2;

    // Version 4, a cipher, and how the password becomes a key: at once, with a salt, or salted and many times over; an encrypted key may follow.
    private static bool IsKeyForPassword(ReadOnlySpan<byte> body)
    {
        if (body.Length < 4 || body[0] is not (4 or 5 or 6))
        {
            return false;
        }

        return body[0] != 4 ? body.Length is > 30 and < 120
            : body[1] is >= 1 and <= 13 && (body[2] == 4 || body[3] is 1 or 2 or 3 or (>= 8 and <= 12)) && body[2] switch
            {
                0 => body.Length is 4 or (>= 21 and <= 37),
                1 => body.Length is 12 or (>= 29 and <= 45),
                3 => body.Length is 13 or (>= 30 and <= 46),
                4 => body.Length is 22 or (>= 39 and <= 55),
                _ => false,
            };
    }
}
