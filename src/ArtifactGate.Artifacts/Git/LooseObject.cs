using System.Buffers.Text;
using System.Security.Cryptography;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Git;

/// <summary>A git object in a file of its own: zlib, and in it type, length and content.</summary>
/// <param name="Type">Blob, tree, commit or tag.</param>
/// <param name="Length">Bytes of its content.</param>
/// <param name="HeaderLength">Bytes before it.</param>
internal sealed record LooseObject(string Type, long Length, int HeaderLength)
{
    private const int LongestHeader = 32;

    /// <summary>Whether bytes begin like one: a zlib stream that begins with a type and a length.</summary>
    public static bool Begins(ReadOnlySpan<byte> head) => ZlibStream.Begins(head) && head.Length > 8 && Read(head.ToArray()) is not null;

    /// <summary>
    /// Whether a whole file is a zlib stream that ends before it gives anything, which only a cut leaves. Only with the headers that git's levels
    /// of compression give, none of which is text.
    /// </summary>
    public static bool IsCutOff(ReadOnlySpan<byte> file)
    {
        if (file is not [0x78, 0x01 or 0x9C or 0xDA, _, ..])
        {
            return false;
        }

        try
        {
            using ZlibStream stream = ZlibStream.Open(new MemoryStream(file.ToArray(), writable: false));
            stream.ReadByte();
            return false;
        }
        catch (EndOfStreamException)
        {
            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>Reads the header; null when it is something else.</summary>
    public static LooseObject? Read(byte[] head)
    {
        Span<byte> header = stackalloc byte[LongestHeader];
        int read = 0;
        try
        {
            using ZlibStream stream = ZlibStream.Open(new MemoryStream(head, writable: false));
            while (read < header.Length && stream.Read(header.Slice(read, 1)) > 0 && header[read++] != 0)
            {
            }
        }
        catch (Exception failure) when (failure is InvalidDataException or EndOfStreamException)
        {
            // What came out before may be enough.
        }

        return Parse(header[..read]);
    }

    /// <summary>The content, whose length and name are verified.</summary>
    /// <param name="file">The file, owned.</param>
    /// <param name="id">Its name, or empty when it is not known.</param>
    public Stream Open(Stream file, byte[] id) => new LooseStream(ZlibStream.Open(file), this, id);

    /// <summary>The hash that a name of this length is of.</summary>
    public static HashAlgorithmName HashOf(int length) => length == SHA256.HashSizeInBytes ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA1;

    private static LooseObject? Parse(ReadOnlySpan<byte> header)
    {
        int space = header.IndexOf((byte)' ');
        if (space < 0 || header[^1] != 0 || !Utf8Parser.TryParse(header[(space + 1)..^1], out long length, out int digits) || digits != header.Length - space - 2 || length < 0)
        {
            return null;
        }

        ReadOnlySpan<byte> type = header[..space];
        return type.SequenceEqual("blob"u8) || type.SequenceEqual("tree"u8) || type.SequenceEqual("commit"u8) || type.SequenceEqual("tag"u8)
            ? new LooseObject(System.Text.Encoding.ASCII.GetString(type), length, header.Length)
            : null;
    }
}
