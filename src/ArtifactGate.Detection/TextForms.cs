namespace ArtifactGate.Detection;

/// <summary>What each <see cref="TextForm"/> means for bytes and for the report.</summary>
public static class TextForms
{
    /// <summary>Bytes one character takes: 1, 2 or 4.</summary>
    public static int Stride(this TextForm form) => form switch
    {
        TextForm.Utf16LittleEndian or TextForm.Utf16BigEndian => 2,
        TextForm.Utf32LittleEndian or TextForm.Utf32BigEndian => 4,
        _ => 1,
    };

    /// <summary>The word the JSON report uses (contract: <c>utf-8</c>, <c>utf-16le</c>, <c>utf-16be</c>, <c>utf-32le</c>, <c>utf-32be</c>, <c>binary</c>).</summary>
    public static string ReportName(this TextForm form) => form switch
    {
        TextForm.Utf8 => "utf-8",
        TextForm.Utf16LittleEndian => "utf-16le",
        TextForm.Utf16BigEndian => "utf-16be",
        TextForm.Utf32LittleEndian => "utf-32le",
        TextForm.Utf32BigEndian => "utf-32be",
        TextForm.Binary => "binary",
        _ => throw new ArgumentOutOfRangeException(nameof(form), form, null),
    };

    /// <summary>
    /// Widens <paramref name="bytes"/> into <paramref name="characters"/>, one character each <see cref="Stride"/> bytes.
    /// Single bytes are taken as Latin-1: what a credential is made of is ASCII, and a one-to-one map keeps offsets exact.
    /// </summary>
    /// <returns>How many characters were written.</returns>
    public static int Widen(this TextForm form, ReadOnlySpan<byte> bytes, Span<char> characters)
    {
        int count = Math.Min(bytes.Length / form.Stride(), characters.Length);
        switch (form)
        {
            case TextForm.Utf16LittleEndian:
                System.Runtime.InteropServices.MemoryMarshal.Cast<byte, char>(bytes[..(count * 2)]).CopyTo(characters);
                break;
            case TextForm.Utf16BigEndian:
                System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(
                    System.Runtime.InteropServices.MemoryMarshal.Cast<byte, ushort>(bytes[..(count * 2)]),
                    System.Runtime.InteropServices.MemoryMarshal.Cast<char, ushort>(characters[..count]));
                break;
            default:
                System.Text.Encoding.Latin1.GetChars(bytes[..count], characters);
                break;
        }

        return count;
    }
}
