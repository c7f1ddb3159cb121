using System.IO.Compression;
using ArtifactGate.Artifacts.Deflate;

namespace ArtifactGate.Artifacts.Tests.Deflate;

/// <summary>Compresses with the platform, and decompresses with it and with ours.</summary>
internal static class Deflated
{
    public static byte[] Of(byte[] content, CompressionLevel level)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, level, leaveOpen: true))
        {
            deflate.Write(content);
            if (content.Length == 0)
            {
                deflate.Flush();
            }
        }

        // The platform writes nothing at all for nothing; a block that ends at once is what a container then holds.
        return packed.Length > 0 ? packed.ToArray() : [3, 0];
    }

    public static byte[] Inflate(byte[] packed, int step, long? packedLength, long? length)
    {
        using var stream = new InflateStream(new MemoryStream(packed), packedLength, length);
        return Drain(stream, step, new MemoryStream());
    }

    /// <summary>What ours gives until it ends or fails.</summary>
    public static (byte[] Content, Exception? Failure) Ours(byte[] packed)
    {
        var content = new MemoryStream();
        try
        {
            using var stream = new InflateStream(new MemoryStream(packed));
            return (Drain(stream, 1 << 16, content), null);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return (content.ToArray(), failure);
        }
    }

    /// <summary>What the platform gives until it ends or fails.</summary>
    public static (byte[] Content, bool Failed) Platform(byte[] packed)
    {
        var content = new MemoryStream();
        try
        {
            using var stream = new DeflateStream(new MemoryStream(packed), CompressionMode.Decompress);
            return (Drain(stream, 1 << 16, content), false);
        }
        catch (InvalidDataException)
        {
            return (content.ToArray(), true);
        }
    }

    private static byte[] Drain(Stream stream, int step, MemoryStream content)
    {
        byte[] buffer = new byte[step];
        for (int read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
        {
            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }
}
