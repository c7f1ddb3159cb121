namespace ArtifactGate.Artifacts.Pdf;

/// <summary>
/// Finds the streams of a PDF file (ISO 32000-1, 7.3.8) by reading it from front to end: its own index leaves out what later revisions replaced.
/// </summary>
internal sealed class PdfScan
{
    /// <summary>The longest description of a stream.</summary>
    public const int LongestDictionary = 16 * 1024;

    private const int MostStreams = 1_000_000;

    private readonly List<PdfStreamPlace> _streams = [];

    /// <summary>The streams in their order.</summary>
    public IReadOnlyList<PdfStreamPlace> Streams => _streams;

    /// <summary>Whether streams and strings are encrypted.</summary>
    public bool IsEncrypted { get; private set; }

    /// <summary>Whether the end mark stands behind the last stream.</summary>
    public bool HasEnd { get; private set; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="BudgetExceededException">It has too many streams.</exception>
    public static PdfScan Read(Stream stream, Budget budget)
    {
        var scan = new PdfScan();
        scan.FindStreams(new PdfText(stream, budget), stream.Length);
        scan.FindMarks(new PdfText(stream, budget), stream.Length);
        return scan;
    }

    private void FindStreams(PdfText text, long length)
    {
        long last = 0;
        for (long at = text.IndexOf("stream"u8, 0, length); at >= 0; at = text.IndexOf("stream"u8, at, length))
        {
            long from = Math.Max(last, at - LongestDictionary);
            if (!EndsDictionary(text.Read(Math.Max(last, at - 32), (int)Math.Min(32, at - last))))
            {
                at += 6;
                continue;
            }

            if (_streams.Count == MostStreams)
            {
                throw new BudgetExceededException(UnreadReason.Entries, $"more than {MostStreams} streams in a PDF file");
            }

            PdfStreamPlace place = Place(text, from, at, length);
            _streams.Add(place);
            last = at = place.End;
        }
    }

    private static PdfStreamPlace Place(PdfText text, long from, long at, long length)
    {
        byte[] mark = text.Read(at, 8);
        long start = at + (mark is [.., (byte)'\r', (byte)'\n'] ? 8 : mark.Length > 6 && mark[6] is (byte)'\n' or (byte)'\r' ? 7 : 6);
        var dictionary = new PdfDictionary(text.Read(from, (int)(at - from)));

        // A length that is told must lead to the end mark; else the mark is looked for.
        if (dictionary.Length is long told && told >= 0 && told <= length - start && PdfDictionary.Trim(text.Read(start + told, 16)).StartsWith("endstream"u8))
        {
            return new PdfStreamPlace(from, start, start + told, true);
        }

        long end = text.IndexOf("endstream"u8, start, length);
        return new PdfStreamPlace(from, start, end < 0 ? length : end, end >= 0);
    }

    private static bool EndsDictionary(ReadOnlySpan<byte> before) => before.TrimEnd(" \t\r\n\0\f"u8).EndsWith(">>"u8);

    private void FindMarks(PdfText text, long length)
    {
        long from = 0;
        foreach (PdfStreamPlace stream in _streams.Append(new PdfStreamPlace(0, length, length, true)))
        {
            for (long at = text.IndexOf("/Encrypt"u8, from, stream.Start); at >= 0 && !IsEncrypted; at = text.IndexOf("/Encrypt"u8, at + 8, stream.Start))
            {
                IsEncrypted = text.Read(at + 8, 1) is [var next] && !char.IsAsciiLetterOrDigit((char)next);
            }

            // Two percent signs are right; one is written too, and read by everybody.
            HasEnd = text.IndexOf("%EOF"u8, from, stream.Start) >= 0;
            from = stream.End;
        }
    }
}
