using System.Buffers.Binary;
using System.Reflection.PortableExecutable;

namespace ArtifactGate.Testing.Applications;

/// <summary>Turns an assembly into what the SDK ships to browsers: Webcil, bare or as a WebAssembly module.</summary>
public static class TestWebcil
{
    private const int HeaderLength = 28;
    private const int SectionLength = 16;

    // Types, the imported memory, two functions, two globals, three exports, the count of data segments and the code of the functions.
    private static readonly byte[] Module =
    [
        0, (byte)'a', (byte)'s', (byte)'m', 1, 0, 0, 0,
        1, 10, 2, 0x60, 1, 0x7F, 0, 0x60, 2, 0x7F, 0x7F, 0,
        2, 18, 1, .. Text("webcil"), .. Text("memory"), 2, 0, 1,
        3, 3, 2, 0, 1,
        6, 11, 2, 0x7F, 0, 0x41, 0, 0x0B, 0x7F, 0, 0x41, 0, 0x0B,
        7, 65, 4, .. Text("webcilVersion"), 3, 0, .. Text("webcilSize"), 3, 1, .. Text("getWebcilSize"), 0, 0, .. Text("getWebcilPayload"), 0, 1,
        12, 1, 2,
        10, 27, 2, 12, 0, 0x20, 0, 0x41, 0, 0x41, 4, 0xFC, 8, 0, 0, 0x0B, 12, 0, 0x20, 0, 0x41, 0, 0x20, 1, 0xFC, 8, 1, 0, 0x0B,
    ];

    /// <summary>The bare Webcil file of an assembly.</summary>
    public static byte[] Convert(byte[] assembly)
    {
        using var reader = new PEReader(new MemoryStream(assembly));
        PEHeaders headers = reader.PEHeaders;
        int start = HeaderLength + (SectionLength * headers.SectionHeaders.Length);
        var result = new List<byte>(new byte[start]);
        byte[] header = new byte[start];
        "WbIL"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(8), (ushort)headers.SectionHeaders.Length);
        Directory(header.AsSpan(12), headers.PEHeader!.CorHeaderTableDirectory);
        Directory(header.AsSpan(20), headers.PEHeader.DebugTableDirectory);
        var moved = new List<(int From, int Length, int To)>();
        for (int i = 0; i < headers.SectionHeaders.Length; i++)
        {
            SectionHeader section = headers.SectionHeaders[i];
            result.AddRange(new byte[-result.Count & 15]);
            moved.Add((section.PointerToRawData, section.SizeOfRawData, result.Count));
            Numbers(header.AsSpan(HeaderLength + (i * SectionLength)), section.VirtualSize, section.VirtualAddress, section.SizeOfRawData, result.Count);
            result.AddRange(assembly.AsSpan(section.PointerToRawData, section.SizeOfRawData));
        }

        byte[] webcil = [.. result];
        header.CopyTo(webcil, 0);
        MoveDebugEntries(webcil, headers, moved);
        return webcil;
    }

    /// <summary>The WebAssembly module around a bare Webcil file.</summary>
    public static byte[] Wrap(byte[] webcil)
    {
        byte[] length = Number(webcil.Length);
        for (int padding = 0; ; padding++)
        {
            byte[] size = [.. BitConverter.GetBytes(webcil.Length), .. new byte[padding]];
            byte[] content = [2, 1, .. Number(size.Length), .. size, 1, .. length];
            byte[] before = [.. Module, 11, .. Number(content.Length + webcil.Length), .. content];
            if (before.Length % 4 == 0)
            {
                return [.. before, .. webcil];
            }
        }
    }

    private static void MoveDebugEntries(byte[] webcil, PEHeaders headers, List<(int From, int Length, int To)> moved)
    {
        DirectoryEntry debug = headers.PEHeader!.DebugTableDirectory;
        if (debug.Size == 0 || !headers.TryGetDirectoryOffset(debug, out int offset))
        {
            return;
        }

        int Moved(int at) => moved.Single(m => at >= m.From && at < m.From + m.Length) is var section ? at - section.From + section.To : 0;
        for (int entry = Moved(offset) + 24; entry < Moved(offset) + debug.Size; entry += 28)
        {
            Span<byte> pointer = webcil.AsSpan(entry, 4);
            int at = BinaryPrimitives.ReadInt32LittleEndian(pointer);
            BinaryPrimitives.WriteInt32LittleEndian(pointer, at == 0 ? 0 : Moved(at));
        }
    }

    private static void Directory(Span<byte> at, DirectoryEntry entry) => Numbers(at, entry.RelativeVirtualAddress, entry.Size);

    private static void Numbers(Span<byte> at, params ReadOnlySpan<int> numbers)
    {
        for (int i = 0; i < numbers.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(at[(4 * i)..], numbers[i]);
        }
    }

    private static byte[] Text(string text) => [(byte)text.Length, .. System.Text.Encoding.ASCII.GetBytes(text)];

    private static byte[] Number(int value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        return [.. bytes, (byte)value];
    }
}
