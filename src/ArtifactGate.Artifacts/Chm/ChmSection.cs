using System.Buffers.Binary;
using System.Numerics;

namespace ArtifactGate.Artifacts.Chm;

/// <summary>
/// The compressed section of a help file: LZX in frames of 32 KiB, which begins anew every few frames, so that a file in the middle of it can be read
/// without all before it.
/// </summary>
internal sealed class ChmSection
{
    /// <summary>Bytes that a frame unpacks to, but for the last one.</summary>
    public const int FrameLength = 32 * 1024;

    /// <summary>The names of what describes it.</summary>
    public const string ContentName = "::DataSpace/Storage/MSCompressed/Content",
        ControlName = "::DataSpace/Storage/MSCompressed/ControlData",
        TableName = "::DataSpace/Storage/MSCompressed/Transform/{7FC28940-9D31-11D0-9B27-00A0C91E9C7C}/InstanceData/ResetTable";

    private const int ControlLength = 24;
    private const int TableHeaderLength = 40;
    private const int LeastWindowBits = 15;
    private const int MostWindowBits = 21;

    // What says where each begins is held in memory.
    private const int MostFrames = 1 << 20;

    private readonly long _start;
    private readonly long[] _frames;

    private ChmSection(long start, long end, long length, long[] frames, int interval, int windowBits) =>
        (_start, End, Length, _frames, Interval, WindowBits) = (start, end, length, frames, interval, windowBits);

    /// <summary>Where in the file its data ends.</summary>
    public long End { get; }

    /// <summary>Bytes that it unpacks to. The last frame is filled up like all others.</summary>
    public long Length { get; }

    /// <summary>Frames from where LZX begins anew to the next such place.</summary>
    public int Interval { get; }

    /// <summary>The window of LZX, as a power of two.</summary>
    public int WindowBits { get; }

    /// <summary>Bytes it takes in the file.</summary>
    public long PackedLength => End - _start;

    /// <summary>Reads what describes the section.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="contentAt">Where section 0 begins, which all three are in.</param>
    /// <param name="content">The compressed data.</param>
    /// <param name="control">The parameters of the compressor.</param>
    /// <param name="table">Where each frame begins.</param>
    /// <exception cref="InvalidDataException">One of them is not what it must be.</exception>
    public static ChmSection Read(Stream stream, long contentAt, ChmEntry content, ChmEntry control, ChmEntry table)
    {
        byte[] parameters = Bytes(stream, contentAt, control, ControlLength), head = Bytes(stream, contentAt, table, TableHeaderLength);
        long unit = U32(parameters, 8) switch { 1 => 1, 2 => FrameLength, _ => throw Unknown() };
        (long interval, long window) = (U32(parameters, 12) * unit, U32(parameters, 16) * unit);
        (long frames, long headLength, long length) = (U32(head, 4), U32(head, 12), WholeFrames(I64(head, 16)));
        if (!parameters.AsSpan(4).StartsWith("LZXC"u8) || interval is 0 or > int.MaxValue || interval % FrameLength != 0 || !BitOperations.IsPow2(window)
            || BitOperations.Log2((ulong)window) is < LeastWindowBits or > MostWindowBits || U32(head, 8) != sizeof(long) || I64(head, 32) != FrameLength)
        {
            throw Unknown();
        }

        long needed = (length / FrameLength) + 1;
        if (needed > MostFrames)
        {
            throw new BudgetExceededException(UnreadReason.Size, $"a help file with more than {MostFrames} frames of 32 KiB");
        }

        if (headLength > table.Length || Math.Min(frames, (table.Length - headLength) / sizeof(long)) < length / FrameLength)
        {
            throw new InvalidDataException("a table of frames that is too short");
        }

        // The one behind the last says where that ends, if there is one.
        byte[] places = Bytes(stream, contentAt, table with { Offset = table.Offset + headLength }, (int)(Math.Min(needed, Math.Min(frames, (table.Length - headLength) / sizeof(long))) * sizeof(long)));
        long start = contentAt + content.Offset;
        return new ChmSection(start, start + content.Length, length, [.. Enumerable.Range(0, places.Length / sizeof(long)).Select(i => I64(places, i * sizeof(long)))],
            (int)(interval / FrameLength), BitOperations.Log2((ulong)window));
    }

    /// <summary>Where in the file the data of a frame is.</summary>
    /// <exception cref="InvalidDataException">The table says that it is elsewhere.</exception>
    public (long Start, int Length) Frame(long frame)
    {
        long start = _start + _frames[frame], end = frame + 1 < _frames.Length ? _start + _frames[frame + 1] : End;
        return start >= _start && end >= start && end <= End && end - start <= 2 * FrameLength ? (start, (int)(end - start))
            : throw new InvalidDataException("a frame that is not where the table says");
    }

    private static byte[] Bytes(Stream stream, long contentAt, ChmEntry entry, int length)
    {
        if (entry.Length < 0 || !new ChmEntry("", 0, contentAt + entry.Offset, length).IsInside(stream.Length) || string.IsNullOrEmpty(entry.Name))
        {
            throw new InvalidDataException("compressed content that nothing describes");
        }

        var bytes = new byte[length];
        stream.Position = contentAt + entry.Offset;
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static long WholeFrames(long length) => length is >= 0 and < long.MaxValue - FrameLength ? (length + FrameLength - 1) / FrameLength * FrameLength : throw Unknown();

    private static InvalidDataException Unknown() => new("a kind of compression that is not known");

    private static uint U32(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));

    private static long I64(byte[] bytes, int at) => BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(at));
}
