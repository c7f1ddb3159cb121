using ArtifactGate.Detection;

namespace ArtifactGate.Engine.Walking;

/// <summary>
/// Counts lines and columns while a node streams by, so that a match in a stream that cannot be read again still gets its place. Lines
/// end with a line feed; columns are UTF-16 code units.
/// </summary>
internal sealed class LineTracker
{
    private readonly int _stride;
    private readonly int _low;
    private readonly int _byteOrderMark;
    private int _line = 1;
    private int _column = 1;

    /// <summary>Starts at the first byte of a node whose head is given.</summary>
    public LineTracker(ReadOnlySpan<byte> head) =>
        (_stride, _low, _byteOrderMark) = TextKind.Utf16Order(head) is { } order
            ? (2, order == TextForm.Utf16BigEndian ? 1 : 0, head is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] ? 2 : 0)
            : (1, 0, head is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0);

    /// <summary>Passes over bytes that will not be asked for again.</summary>
    public void Advance(ReadOnlySpan<byte> bytes, bool atStart) => (_line, _column) = At(bytes, atStart);

    /// <summary>Line and column of the byte after <paramref name="bytes"/>, which follow what was passed over.</summary>
    public (int Line, int Column) At(ReadOnlySpan<byte> bytes, bool atStart)
    {
        // The byte order mark takes no column.
        ReadOnlySpan<byte> counted = atStart ? bytes[Math.Min(_byteOrderMark, bytes.Length)..] : bytes;
        return _stride == 1 ? AtUtf8(counted) : AtUtf16(counted);
    }

    private (int Line, int Column) AtUtf8(ReadOnlySpan<byte> bytes)
    {
        int lines = bytes.Count((byte)'\n');
        ReadOnlySpan<byte> rest = lines == 0 ? bytes : bytes[(bytes.LastIndexOf((byte)'\n') + 1)..];
        int units = 0;
        foreach (byte b in rest)
        {
            // A continuation byte belongs to the character before; a lead byte of four makes a surrogate pair.
            units += (b & 0xC0) == 0x80 ? 0 : b >= 0xF0 ? 2 : 1;
        }

        return (_line + lines, (lines == 0 ? _column : 1) + units);
    }

    private (int Line, int Column) AtUtf16(ReadOnlySpan<byte> bytes)
    {
        int line = _line, column = _column;
        for (int i = 0; i + 1 < bytes.Length; i += 2)
        {
            if (bytes[i + _low] == '\n' && bytes[i + 1 - _low] == 0)
            {
                line++;
                column = 1;
            }
            else
            {
                column++;
            }
        }

        return (line, column);
    }
}
