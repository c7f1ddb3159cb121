using System.Buffers.Binary;
using System.Text;

namespace ArtifactGate.Testing.Applications;

/// <summary>A native AOT image as far as its literals go: the header with its sections, and the commands that make the frozen strings.</summary>
public sealed class TestNativeAot
{
    private const int Address = 0x1000;
    private const int Sections = 2;
    private const int HostHeaders = 64 + (2 * 56);

    private readonly List<byte> _commands = [0, 0, 0, 0];

    /// <summary>Changes what the header says of the commands: first address and the one behind the last.</summary>
    public Func<long, long, (long Start, long End)> Say { get; init; } = (start, end) => (start, end);

    /// <summary>Whether it is a library.</summary>
    public bool Library { get; init; }

    /// <summary>Bytes after the image.</summary>
    public byte[] Behind { get; init; } = [];

    /// <summary>Writes a command with a number, and what follows it.</summary>
    public TestNativeAot Command(int command, int number, params byte[] content)
    {
        int rest = number - 28;
        List<byte> more = [];
        for (; rest > 0; rest >>= 8)
        {
            more.Add((byte)rest);
        }

        _commands.Add((byte)(command | ((number <= 28 ? number : 28 + more.Count) << 3)));
        _commands.AddRange([.. more, .. content]);
        return this;
    }

    /// <summary>Writes an object: its type from the table, then its bytes with runs of zeros left out.</summary>
    public TestNativeAot Object(byte[] content)
    {
        Command(3, 7);
        for (int at = 0; at < content.Length;)
        {
            int end = at, zeros = 0;
            for (int i = at; i < content.Length && (content[i] == 0 || zeros < 4); i++)
            {
                zeros = content[i] == 0 ? zeros + 1 : 0;
                end = zeros == 0 ? i + 1 : end;
            }

            zeros = 0;
            while (end + zeros < content.Length && content[end + zeros] == 0)
            {
                zeros++;
            }

            if (end > at)
            {
                Command(0, end - at, content[at..end]);
            }

            if (zeros > 0)
            {
                Command(1, zeros);
            }

            at = end + zeros;
        }

        return this;
    }

    /// <summary>Writes a frozen string: length, characters, their end.</summary>
    public TestNativeAot String(string text) => Object([.. BitConverter.GetBytes(text.Length), .. Encoding.Unicode.GetBytes(text), .. new byte[6]]);

    /// <summary>The image.</summary>
    public byte[] Build()
    {
        byte[] data = new byte[16 + (Sections * 24) + _commands.Count];
        "RTR\0"u8.CopyTo(data);
        BinaryPrimitives.WriteUInt16LittleEndian(data.AsSpan(4), 16);
        BinaryPrimitives.WriteUInt16LittleEndian(data.AsSpan(12), Sections);
        (data[14], data[15]) = (24, 1);
        int commands = data.Length - _commands.Count;
        _commands.CopyTo(data, commands);
        long address = Address + HostHeaders;
        Row(data.AsSpan(16), 206, (address, address + 1));
        Row(data.AsSpan(16 + 24), 207, Say(address + commands, address + data.Length));
        return [.. TestHost.Elf(data, Library), .. Behind];
    }

    private static void Row(Span<byte> row, int kind, (long Start, long End) range)
    {
        BinaryPrimitives.WriteInt32LittleEndian(row, kind);
        BinaryPrimitives.WriteInt32LittleEndian(row[4..], 1);
        BinaryPrimitives.WriteInt64LittleEndian(row[8..], range.Start);
        BinaryPrimitives.WriteInt64LittleEndian(row[16..], range.End);
    }
}
