using System.Globalization;
using ArtifactGate.Artifacts.Cpio;
using ArtifactGate.Artifacts.Memory;
using ArtifactGate.Artifacts.Rpm;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Formats;

/// <summary>
/// A package of rpm: its files hang directly under it, without the payload that they are in. Lead and headers, with scripts, change log and
/// dependencies, are read as its own bytes.
/// </summary>
internal sealed class RpmFormat : IArtifactFormat
{
    private const uint PayloadFormat = 1124;
    private const int HeadLength = 64;

    private static readonly CompressedFileFormat[] Compressions = [new GzipFormat(), new Bzip2Format(), new XzFormat(), new ZstdFormat(), new LzmaFormat()];

    public string Name => "rpm";

    public bool NeedsRandomAccess => true;

    public bool KeepsBytes => true;

    public Fit Recognize(ReadOnlySpan<byte> head, ContentNode node) => RpmPackage.Begins(head) ? Fit.Exact : Fit.None;

    public IEnumerable<WalkItem> Open(ContentNode container, Budget budget)
    {
        using Stream stream = container.Open();
        RpmPackage package = RpmPackage.Read(stream);
        if (RpmDigests.Difference(package, stream, budget) is { } difference)
        {
            yield return new WalkItem.Unread(container.Path, UnreadReason.Corrupt, difference);
        }

        yield return new WalkItem.HandedOut(package.PayloadOffset, package.PayloadLength);
        foreach (WalkItem item in Payload(container, package, budget))
        {
            yield return item;
        }

        long end = package.PayloadOffset + package.PayloadLength;
        if (stream.Length > end)
        {
            yield return new WalkItem.HandedOut(end, stream.Length - end);
            yield return new WalkItem.Content(new ContentNode(Place(container, end), container, end, stream.Length - end));
        }
    }

    private static IEnumerable<WalkItem> Payload(ContentNode container, RpmPackage package, Budget budget)
    {
        using Stream? payload = Decompress(container, package, budget.Memory);
        if (payload is null || package.Header.Text(PayloadFormat) is not (null or "cpio"))
        {
            // A payload of another kind is read as it stands, and opened if it is something else that is known.
            yield return new WalkItem.Unread(container.Path, UnreadReason.Unsupported, "a payload of another kind than a cpio archive");
            yield return new WalkItem.Content(new ContentNode(Place(container, package.PayloadOffset), container, package.PayloadOffset, package.PayloadLength));
            yield break;
        }

        using var content = new RatioStream(payload, package.PayloadLength, budget);
        RpmFiles? files = null;
        RpmFiles Files() => files ??= new RpmFiles(package.Header);
        if (!TryReadDigests(package.Header, Files, out RpmFileDigests? digests))
        {
            yield return new WalkItem.Unread(container.Path, UnreadReason.Corrupt, "the list of its files is damaged");
        }

        using var reader = new CpioReader(content, budget, number => Files().Entry(number));
        foreach (WalkItem item in CpioFormat.Entries(container, content, reader, budget, digests is null ? null : digests.Check))
        {
            yield return item;
        }
    }

    private static bool TryReadDigests(RpmHeader header, Func<RpmFiles> files, out RpmFileDigests? digests)
    {
        digests = null;
        try
        {
            digests = RpmFileDigests.Of(header, files);
            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private static Stream? Decompress(ContentNode container, RpmPackage package, MemoryAccount memory)
    {
        var packed = new SubStream(container.Open(), package.PayloadOffset, package.PayloadLength);
        byte[] head = new byte[HeadLength];
        head = head[..packed.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        packed.Position = 0;
        if (CpioHeader.LengthOf(head) > 0 || head.AsSpan().StartsWith("07070X"u8))
        {
            return packed;
        }

        foreach (CompressedFileFormat compression in Compressions)
        {
            if (compression.TryDecompress(head, packed, memory) is { } content)
            {
                return content;
            }
        }

        packed.Dispose();
        return null;
    }

    private static ArtifactPath Place(ContentNode container, long offset) => container.Path.Inside(string.Create(CultureInfo.InvariantCulture, $"@{offset}"));
}
