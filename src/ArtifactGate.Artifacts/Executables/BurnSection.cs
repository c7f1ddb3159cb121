using System.Buffers.Binary;

namespace ArtifactGate.Artifacts.Executables;

/// <summary>
/// What a setup program of the WiX toolset (a Burn bundle) knows of the cabinets behind it, from the section that its engine is told to look for:
/// magic, version, a GUID, the length of the program, its checksum and signature before it was put together, the kind of containers, their number
/// and the length of each. All numbers have four bytes.
/// </summary>
/// <param name="Version">Of the layout.</param>
/// <param name="Kind">Of the containers.</param>
/// <param name="ProgramLength">Bytes of the program; the first container follows.</param>
/// <param name="Signatures">Where the signature of program and first container is, and that of the whole.</param>
/// <param name="Lengths">Bytes of each container.</param>
internal sealed record BurnSection(uint Version, uint Kind, long ProgramLength, (long Offset, long Length)[] Signatures, uint[] Lengths)
{
    private const uint Magic = 0x00F14300;
    private const int FixedLength = 48;
    private const int LongestSection = 64 * 1024;
    private const int LargestHeaders = 4096;
    private const int SectionLength = 40;

    /// <summary>Whether layout and kind are what is known: cabinets.</summary>
    public bool IsKnown => Version is 2 or 3 && Kind == 1;

    /// <summary>Whether a program begins so that has such a section.</summary>
    public static bool Begins(ReadOnlySpan<byte> head) => Find(head).Length > 0;

    /// <summary>Reads the section.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    /// <exception cref="EndOfStreamException">It is cut off.</exception>
    public static BurnSection Read(Stream stream)
    {
        byte[] head = new byte[LargestHeaders];
        stream.Position = 0;
        head = head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        (long offset, long length) = Find(head);
        byte[] bytes = new byte[Math.Min(length, LongestSection)];
        stream.Position = offset;
        stream.ReadExactly(bytes);
        if (bytes.Length < FixedLength || U32(bytes, 0) != Magic)
        {
            throw new InvalidDataException("a setup bundle without its list of containers");
        }

        uint count = U32(bytes, 44);
        if (count > (bytes.Length - FixedLength) / sizeof(uint))
        {
            throw new InvalidDataException("a setup bundle with more containers than its list has room for");
        }

        uint[] lengths = [.. Enumerable.Range(0, (int)count).Select(i => U32(bytes, FixedLength + (i * sizeof(uint))))];
        return new BurnSection(U32(bytes, 4), U32(bytes, 40), U32(bytes, 24), [(U32(bytes, 32), U32(bytes, 36)), SignatureOf(head)], lengths);
    }

    /// <summary>Where each container is: the first behind the program, the others behind that and the signature it may have.</summary>
    public IEnumerable<(long Offset, long Length)> Containers()
    {
        long at = ProgramLength;
        for (int i = 0; i < Lengths.Length; i++)
        {
            yield return (at, Lengths[i]);
            at = i == 0 && Signatures[0].Offset > 0 ? Signatures[0].Offset + Signatures[0].Length : at + Lengths[i];
        }
    }

    private static (long Offset, long Length) Find(ReadOnlySpan<byte> head)
    {
        if (head is not [(byte)'M', (byte)'Z', ..] || !ImageHead.IsNative(head))
        {
            return default;
        }

        ReadOnlySpan<byte> pe = Pe(head);
        int at = 24 + BinaryPrimitives.ReadUInt16LittleEndian(pe[20..]);
        for (int left = BinaryPrimitives.ReadUInt16LittleEndian(pe[6..]); left > 0 && at + SectionLength <= pe.Length; left--, at += SectionLength)
        {
            if (pe[at..].StartsWith(".wixburn"u8))
            {
                return (U32(pe, at + 20), U32(pe, at + 16));
            }
        }

        return default;
    }

    // The fifth data directory is the one of certificates, the only one that tells a place in the file.
    private static (long Offset, long Length) SignatureOf(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> pe = Pe(head);
        int at = 24 + (4 * 8) + (BinaryPrimitives.ReadUInt16LittleEndian(pe[24..]) == 0x20B ? 112 : 96);
        return at + 8 <= pe.Length ? (U32(pe, at), U32(pe, at + 4)) : default;
    }

    private static ReadOnlySpan<byte> Pe(ReadOnlySpan<byte> head) => head[BinaryPrimitives.ReadInt32LittleEndian(head[0x3C..])..];

    private static uint U32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
}
