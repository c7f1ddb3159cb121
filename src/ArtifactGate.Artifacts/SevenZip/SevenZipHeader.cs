using System.Buffers.Binary;
using ArtifactGate.Artifacts.Lzma;
using ArtifactGate.Artifacts.Memory;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.SevenZip;

/// <summary>
/// Reads from the headers of a 7z archive (its format description, 7zFormat.txt) how it was compressed, before the library does: the library allocates
/// whatever the properties of a coder demand.
/// </summary>
internal static class SevenZipHeader
{
    private const int StartLength = 32;

    // Behind the mark and the version.
    private const int VersionEnd = 8;
    private const int MostEncodings = 4;
    private const byte Header = 0x01;
    private const byte MainStreamsInfo = 0x04;
    private const byte EncodedHeader = 0x17;

    /// <summary>Lets pass what can be opened in bounded memory. What is encrypted is not looked into.</summary>
    /// <param name="stream">The archive; where it stands afterwards is open.</param>
    /// <param name="memory">Lends what headers take that are compressed.</param>
    /// <returns>Bytes of memory that the library takes for it, and a method that it does not know, if there is one.</returns>
    /// <exception cref="InvalidDataException">The headers are damaged.</exception>
    /// <exception cref="BudgetExceededException">Too much memory would be needed.</exception>
    public static (long Memory, string? Unknown) CheckMemory(Stream stream, MemoryAccount memory)
    {
        Span<byte> start = stackalloc byte[StartLength];
        stream.Position = 0;
        stream.ReadExactly(start);
        byte[]? header = Read(stream, BinaryPrimitives.ReadUInt64LittleEndian(start[12..]), BinaryPrimitives.ReadUInt64LittleEndian(start[20..]));
        for (int encodings = 0; header is [EncodedHeader, ..]; encodings++)
        {
            header = encodings < MostEncodings ? Decode(stream, header, memory) : throw Damaged();
        }

        if (header is not [Header, MainStreamsInfo, ..])
        {
            return (0, null);
        }

        SevenZipFolders folders = SevenZipFolders.Read(header.AsSpan(2)).Check();
        return (folders.Memory, folders.Coders.FirstOrDefault(c => !c.IsKnown)?.Name);
    }

    /// <summary>
    /// Whether it is nothing but the room that programs leave for a header until they know what to write there: an archive that was begun, and nothing
    /// was ever put into it.
    /// </summary>
    /// <param name="stream">The archive; where it stands afterwards is open.</param>
    public static bool IsOnlyRoom(Stream stream)
    {
        Span<byte> start = stackalloc byte[StartLength];
        stream.Position = 0;
        return stream.Length == StartLength && stream.ReadAtLeast(start, StartLength, throwOnEndOfStream: false) == StartLength && !start[VersionEnd..].ContainsAnyExcept((byte)0);
    }

    /// <summary>The first byte behind the archive: its header stands last.</summary>
    /// <param name="stream">An archive that <see cref="CheckMemory"/> let pass.</param>
    public static long End(Stream stream)
    {
        Span<byte> start = stackalloc byte[StartLength];
        stream.Position = 0;
        stream.ReadExactly(start);
        return StartLength + BinaryPrimitives.ReadInt64LittleEndian(start[12..]) + BinaryPrimitives.ReadInt64LittleEndian(start[20..]);
    }

    /// <summary>What is told of headers that contradict themselves.</summary>
    public static InvalidDataException Damaged() => new("a damaged 7z header");

    private static byte[] Read(Stream stream, ulong offset, ulong length)
    {
        if (offset > (ulong)(stream.Length - StartLength) || length > (ulong)(stream.Length - StartLength) - offset)
        {
            throw new EndOfStreamException();
        }

        DecoderMemory.Check((long)length);
        byte[] header = new byte[(int)length];
        stream.Position = StartLength + (long)offset;
        stream.ReadExactly(header);
        return header;
    }

    // A header that is itself compressed; null for one that is encrypted or packed as no program does, which the library refuses.
    private static byte[]? Decode(Stream stream, byte[] header, MemoryAccount memory)
    {
        SevenZipFolders folders = SevenZipFolders.Read(header.AsSpan(1)).Check();
        if (folders.Coders is not [{ IsLzma: true } coder])
        {
            return null;
        }

        DecoderMemory.Check(folders.FirstLength);
        byte[] packed = Read(stream, folders.PackPosition, folders.FirstPackedLength);
        using var lzma = new LzmaData(coder.Properties, new StrictInput(new MemoryStream(packed)), folders.FirstLength, memory);
        byte[] decoded = new byte[folders.FirstLength];
        try
        {
            lzma.ReadExactly(decoded);
        }
        catch (Exception failure) when (ForeignStream.IsDamage(failure))
        {
            throw Damaged();
        }

        return decoded;
    }
}
