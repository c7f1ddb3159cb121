using System.Buffers.Binary;
using System.Text;

namespace ArtifactGate.Detection.Keys;

/// <summary>Reads the length-prefixed fields that SSH keys are made of; says no instead of throwing.</summary>
internal ref struct SshReader(ReadOnlySpan<byte> bytes)
{
    /// <summary>What was not read yet.</summary>
    public ReadOnlySpan<byte> Rest { get; private set; } = bytes;

    public bool TryReadNumber(out uint value)
    {
        value = 0;
        if (Rest.Length < 4)
        {
            return false;
        }

        value = BinaryPrimitives.ReadUInt32BigEndian(Rest);
        Rest = Rest[4..];
        return true;
    }

    public bool TryReadField(out ReadOnlySpan<byte> field)
    {
        field = default;
        if (!TryReadNumber(out uint length) || length > Rest.Length)
        {
            return false;
        }

        field = Rest[..(int)length];
        Rest = Rest[(int)length..];
        return true;
    }

    /// <summary>Reads a multiple precision integer without its leading zeros.</summary>
    public bool TryReadInteger(out ReadOnlySpan<byte> magnitude)
    {
        bool read = TryReadField(out magnitude);
        magnitude = magnitude.TrimStart((byte)0);
        return read;
    }

    public bool TryReadText(out string text)
    {
        bool read = TryReadField(out ReadOnlySpan<byte> field) && field.Length <= 256;
        text = read ? Encoding.UTF8.GetString(field) : "";
        return read;
    }
}
