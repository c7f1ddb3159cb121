using System.Buffers.Binary;

namespace ArtifactGate.Detection.Keys;

/// <summary>Reads the fields of an OpenPGP key packet; says no instead of throwing.</summary>
internal ref struct PgpReader(ReadOnlySpan<byte> bytes)
{
    /// <summary>What was not read yet.</summary>
    public ReadOnlySpan<byte> Rest { get; private set; } = bytes;

    public bool TryReadByte(out byte value)
    {
        value = Rest.IsEmpty ? (byte)0 : Rest[0];
        return TryRead(1, out _);
    }

    public bool TryRead(int count, out ReadOnlySpan<byte> field)
    {
        field = default;
        if (Rest.Length < count)
        {
            return false;
        }

        field = Rest[..count];
        Rest = Rest[count..];
        return true;
    }

    /// <summary>Reads a multiple precision integer: its length in bits, then its bytes.</summary>
    public bool TryReadInteger(out ReadOnlySpan<byte> magnitude)
    {
        magnitude = default;
        return TryRead(2, out ReadOnlySpan<byte> bits) && TryRead((BinaryPrimitives.ReadUInt16BigEndian(bits) + 7) / 8, out magnitude);
    }

    /// <summary>Reads the identifier of a curve behind its length.</summary>
    public bool TryReadCurve(out string oid)
    {
        oid = "";
        return TryReadByte(out byte length) && length is > 0 and < 32 && TryRead(length, out ReadOnlySpan<byte> content)
            && new DerReader([DerReader.ObjectIdentifier, length, .. content]).TryReadOid(out oid);
    }
}
