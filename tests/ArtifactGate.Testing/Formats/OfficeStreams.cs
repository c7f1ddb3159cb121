using System.Buffers.Binary;

namespace ArtifactGate.Testing.Formats;

/// <summary>The beginnings of the streams of Office documents before 2007, as far as they tell whether the rest is encrypted.</summary>
public static class OfficeStreams
{
    /// <summary>A Word document with these flags ([MS-DOC] 2.5.2) and text behind its header.</summary>
    public static byte[] Word(int flags, byte[] text)
    {
        byte[] fib = new byte[1024];
        ((byte[])[0xEC, 0xA5, 0xC1, 0]).CopyTo(fib, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(fib.AsSpan(10), (ushort)flags);
        return [.. fib, .. text];
    }

    /// <summary>An Excel workbook of these records between its beginning and its end ([MS-XLS] 2.4).</summary>
    public static byte[] Workbook(params (int Type, byte[] Content)[] records) =>
    [
        .. Record(0x0809, [0, 6, 5, 0, 0xBB, 0x0D, 0xCC, 7, 0, 0, 0, 0, 6, 0, 0, 0]), .. records.SelectMany(r => Record(r.Type, r.Content)), .. Record(0x0A, []),
        .. Record(0x0809, new byte[16]), .. Record(0x0A, []),
    ];

    /// <summary>What PowerPoint writes of the last user ([MS-PPT] 2.3.2).</summary>
    /// <param name="token">Whether the document is encrypted.</param>
    /// <param name="edit">Where the document has its latest edit.</param>
    public static byte[] CurrentUser(uint token, int edit) =>
        [0, 0, 0xF6, 0x0F, 24, 0, 0, 0, 20, 0, 0, 0, .. BitConverter.GetBytes(token), .. BitConverter.GetBytes(edit), 4, 0, 0xF4, 3, 3, 0, 0, 0, (byte)'T', (byte)'e', (byte)'s', (byte)'t'];

    /// <summary>A PowerPoint document, whose edit is behind the text ([MS-PPT] 2.3.3).</summary>
    public static byte[] Presentation(byte[] text, bool hasSession) =>
        [.. text, 0, 0, 0xF5, 0x0F, (byte)(hasSession ? 32 : 28), 0, 0, 0, .. new byte[hasSession ? 32 : 28]];

    private static byte[] Record(int type, byte[] content) => [(byte)type, (byte)(type >> 8), (byte)content.Length, (byte)(content.Length >> 8), .. content];
}
