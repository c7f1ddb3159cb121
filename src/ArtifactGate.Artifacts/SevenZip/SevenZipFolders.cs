using System.Numerics;
using ArtifactGate.Artifacts.Memory;

namespace ArtifactGate.Artifacts.SevenZip;

/// <summary>What "StreamsInfo" of a 7z header tells of coders and of the first packed stream.</summary>
internal sealed class SevenZipFolders
{
    private const byte End = 0x00;
    private const byte PackInfo = 0x06;
    private const byte UnpackInfo = 0x07;
    private const byte Sizes = 0x09;
    private const byte Digests = 0x0A;
    private const byte Folder = 0x0B;
    private const byte UnpackSizes = 0x0C;

    // The same bounds as the library's.
    private const int MostCoders = 32;
    private const long LeastDictionary = 4096;

    private readonly List<SevenZipCoder> _coders = [];

    // Of each folder: its first coder, how many it has, and what they put out.
    private readonly List<(int First, int Count, int Outputs)> _folders = [];

    /// <summary>All coders of all folders.</summary>
    public IReadOnlyList<SevenZipCoder> Coders => _coders;

    /// <summary>Where the first packed stream begins, behind the start header.</summary>
    public ulong PackPosition { get; private set; }

    /// <summary>Bytes of the first packed stream.</summary>
    public ulong FirstPackedLength { get; private set; }

    /// <summary>Bytes that the first folder's first coder puts out.</summary>
    public long FirstLength { get; private set; }

    /// <summary>
    /// Bytes of memory that the library takes for the folder that takes most. A dictionary grows with its content: by doubling, and what it
    /// outgrew stays in a pool of arrays, which together is as much again.
    /// </summary>
    public long Memory { get; private set; }

    /// <summary>Reads what stands behind the mark of the structure.</summary>
    /// <exception cref="InvalidDataException">It contradicts itself.</exception>
    public static SevenZipFolders Read(ReadOnlySpan<byte> header)
    {
        var folders = new SevenZipFolders();
        var reader = new SevenZipReader(header);
        byte mark = reader.Byte();
        if (mark == PackInfo)
        {
            folders.ReadPacked(ref reader);
            mark = reader.Byte();
        }

        if (mark == UnpackInfo)
        {
            folders.ReadFolders(ref reader);
        }

        return folders;
    }

    /// <summary>Lets pass what can be decompressed in bounded memory.</summary>
    /// <exception cref="BudgetExceededException">It cannot.</exception>
    public SevenZipFolders Check()
    {
        foreach (SevenZipCoder coder in _coders)
        {
            DecoderMemory.Check(coder.Memory);
        }

        return this;
    }

    private void ReadPacked(ref SevenZipReader reader)
    {
        PackPosition = reader.Number();
        ulong streams = reader.Number();
        for (byte mark = reader.Byte(); mark != End; mark = reader.Byte())
        {
            switch (mark)
            {
                case Sizes:
                    for (ulong i = 0; i < streams; i++)
                    {
                        ulong size = reader.Number();
                        FirstPackedLength = i == 0 ? size : FirstPackedLength;
                    }

                    break;
                case Digests:
                    reader.SkipDigests(streams);
                    break;
                default:
                    throw SevenZipHeader.Damaged();
            }
        }
    }

    private void ReadFolders(ref SevenZipReader reader)
    {
        if (reader.Byte() != Folder)
        {
            throw SevenZipHeader.Damaged();
        }

        ulong folders = reader.Number();
        if (reader.Byte() != 0)
        {
            // The folders stand in another stream; no program writes that.
            throw SevenZipHeader.Damaged();
        }

        for (ulong i = 0; i < folders; i++)
        {
            ReadFolder(ref reader);
        }

        if (reader.Byte() == UnpackSizes && _coders.Count > 0)
        {
            ReadSizes(ref reader);
        }
    }

    private void ReadSizes(ref SevenZipReader reader)
    {
        foreach ((int first, int count, int outputs) in _folders)
        {
            long most = 0;
            for (int i = 0; i < outputs; i++)
            {
                ulong length = reader.Number();
                most = length <= long.MaxValue ? Math.Max(most, (long)length) : throw SevenZipHeader.Damaged();
                FirstLength = first == 0 && i == 0 ? (long)length : FirstLength;
            }

            long memory = _coders[first..(first + count)].Sum(c => MemoryOf(c, most));
            Memory = Math.Max(Memory, memory);
        }
    }

    // What was refused already is not counted: the sum has no end otherwise.
    private static long MemoryOf(SevenZipCoder coder, long length)
    {
        long claimed = Math.Min(coder.Memory, DecoderMemory.Most);
        return coder.IsDictionary ? 2 * (long)BitOperations.RoundUpToPowerOf2((ulong)Math.Max(LeastDictionary, Math.Min(claimed, length))) : claimed;
    }

    private void ReadFolder(ref SevenZipReader reader)
    {
        ulong coders = reader.Number(), inputs = 0, outputs = 0;
        if (coders is 0 or > MostCoders)
        {
            throw SevenZipHeader.Damaged();
        }

        int first = _coders.Count;
        for (; coders > 0; coders--)
        {
            byte flags = reader.Byte();
            ulong id = 0;
            foreach (byte b in reader.Bytes((ulong)(flags & 0x0F)))
            {
                id = (id << 8) | b;
            }

            bool complex = (flags & 0x10) != 0;
            inputs += complex ? reader.Number() : 1;
            outputs += complex ? reader.Number() : 1;
            _coders.Add(new SevenZipCoder(id, (flags & 0x20) != 0 ? reader.Bytes(reader.Number()).ToArray() : []));
        }

        if (inputs > MostCoders || outputs is 0 or > MostCoders || inputs < outputs - 1)
        {
            throw SevenZipHeader.Damaged();
        }

        _folders.Add((first, _coders.Count - first, (int)outputs));
        ulong packed = inputs - (outputs - 1);
        for (ulong numbers = ((outputs - 1) * 2) + (packed > 1 ? packed : 0); numbers > 0; numbers--)
        {
            _ = reader.Number();
        }
    }
}
