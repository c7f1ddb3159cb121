using System.Buffers;
using System.Globalization;

namespace ArtifactGate.Artifacts;

/// <summary>Bytes that no index names, as content of their own: whatever they are is opened.</summary>
internal static class HiddenBytes
{
    private const int ChunkSize = 16 * 1024;

    /// <summary>What stands between two offsets, from the first byte on that is no padding; nothing when all is zero.</summary>
    /// <param name="container">The container that the bytes are handed out of.</param>
    /// <param name="stream">Its bytes.</param>
    /// <param name="start">The first byte.</param>
    /// <param name="end">The first byte behind them.</param>
    /// <param name="budget">Asked whether to go on.</param>
    public static IEnumerable<WalkItem> Between(ContentNode container, Stream stream, long start, long end, Budget budget)
    {
        if (start < end && FirstNonZero(stream, start, end, budget) is long first)
        {
            yield return new WalkItem.HandedOut(first, end - first);
            yield return new WalkItem.Content(
                new ContentNode(container.Path.Inside(string.Create(CultureInfo.InvariantCulture, $"@{first}")), container, first, end - first));
        }
    }

    private static long? FirstNonZero(Stream stream, long start, long end, Budget budget)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(ChunkSize);
        try
        {
            stream.Position = start;
            while (start < end)
            {
                budget.CheckTime();
                int read = stream.Read(buffer.AsSpan(0, (int)Math.Min(ChunkSize, end - start)));
                int at = buffer.AsSpan(0, read).IndexOfAnyExcept((byte)0);
                if (at >= 0 || read == 0)
                {
                    return at >= 0 ? start + at : null;
                }

                start += read;
            }

            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }
}
