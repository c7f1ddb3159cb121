using ArtifactGate.Artifacts.Streams;
using ArtifactGate.Artifacts.Zip;

namespace ArtifactGate.Artifacts.Embedded;

/// <summary>
/// Entries that follow each other and have no directory behind them: of a zip that was cut off, or of one part of several. Programs have the beginnings of
/// entries too, so one of them must have content that fits its checksum, or as much of it as chance bytes never have.
/// </summary>
/// <param name="open">Opens everything from the first entry on.</param>
/// <param name="stream">The same.</param>
/// <param name="end">The first byte that is none of it.</param>
/// <param name="budget">Asked whether to go on, and lends memory.</param>
internal sealed class ZipRun(Func<Stream> open, Stream stream, long end, Budget budget)
{
    private const int BufferSize = 64 * 1024;

    // Data that no compressor made is found to be wrong long before.
    private const int LongEnough = 64;
    private const int LongEnoughForDamage = 4096;

    private enum Content
    {
        Foreign,
        Untold,
        Whole,
        Damaged,
    }

    /// <summary>How far they reach.</summary>
    public EmbeddedExtent Measure()
    {
        bool isTold = false;
        long at = 0;
        while (ZipGaps.EntryAt(stream, at, end) is { } entry && ZipLocalHeader.Find(stream, at) is { } header && IsNamed(header))
        {
            budget.CheckTime();
            (Content content, long behind) = Read(header, entry, isTold);
            if (content == Content.Foreign)
            {
                break;
            }

            isTold |= content != Content.Untold;
            if (content == Content.Damaged)
            {
                return new EmbeddedExtent(header.ContentOffset, IsWhole: false, IsCutOff: false, IsEnough: true) { Reach = NextEntry(header.ContentOffset) };
            }

            at = behind;
        }

        return isTold ? EmbeddedExtent.Whole(at) : EmbeddedExtent.None;
    }

    private bool IsNamed(ZipLocalHeader header)
    {
        var head = new byte[Math.Min(EmbeddedKind.HeadLength, header.ExtraOffset - header.Offset)];
        stream.Position = header.Offset;
        return stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && EmbeddedZip.BeginsNamed(head);
    }

    private (Content Content, long Behind) Read(ZipLocalHeader header, ZipEntryHeader entry, bool isTold)
    {
        long packedEnd = header.ContentOffset + entry.PackedLength;
        long behind = Math.Min(end, packedEnd + header.DescriptorLength(stream, packedEnd, entry.PackedLength, null));
        if (entry.IsEncrypted || entry.PackedLength == 0)
        {
            return (Follows(behind) ? Content.Untold : Content.Foreign, behind);
        }

        var hidden = new HiddenParts();
        (bool isWhole, bool isCut, long unpacked) = Unpack(entry, header.ContentOffset, hidden);
        if (isWhole || (isCut && packedEnd == end && entry.PackedLength >= LongEnough))
        {
            return (Content.Whole, behind);
        }

        if (hidden.End is long dataEnd)
        {
            // The descriptor behind it is not there, or not as it should be.
            return (dataEnd >= LongEnough ? Content.Whole : Content.Foreign, header.ContentOffset + dataEnd);
        }

        // What is stored says twice how long it is, and is read in any case. Right behind another entry nothing needs to tell more.
        bool isStored = entry.Method == 0 && (isTold || (header.PackedLength == header.Length && header.Crc != 0));
        return isStored || (packedEnd < end && Follows(behind)) ? (Content.Whole, behind)
            : ((isTold || unpacked >= LongEnoughForDamage) && entry.Method != 0 ? Content.Damaged : Content.Foreign, behind);
    }

    private (bool IsWhole, bool IsCut, long Unpacked) Unpack(ZipEntryHeader entry, long start, HiddenParts hidden)
    {
        byte[] buffer = new byte[BufferSize];
        long unpacked = 0;
        try
        {
            var packed = new SubStream(open(), start, entry.PackedLength);
            using var content = new ChecksumStream(ZipMethods.Decompress(entry, packed, budget.Memory, hidden), entry.Length, entry.Crc);
            for (int read = content.Read(buffer); read > 0; read = content.Read(buffer))
            {
                budget.CheckTime();
                unpacked += read;
                if (unpacked > budget.Limits.RatioFloor && unpacked / entry.PackedLength > budget.Limits.MaxRatio)
                {
                    // Whoever opens it says so.
                    return (false, false, unpacked);
                }
            }

            return (true, false, unpacked);
        }
        catch (EndOfStreamException)
        {
            return (false, true, unpacked);
        }
        catch (InvalidDataException)
        {
            return (false, false, unpacked);
        }
        finally
        {
            Array.Clear(buffer);
        }
    }

    // Whether another entry or the directory begins.
    private bool Follows(long at)
    {
        Span<byte> signature = stackalloc byte[ZipLocalHeader.SignatureLength];
        stream.Position = at;
        return stream.ReadAtLeast(signature, signature.Length, throwOnEndOfStream: false) == signature.Length
            && signature is [(byte)'P', (byte)'K', 3, 4] or [(byte)'P', (byte)'K', 1, 2];
    }

    // Where the damage ends nobody knows, but not behind what begins the next entry.
    private long NextEntry(long from)
    {
        byte[] buffer = new byte[BufferSize];
        try
        {
            for (long at = from; at < end; at += BufferSize - ZipLocalHeader.FixedLength)
            {
                stream.Position = at;
                int read = stream.ReadAtLeast(buffer, (int)Math.Min(BufferSize, end - at), throwOnEndOfStream: false);
                if (ZipHead.FirstEntry(buffer.AsSpan(0, read)) is int next)
                {
                    return Math.Min(end, at + next);
                }
            }

            return end;
        }
        finally
        {
            Array.Clear(buffer);
        }
    }
}
