using System.Buffers.Binary;
using System.Text;

namespace ArtifactGate.Detection.Keys;

/// <summary>Reads what Java's data streams write; says no instead of throwing.</summary>
internal ref struct JavaReader(ReadOnlySpan<byte> bytes)
{
    private const int LongestText = 1024;

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>Bytes that were read.</summary>
    public int At { get; private set; }

    /// <summary>What was not read yet.</summary>
    public readonly ReadOnlySpan<byte> Rest => _bytes[At..];

    public bool TryReadByte(out byte value)
    {
        bool there = TryRead(1, out ReadOnlySpan<byte> field);
        value = there ? field[0] : (byte)0;
        return there;
    }

    public bool TryReadNumber(out uint value)
    {
        bool there = TryRead(4, out ReadOnlySpan<byte> field);
        value = there ? BinaryPrimitives.ReadUInt32BigEndian(field) : 0;
        return there;
    }

    /// <summary>Reads a text behind its length in two bytes.</summary>
    public bool TryReadText(out string text)
    {
        text = "";
        if (!TryRead(2, out ReadOnlySpan<byte> length) || BinaryPrimitives.ReadUInt16BigEndian(length) > LongestText
            || !TryRead(BinaryPrimitives.ReadUInt16BigEndian(length), out ReadOnlySpan<byte> field))
        {
            return false;
        }

        text = Encoding.UTF8.GetString(field);
        return true;
    }

    /// <summary>Reads bytes behind their length in four bytes.</summary>
    public bool TryReadField(out ReadOnlySpan<byte> field)
    {
        field = default;
        return TryReadNumber(out uint length) && length <= Rest.Length && TryRead((int)length, out field);
    }

    public bool TryRead(int count, out ReadOnlySpan<byte> field)
    {
        field = default;
        if (Rest.Length < count)
        {
            return false;
        }

        field = Rest[..count];
        At += count;
        return true;
    }
}
