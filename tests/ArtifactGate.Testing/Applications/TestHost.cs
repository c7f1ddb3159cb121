using System.Buffers.Binary;

namespace ArtifactGate.Testing.Applications;

/// <summary>The smallest native programs that are one by their headers: with one writable segment, whose content is given.</summary>
public static class TestHost
{
    private const int ElfSegments = 2;
    private const int PeHeader = 0x40;
    private const int PeOptional = 240;
    private const int MachCommand = 72;

    /// <summary>An ELF program of 64 bits with an interpreter.</summary>
    /// <param name="data">The content of the writable segment.</param>
    /// <param name="library">Whether it has no interpreter, like a library.</param>
    public static byte[] Elf(ReadOnlySpan<byte> data, bool library = false)
    {
        int start = 64 + (ElfSegments * 56);
        byte[] image = new byte[start + data.Length];
        ((ReadOnlySpan<byte>)[0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1]).CopyTo(image);
        Word(image, 16, 3);
        Word(image, 18, 0x3E);
        Long(image, 32, 64);
        Word(image, 54, 56);
        Word(image, 56, ElfSegments);
        Number(image, 64, library ? 4u : 3u);
        Span<byte> load = image.AsSpan(64 + 56);
        Number(load, 0, 1);
        Number(load, 4, 6);
        Long(load, 8, start);
        Long(load, 16, 0x1000 + start);
        Long(load, 32, data.Length);
        Long(load, 40, data.Length);
        data.CopyTo(image.AsSpan(start));
        return image;
    }

    /// <summary>A Windows program of 64 bits.</summary>
    /// <param name="data">The content of the writable section.</param>
    /// <param name="name">The name of the section, of up to eight characters.</param>
    public static byte[] Pe(ReadOnlySpan<byte> data, string name = "")
    {
        int section = PeHeader + 24 + PeOptional, start = section + 40;
        byte[] image = new byte[start + data.Length];
        (image[0], image[1]) = ((byte)'M', (byte)'Z');
        Number(image, 0x3C, PeHeader);
        Number(image, PeHeader, 0x4550);
        Word(image, PeHeader + 4, 0x8664);
        Word(image, PeHeader + 6, 1);
        Word(image, PeHeader + 20, PeOptional);
        Word(image, PeHeader + 22, 0x22);
        Word(image, PeHeader + 24, 0x20B);
        Long(image, PeHeader + 48, 0x140000000);
        System.Text.Encoding.ASCII.GetBytes(name, image.AsSpan(section, 8));
        Number(image, section + 8, (uint)data.Length);
        Number(image, section + 12, 0x1000);
        Number(image, section + 16, (uint)data.Length);
        Number(image, section + 20, (uint)start);
        Number(image, section + 36, 0xC0000040);
        data.CopyTo(image.AsSpan(start));
        return image;
    }

    /// <summary>A macOS program of 64 bits.</summary>
    /// <param name="data">The content of the writable segment.</param>
    public static byte[] Mach(ReadOnlySpan<byte> data)
    {
        int start = 32 + MachCommand;
        byte[] image = new byte[start + data.Length];
        Number(image, 0, 0xFEEDFACF);
        Number(image, 4, 0x0100000C);
        Number(image, 12, 2);
        Number(image, 16, 1);
        Number(image, 20, MachCommand);
        Span<byte> command = image.AsSpan(32);
        Number(command, 0, 0x19);
        Number(command, 4, MachCommand);
        Long(command, 24, 0x100000000);
        Long(command, 32, data.Length);
        Long(command, 40, start);
        Long(command, 48, data.Length);
        Number(command, 56, 3);
        Number(command, 60, 3);
        data.CopyTo(image.AsSpan(start));
        return image;
    }

    private static void Word(Span<byte> image, int at, int value) => BinaryPrimitives.WriteUInt16LittleEndian(image[at..], (ushort)value);

    private static void Number(Span<byte> image, int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(image[at..], value);

    private static void Long(Span<byte> image, int at, long value) => BinaryPrimitives.WriteInt64LittleEndian(image[at..], value);
}
