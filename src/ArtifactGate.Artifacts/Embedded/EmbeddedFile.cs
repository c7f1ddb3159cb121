using ArtifactGate.Artifacts.Memory;

namespace ArtifactGate.Artifacts.Embedded;

/// <summary>A compressed file: it has no length, and must be decompressed to tell where it ends.</summary>
internal abstract class EmbeddedFile : EmbeddedKind
{
    private const int BufferSize = 64 * 1024;

    // Data that no compressor made is found to be wrong long before.
    private const int LongEnough = 64;
    private const int LongEnoughForDamage = 4096;

    /// <inheritdoc/>
    public override EmbeddedExtent Measure(Func<Stream> rest, Budget budget)
    {
        long length = 0;
        while (true)
        {
            EmbeddedExtent next = MeasureOne(rest, length, budget);
            if (!next.IsWhole)
            {
                return length > 0 && !next.IsCutOff ? EmbeddedExtent.Whole(length) : next with { Length = length + next.Length };
            }

            length += next.Length;
            if (!HasMembers)
            {
                return EmbeddedExtent.Whole(length);
            }

            using Stream behind = From(rest, length);
            byte[] head = new byte[HeadLength];
            if (!Begins(head.AsSpan(0, behind.ReadAtLeast(head, head.Length, throwOnEndOfStream: false))))
            {
                return EmbeddedExtent.Whole(length);
            }
        }
    }

    /// <summary>Whether several that follow each other are one file.</summary>
    protected virtual bool HasMembers => true;

    /// <summary>Whether as much was decompressed as tells that it is no other content, though it is damaged.</summary>
    /// <param name="packed">Bytes that were taken.</param>
    /// <param name="unpacked">Bytes that came out.</param>
    /// <param name="isCutOff">Whether only the end stopped it.</param>
    protected virtual bool IsEnough(long packed, long unpacked, bool isCutOff) => packed >= (isCutOff ? LongEnough : LongEnoughForDamage);

    /// <summary>Decompresses one member, stream or frame, and nothing behind it.</summary>
    /// <param name="packed">From its first byte on; owned.</param>
    /// <param name="memory">Lends memory.</param>
    /// <param name="position">Gives how many bytes of it were taken.</param>
    protected abstract Stream Decompress(Stream packed, MemoryAccount memory, out Func<long> position);

    private EmbeddedExtent MeasureOne(Func<Stream> rest, long start, Budget budget)
    {
        Func<long>? position = null;
        long total = 0;
        byte[] buffer = new byte[BufferSize];
        try
        {
            using Stream content = Decompress(From(rest, start), budget.Memory, out position);

            // What fails takes along what came out with it: the first byte alone tells that anything did.
            for (int read = content.Read(buffer, 0, 1); read > 0; read = content.Read(buffer))
            {
                budget.CheckTime();
                total += read;
                if (total > budget.Limits.RatioFloor && total / Math.Max(1, position()) > budget.Limits.MaxRatio)
                {
                    // Whoever opens it says so.
                    return new EmbeddedExtent(position(), IsWhole: false, IsCutOff: false, IsEnough: true);
                }
            }

            return EmbeddedExtent.Whole(position());
        }
        catch (EndOfStreamException)
        {
            return Damaged(position, total, isCutOff: true);
        }
        catch (InvalidDataException)
        {
            return Damaged(position, total, isCutOff: false);
        }
        finally
        {
            Array.Clear(buffer);
        }
    }

    private EmbeddedExtent Damaged(Func<long>? position, long unpacked, bool isCutOff) =>
        position?.Invoke() is long packed ? new EmbeddedExtent(packed, IsWhole: false, isCutOff, IsEnough(packed, unpacked, isCutOff)) : EmbeddedExtent.None;

    private static Stream From(Func<Stream> rest, long start)
    {
        Stream stream = rest();
        stream.Position = start;
        return stream;
    }
}
