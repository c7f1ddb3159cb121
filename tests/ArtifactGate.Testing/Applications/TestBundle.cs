using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace ArtifactGate.Testing.Applications;

/// <summary>Bundles files with a host, as the SDK does for a single-file application; every number can be made to lie.</summary>
public sealed class TestBundle
{
    private readonly List<(string Name, byte[] Stored, long Length, bool Packed)> _entries = [];

    /// <summary>The version of the list: 1, 2 or 6.</summary>
    public uint Version { get; init; } = 6;

    /// <summary>What makes the host around its writable data.</summary>
    public Func<byte[], byte[]> Host { get; init; } = data => TestHost.Elf(data);

    /// <summary>Bytes after the host.</summary>
    public byte[] BehindHost { get; init; } = [];

    /// <summary>Bytes before each file but the first.</summary>
    public byte[] Between { get; init; } = new byte[16];

    /// <summary>Bytes after the list.</summary>
    public byte[] Behind { get; init; } = [];

    /// <summary>Changes what the list says of a file: number, offset, length, packed length.</summary>
    public Func<int, (long Offset, long Length, long Packed), (long Offset, long Length, long Packed)> Say { get; init; } = (_, said) => said;

    /// <summary>Where a configuration file is said to be; null for where the first file is.</summary>
    public (long Offset, long Length)? Configuration { get; init; }

    /// <summary>How many files are said to be there; null for the truth.</summary>
    public int? Count { get; init; }

    /// <summary>Adds a file.</summary>
    public TestBundle Add(string name, byte[] content, bool pack = false)
    {
        _entries.Add((name, pack ? Deflate(content) : content, content.Length, pack));
        return this;
    }

    /// <summary>The bundle.</summary>
    public byte[] Build()
    {
        byte[] marker = [.. new byte[8], .. SHA256.HashData(Encoding.ASCII.GetBytes(".net core bundle\n"))];
        byte[] host = Host(marker);
        var stream = new MemoryStream();
        stream.Write(host);
        stream.Write(BehindHost);
        var offsets = new List<long>();
        foreach (var entry in _entries)
        {
            stream.Write(offsets.Count > 0 ? Between : []);
            offsets.Add(stream.Position);
            stream.Write(entry.Stored);
        }

        long header = stream.Position;
        WriteList(stream, offsets);
        stream.Write(Behind);
        byte[] bundle = stream.ToArray();
        BinaryPrimitives.WriteInt64LittleEndian(bundle.AsSpan(host.AsSpan().IndexOf(marker.AsSpan(8)) - 8), header);
        return bundle;
    }

    private void WriteList(Stream stream, List<long> offsets)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(Version);
        writer.Write(0u);
        writer.Write(Count ?? _entries.Count);
        writer.Write("identifier");
        if (Version >= 2)
        {
            (long offset, long length) = Configuration ?? (offsets[0], _entries[0].Length);
            writer.Write(offset);
            writer.Write(length);
            writer.Write(new byte[16 + 8]);
        }

        for (int i = 0; i < _entries.Count; i++)
        {
            (long offset, long length, long packed) = Say(i, (offsets[i], _entries[i].Length, _entries[i].Packed ? _entries[i].Stored.Length : 0));
            writer.Write(offset);
            writer.Write(length);
            if (Version >= 6)
            {
                writer.Write(packed);
            }

            writer.Write((byte)0);
            writer.Write(_entries[i].Name);
        }
    }

    private static byte[] Deflate(byte[] content)
    {
        var stream = new MemoryStream();
        using (var deflate = new DeflateStream(stream, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            deflate.Write(content);
        }

        return stream.ToArray();
    }
}
