using System.Formats.Asn1;

namespace ArtifactGate.Detection.Keys;

/// <summary>
/// Reads ASN.1 values one after the other and says no instead of throwing: most of what it is asked to read is no ASN.1 at all.
/// Takes BER as well, indefinite lengths included, because Java and BouncyCastle write it.
/// </summary>
internal ref struct DerReader(ReadOnlySpan<byte> bytes)
{
    public const byte Integer = 0x02;
    public const byte BitString = 0x03;
    public const byte OctetString = 0x04;
    public const byte ObjectIdentifier = 0x06;
    public const byte Sequence = 0x30;
    public const byte Set = 0x31;

    private const int MostChunks = 4096;

    /// <summary>What was not read yet.</summary>
    public ReadOnlySpan<byte> Rest { get; private set; } = bytes;

    /// <summary>The identifier byte of the next value; 0 when there is none.</summary>
    public readonly byte Next => Rest.IsEmpty ? (byte)0 : Rest[0];

    /// <summary>Reads the next value if it has this identifier byte.</summary>
    public bool TryRead(byte identifier, out ReadOnlySpan<byte> content)
    {
        content = default;
        return Next == identifier && TryReadAny(out content, out _);
    }

    /// <summary>Reads the next value whatever it is.</summary>
    public bool TryReadAny(out ReadOnlySpan<byte> content, out ReadOnlySpan<byte> encoded)
    {
        content = encoded = default;
        if (!TryReadHeader(Rest, out int header, out int length))
        {
            return false;
        }

        int end = length;
        if (length < 0 && !TryFindEnd(Rest[header..], out length, out end))
        {
            return false;
        }

        if (end > Rest.Length - header)
        {
            return false;
        }

        content = Rest.Slice(header, length);
        encoded = Rest[..(header + end)];
        Rest = Rest[encoded.Length..];
        return true;
    }

    /// <summary>Reads a value with this identifier byte and goes on inside it.</summary>
    public bool TryEnter(byte identifier, out DerReader inner)
    {
        bool read = TryRead(identifier, out ReadOnlySpan<byte> content);
        inner = new DerReader(content);
        return read;
    }

    /// <summary>Reads an INTEGER that is not negative, without leading zeros; zero is empty.</summary>
    public bool TryReadInteger(out ReadOnlySpan<byte> magnitude) =>
        TryRead(Integer, out magnitude) && magnitude is [< 0x80, ..] && Trim(ref magnitude);

    /// <summary>Reads a small INTEGER.</summary>
    public bool TryReadNumber(out int value)
    {
        value = 0;
        if (!TryReadInteger(out ReadOnlySpan<byte> magnitude) || magnitude.Length > 4 || magnitude is [>= 0x80, _, _, _])
        {
            return false;
        }

        foreach (byte b in magnitude)
        {
            value = (value << 8) | b;
        }

        return true;
    }

    /// <summary>Reads an OBJECT IDENTIFIER in dotted form.</summary>
    public bool TryReadOid(out string oid)
    {
        oid = "";
        if (!TryRead(ObjectIdentifier, out ReadOnlySpan<byte> content) || content.Length is 0 or > 32 || content[^1] >= 0x80)
        {
            return false;
        }

        try
        {
            oid = AsnDecoder.ReadObjectIdentifier([ObjectIdentifier, (byte)content.Length, .. content], AsnEncodingRules.BER, out _);
            return true;
        }
        catch (AsnContentException)
        {
            return false;
        }
    }

    /// <summary>Reads an OCTET STRING (or a value with an implicit tag in its place), put together when it comes in pieces.</summary>
    public bool TryReadOctets(byte identifier, out ReadOnlySpan<byte> octets)
    {
        if (Next == identifier)
        {
            return TryRead(identifier, out octets);
        }

        octets = default;
        if (!TryEnter((byte)(identifier | 0x20), out DerReader pieces))
        {
            return false;
        }

        var whole = new System.Buffers.ArrayBufferWriter<byte>(Math.Max(16, pieces.Rest.Length));
        for (int i = 0; !pieces.Rest.IsEmpty; i++)
        {
            if (i == MostChunks || !pieces.TryReadOctetsOnce(out ReadOnlySpan<byte> piece))
            {
                return false;
            }

            System.Buffers.BuffersExtensions.Write(whole, piece);
        }

        octets = whole.WrittenSpan;
        return true;
    }

    /// <summary>Length of the value that begins here, header included, as its header says; 0 when it is none or of indefinite length.</summary>
    public static long DeclaredLength(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 2)
        {
            return 0;
        }

        int size = bytes[1] & 0x7F;
        if (bytes[1] < 0x80)
        {
            return 2 + size;
        }

        if (size is 0 or > 4 || bytes.Length < 2 + size)
        {
            return 0;
        }

        long length = 0;
        foreach (byte b in bytes.Slice(2, size))
        {
            length = (length << 8) | b;
        }

        return 2 + size + length;
    }

    // Identifier and length; -1 for a length that only the end marker tells. Identifiers of more than a byte are in no key.
    private static bool TryReadHeader(ReadOnlySpan<byte> bytes, out int header, out int length)
    {
        (header, length) = (2, 0);
        if (bytes.Length < 2 || (bytes[0] & 0x1F) == 0x1F)
        {
            return false;
        }

        if (bytes[1] == 0x80)
        {
            length = -1;
            return (bytes[0] & 0x20) != 0;
        }

        header = bytes[1] < 0x80 ? 2 : 2 + (bytes[1] & 0x7F);
        long declared = DeclaredLength(bytes) - header;
        length = (int)Math.Clamp(declared, 0, int.MaxValue);
        return declared >= 0;
    }

    // Goes over the values up to the end marker that belongs to the opening one, without going into itself for what is nested.
    private static bool TryFindEnd(ReadOnlySpan<byte> bytes, out int length, out int end)
    {
        int at = 0, depth = 1;
        while (bytes.Length - at >= 2)
        {
            if (bytes[at] == 0 && bytes[at + 1] == 0)
            {
                at += 2;
                if (--depth == 0)
                {
                    (length, end) = (at - 2, at);
                    return true;
                }

                continue;
            }

            if (!TryReadHeader(bytes[at..], out int header, out int inner) || inner > bytes.Length - at - header)
            {
                break;
            }

            depth += inner < 0 ? 1 : 0;
            at += header + Math.Max(0, inner);
        }

        length = end = 0;
        return false;
    }

    private bool TryReadOctetsOnce(out ReadOnlySpan<byte> piece) => TryRead(OctetString, out piece);

    private static bool Trim(ref ReadOnlySpan<byte> magnitude)
    {
        magnitude = magnitude.TrimStart((byte)0);
        return true;
    }
}
