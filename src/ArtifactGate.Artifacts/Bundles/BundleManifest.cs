using System.Text;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Bundles;

/// <summary>
/// The list of a bundle's files, as the .NET host reads it: two numbers of the version, how many files, an identifier, from version 2 on where
/// the two configuration files are, then the files. Version 1 is .NET Core 3, 2 is .NET 5, 6 is .NET 6 and newer, whose entries also say how long
/// they are compressed.
/// </summary>
internal sealed class BundleManifest
{
    private const int Known = 6;

    // A path takes at most two bytes for its length.
    private const int LongestName = 0x3FFF;
    private const int MostEntries = 1_000_000;
    private const int SmallestEntry = 8 + 8 + 1 + 1;
    private const int LastType = 5;

    private BundleManifest(long start) => Start = start;

    /// <summary>The first byte of the header.</summary>
    public long Start { get; }

    /// <summary>The first byte behind the last entry.</summary>
    public long End { get; private set; }

    /// <summary>The files.</summary>
    public List<BundleEntry> Entries { get; } = [];

    /// <summary>Where the configuration files are that the host reads without asking the entries; empty ranges where there is none.</summary>
    public List<(long Offset, long Length)> Configuration { get; } = [];

    /// <summary>Whether the version is newer than any that is known.</summary>
    public bool IsNewer { get; private set; }

    /// <summary>What is wrong with it, or null. The entries before that are good.</summary>
    public string? Problem { get; private set; }

    /// <summary>Reads it as far as it can be read.</summary>
    public static BundleManifest Read(Stream stream, long start, Budget budget)
    {
        var manifest = new BundleManifest(start);
        if (start < BundleMarker.Length || start >= stream.Length)
        {
            manifest.Problem = $"cut off, or no bundle: the list of its files is promised at {start} of {stream.Length} bytes";
            manifest.End = start;
            return manifest;
        }

        try
        {
            var part = new BufferedStream(new SubStream(stream, start, stream.Length - start), 64 * 1024);
            using var reader = new BinaryReader(part, Encoding.UTF8, leaveOpen: true);
            manifest.Read(reader, part.Length, budget);
            manifest.End = start + part.Position;
        }
        catch (Exception failure) when (failure is EndOfStreamException or InvalidDataException or FormatException or DecoderFallbackException)
        {
            manifest.Problem = manifest.IsNewer ? "a bundle of a newer version" : "a list of files that ends or is damaged before its last entry";
            manifest.End = stream.Length;
        }

        return manifest;
    }

    private void Read(BinaryReader reader, long length, Budget budget)
    {
        uint version = reader.ReadUInt32();
        reader.ReadUInt32();
        int count = reader.ReadInt32();
        IsNewer = version > Known;
        if (version == 0 || count < 0 || count > Math.Min(MostEntries, length / SmallestEntry))
        {
            throw new InvalidDataException();
        }

        ReadText(reader);
        for (int i = 0; version >= 2 && i < 2; i++)
        {
            Configuration.Add((reader.ReadInt64(), reader.ReadInt64()));
        }

        _ = version >= 2 ? reader.ReadUInt64() : 0;
        for (int i = 0; i < count; i++)
        {
            budget.CheckTime();
            (long offset, long size) = (reader.ReadInt64(), reader.ReadInt64());
            long packed = version >= 6 ? reader.ReadInt64() : 0;
            int type = reader.ReadByte();
            string name = ReadText(reader);
            if (offset <= 0 || size < 0 || packed < 0 || type > LastType || name.Length == 0)
            {
                throw new InvalidDataException();
            }

            Entries.Add(new BundleEntry(name.Replace('\\', '/'), offset, size, packed));
        }
    }

    private static string ReadText(BinaryReader reader)
    {
        int length = reader.Read7BitEncodedInt();
        byte[] bytes = length is >= 0 and <= LongestName ? reader.ReadBytes(length) : throw new InvalidDataException();
        return bytes.Length == length ? new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes) : throw new EndOfStreamException();
    }
}
