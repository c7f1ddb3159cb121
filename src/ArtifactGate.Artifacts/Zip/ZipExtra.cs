using System.Buffers.Binary;

namespace ArtifactGate.Artifacts.Zip;

/// <summary>
/// The extra fields of an entry (APPNOTE 4.5). Times, owners and sizes are numbers; whatever else stands there is content that unpacking does
/// not show.
/// </summary>
internal static class ZipExtra
{
    private const int Header = 4;

    // The identifier of a field that holds numbers alone, and the most bytes that it then takes.
    private static readonly Dictionary<ushort, int> Numbers = new()
    {
        [0x0001] = 28, // 64-bit sizes
        [0x000A] = 32, // NTFS times
        [0x5455] = 13, // Unix times
        [0x5855] = 12, // Unix times and owner, first form
        [0x7855] = 4, // Unix owner, second form
        [0x7875] = 15, // Unix owner, third form
        [0x9901] = 7, // AES
        [0xCAFE] = 0, // jar
    };

    /// <summary>Whether the fields hold nothing but numbers and padding.</summary>
    public static bool IsPlain(ReadOnlySpan<byte> fields)
    {
        while (fields.Length >= Header)
        {
            int size = BinaryPrimitives.ReadUInt16LittleEndian(fields[2..]);
            if (!Numbers.TryGetValue(BinaryPrimitives.ReadUInt16LittleEndian(fields), out int most) || size > most || size > fields.Length - Header)
            {
                break;
            }

            fields = fields[(Header + size)..];
        }

        // Alignment is made with zeros, with or without an identifier before them.
        ReadOnlySpan<byte> padding = fields is [0x35, 0xD9, _, _, ..] ? fields[Math.Min(Header + 2, fields.Length)..] : fields;
        return !padding.ContainsAnyExcept((byte)0);
    }
}
