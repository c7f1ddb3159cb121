using System.IO.Compression;
using System.IO.Hashing;
using System.Text;

namespace ArtifactGate.Testing.Formats;

/// <summary>Writes zips as no library would: with headers that disagree, entries that no directory names, and content where none is looked for.</summary>
public sealed class ZipBuilder
{
    private readonly List<byte> _file = [];
    private readonly List<byte> _directory = [];
    private int _entries;

    /// <summary>What stands behind the last entry, before the directory.</summary>
    public byte[] BeforeDirectory { get; set; } = [];

    /// <summary>The comment of the archive.</summary>
    public string Comment { get; set; } = "";

    /// <summary>Where the next entry will begin.</summary>
    public long Position => _file.Count;

    /// <summary>Adds an entry.</summary>
    public ZipBuilder Add(ZipBuilderEntry entry)
    {
        byte[] name = Encoding.UTF8.GetBytes(entry.Name), localName = Encoding.UTF8.GetBytes(entry.LocalName ?? entry.Name);
        byte[] packed = entry.Packed ?? Pack(entry.Content, entry.Method);
        uint crc = Crc32.HashToUInt32(entry.Content);
        uint offset = (uint)_file.Count;
        ushort flags = (ushort)(entry.Flags | (entry.HasDescriptor ? 8 : 0));

        _file.AddRange(Written(local =>
        {
            local.Write(0x04034B50);
            Common(local, flags, entry.LocalMethod ?? entry.Method, entry.HasDescriptor ? 0 : entry.LocalCrc ?? crc,
                entry.HasDescriptor ? 0 : (uint)packed.Length, entry.HasDescriptor ? 0 : (uint)entry.Content.Length, localName.Length, entry.LocalExtra.Length);
            local.Write(localName);
            local.Write(entry.LocalExtra);
            local.Write(packed);
            if (entry.HasDescriptor)
            {
                local.Write(0x08074B50);
                local.Write(crc);
                local.Write(packed.Length);
                local.Write(entry.Content.Length);
            }
        }));

        if (entry.InDirectory)
        {
            _entries++;
            _directory.AddRange(Written(directory =>
            {
                byte[] comment = Encoding.UTF8.GetBytes(entry.Comment);
                directory.Write(0x02014B50);
                directory.Write((ushort)20);
                Common(directory, flags, entry.Method, crc, (uint)packed.Length, (uint)entry.Content.Length, name.Length, entry.Extra.Length);
                directory.Write((ushort)comment.Length);
                directory.Write(0L);
                directory.Write(offset);
                directory.Write(name);
                directory.Write(entry.Extra);
                directory.Write(comment);
            }));
        }

        return this;
    }

    /// <summary>The archive.</summary>
    public byte[] ToArray()
    {
        byte[] comment = Encoding.UTF8.GetBytes(Comment);
        return Written(writer =>
        {
            writer.Write([.. _file]);
            writer.Write(BeforeDirectory);
            writer.Write([.. _directory]);
            writer.Write(0x06054B50);
            writer.Write(0);
            writer.Write((ushort)_entries);
            writer.Write((ushort)_entries);
            writer.Write((uint)_directory.Count);
            writer.Write((uint)(_file.Count + BeforeDirectory.Length));
            writer.Write((ushort)comment.Length);
            writer.Write(comment);
        });
    }

    private static byte[] Written(Action<BinaryWriter> write)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        write(writer);
        return stream.ToArray();
    }

    // From the version to the lengths the two headers are alike.
    private static void Common(BinaryWriter writer, ushort flags, ushort method, uint crc, uint packed, uint length, int name, int extra)
    {
        writer.Write((ushort)20);
        writer.Write(flags);
        writer.Write(method);
        writer.Write(0);
        writer.Write(crc);
        writer.Write(packed);
        writer.Write(length);
        writer.Write((ushort)name);
        writer.Write((ushort)extra);
    }

    private static byte[] Pack(byte[] content, ushort method)
    {
        if (method == 0)
        {
            return content;
        }

        var stream = new MemoryStream();
        using (var deflate = new DeflateStream(stream, CompressionLevel.Optimal))
        {
            deflate.Write(content);
        }

        return stream.ToArray();
    }
}
