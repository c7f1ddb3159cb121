using ArtifactGate.Artifacts.Pdf;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Formats;

/// <summary>
/// A PDF file (ISO 32000-1): each stream as a node, its filters undone, also those of older revisions. Strings and everything else between
/// streams stay bytes of the file.
/// </summary>
internal sealed class PdfFormat : IArtifactFormat
{
    public string Name => "pdf";

    public bool NeedsRandomAccess => true;

    public bool KeepsBytes => true;

    // The header, which some writers put something before; what only speaks of it in a text is none.
    public Fit Recognize(ReadOnlySpan<byte> head, ContentNode node)
    {
        int at = head[..Math.Min(1024, head.Length)].IndexOf("%PDF-"u8);
        return at >= 0 && head.Length > at + 8 && head[at + 5] is (byte)'1' or (byte)'2' && head[at + 6] == '.' && char.IsAsciiDigit((char)head[at + 7])
            && head[at + 8] is (byte)'\r' or (byte)'\n' or (byte)' ' or (byte)'%'
            && (at == 0 || head[at - 1] is (byte)'\n' or (byte)'\r' or 0xBF)
            && (at == 0 || head[(at + 8)..].IndexOf(" obj"u8) >= 0)
            ? Fit.Exact : Fit.None;
    }

    public IEnumerable<WalkItem> Open(ContentNode container, Budget budget)
    {
        using Stream stream = container.Open();
        PdfScan scan = PdfScan.Read(stream, budget);
        if (!scan.HasEnd)
        {
            yield return new WalkItem.Unread(container.Path, UnreadReason.Corrupt, "ends without its end mark");
        }

        if (scan.IsEncrypted)
        {
            yield return new WalkItem.Unread(container.Path, UnreadReason.Encrypted, "an encrypted document");
            yield break;
        }

        foreach (PdfStreamPlace place in scan.Streams)
        {
            budget.CheckTime();
            foreach (WalkItem item in Items(container, stream, place))
            {
                yield return item;
            }
        }
    }

    private static IEnumerable<WalkItem> Items(ContentNode container, Stream stream, PdfStreamPlace place)
    {
        var text = new byte[(int)Math.Min(place.Start - place.Dictionary, PdfScan.LongestDictionary + 8)];
        stream.Position = place.Dictionary;
        stream.ReadExactly(text);
        var dictionary = new PdfDictionary(text);
        ArtifactPath path = container.Path.Inside(dictionary.Object ?? FormattableString.Invariant($"@{place.Start}"));
        if (!place.IsWhole)
        {
            yield return new WalkItem.Unread(path, UnreadReason.Corrupt, "a stream without its end");
        }

        if (dictionary.IsIndirect || PdfFilters.Unknown(dictionary) is not null)
        {
            // Its bytes stay bytes of the file.
            yield return new WalkItem.Unread(path, UnreadReason.Unsupported, dictionary.IsIndirect ? "filters that another object tells" : "a filter that is not known");
            yield break;
        }

        long length = place.End - place.Start;
        if (length > 0)
        {
            yield return new WalkItem.HandedOut(place.Start, length);
            yield return new WalkItem.Content(dictionary.Filters.Count == 0
                ? new ContentNode(path, container, place.Start, length)
                : new ContentNode(path, () => PdfFilters.Undo(new SubStream(container.Open(), place.Start, length), dictionary)) { PackedLength = length });
        }
    }
}
