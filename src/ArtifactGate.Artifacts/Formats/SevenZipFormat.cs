using ArtifactGate.Artifacts.Memory;
using ArtifactGate.Artifacts.SevenZip;
using ArtifactGate.Artifacts.Streams;
using SharpCompress.Archives;
using SharpCompress.Archives.SevenZip;
using SharpCompress.Common;
using SharpCompress.Readers;

namespace ArtifactGate.Artifacts.Formats;

/// <summary>7z. Solid archives are read in their own order, once.</summary>
internal sealed class SevenZipFormat : IArtifactFormat
{
    public string Name => "7z";

    public bool NeedsRandomAccess => true;

    public bool KeepsBytes => false;

    public Fit Recognize(ReadOnlySpan<byte> head, ContentNode node) =>
        head is [(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C, 0, ..] ? Fit.Generic : Fit.None;

    public IEnumerable<WalkItem> Open(ContentNode container, Budget budget)
    {
        using Stream stream = container.Open();
        if (SevenZipHeader.IsOnlyRoom(stream))
        {
            yield break;
        }

        (long memory, string? unknown) = SevenZipHeader.CheckMemory(stream, budget.Memory);
        using var loan = new MemoryLoan(budget.Memory, isGarbage: true);
        loan.RaiseTo(memory);
        foreach (WalkItem item in HiddenBytes.Between(container, stream, SevenZipHeader.End(stream), stream.Length, budget))
        {
            yield return item;
        }

        stream.Position = 0;
        using var thread = new OwnThread();
        IArchive archive = thread.Own(Try(thread, () => SevenZipArchive.OpenArchive(stream, new ReaderOptions { LeaveStreamOpen = true })));
        if (thread.Run(() => IsEncrypted(archive)))
        {
            yield return new WalkItem.Unread(container.Path, UnreadReason.Encrypted, "encrypted archive");
            yield break;
        }

        IReader reader = thread.Own(Try(thread, archive.ExtractAllEntries));
        while (Try(thread, reader.MoveToNextEntry, unknown))
        {
            budget.CheckTime();
            IEntry entry = reader.Entry;
            string name = (entry.Key ?? "").Replace('\\', '/');
            yield return entry.IsDirectory ? new WalkItem.Named(container.Path.Inside(name))
                : entry.IsEncrypted
                ? new WalkItem.Unread(container.Path.Inside(name), UnreadReason.Encrypted, "encrypted entry")
                : new WalkItem.Content(new ContentNode(container.Path.Inside(name), () => OpenEntry(thread, reader, entry, unknown)) { Length = entry.Size });
        }
    }

    // Where the names are encrypted too, the question itself needs the password.
    private static bool IsEncrypted(IArchive archive)
    {
        try
        {
            return archive.IsEncrypted;
        }
        catch (SharpCompress.Common.CryptographicException)
        {
            return true;
        }
        catch (Exception failure) when (ForeignStream.IsDamage(failure))
        {
            throw SevenZipHeader.Damaged();
        }
    }

    private static Stream OpenEntry(OwnThread thread, IReader reader, IEntry entry, string? unknown)
    {
        var content = new ForeignStream(Stream.Null, () => new ThreadStream(thread, () => Known(reader.OpenEntryStream, unknown)));
        return entry.Crc != 0 ? new ChecksumStream(content, entry.Size, (uint)entry.Crc) : content;
    }

    // The library refuses a method that it does not know when it comes to it; what is packed otherwise it reads.
    private static T Known<T>(Func<T> step, string? unknown)
    {
        try
        {
            return step();
        }
        catch (Exception failure) when (unknown is not null && ForeignStream.IsDamage(failure))
        {
            throw new BudgetExceededException(UnreadReason.Unsupported, $"compression method {unknown}");
        }
    }

    private static T Try<T>(OwnThread thread, Func<T> step, string? unknown = null)
    {
        try
        {
            return thread.Run(() => Known(step, unknown));
        }
        catch (SharpCompress.Common.CryptographicException)
        {
            throw new InvalidDataException("an encrypted header");
        }
        catch (Exception failure) when (ForeignStream.IsDamage(failure))
        {
            throw SevenZipHeader.Damaged();
        }
    }
}
