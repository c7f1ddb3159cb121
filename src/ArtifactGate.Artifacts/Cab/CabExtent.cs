using System.Buffers.Binary;

namespace ArtifactGate.Artifacts.Cab;

/// <summary>Where the blocks of a folder are, found by following their headers.</summary>
/// <param name="Start">The first byte.</param>
/// <param name="End">Behind the last block that is there whole.</param>
/// <param name="Blocks">How many are.</param>
/// <param name="UnpackedLength">Bytes they unpack to.</param>
/// <param name="IsCutOff">Whether more are promised.</param>
internal sealed record CabExtent(long Start, long End, int Blocks, long UnpackedLength, bool IsCutOff)
{
    private const int HeaderLength = 8;

    /// <summary>Follows the blocks of a folder.</summary>
    /// <param name="stream">The cabinet.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="reserve">Bytes between the header of a block and its data.</param>
    /// <param name="limit">Where the next folder begins, or the cabinet ends. Folders that share blocks would be read any number of times.</param>
    /// <param name="budget">Asked whether to go on.</param>
    public static CabExtent Of(Stream stream, CabFolder folder, int reserve, long limit, Budget budget)
    {
        long at = folder.Offset, unpacked = 0;
        int blocks = 0;
        Span<byte> header = stackalloc byte[HeaderLength];
        for (; blocks < folder.Blocks; blocks++)
        {
            budget.CheckTime();
            if (at + HeaderLength + reserve > limit)
            {
                return new CabExtent(folder.Offset, at, blocks, unpacked, true);
            }

            stream.Position = at;
            stream.ReadExactly(header);
            int packed = BinaryPrimitives.ReadUInt16LittleEndian(header[4..]);
            long end = at + HeaderLength + reserve + packed;
            if (end > limit)
            {
                return new CabExtent(folder.Offset, at, blocks, unpacked, true);
            }

            (at, unpacked) = (end, unpacked + BinaryPrimitives.ReadUInt16LittleEndian(header[6..]));
        }

        return new CabExtent(folder.Offset, at, blocks, unpacked, false);
    }
}
