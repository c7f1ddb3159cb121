namespace ArtifactGate.Artifacts.Pdf;

/// <summary>The filters that streams go through (ISO 32000-1, 7.4).</summary>
internal static class PdfFilters
{
    private const int MostColumns = 1 << 20;

    /// <summary>What pictures are compressed by: their bytes are the content.</summary>
    private static readonly string[] Pictures = ["DCTDecode", "DCT", "JPXDecode", "CCITTFaxDecode", "CCF", "JBIG2Decode"];

    /// <summary>A filter that nobody can undo here, or null.</summary>
    public static string? Unknown(PdfDictionary dictionary) => dictionary.Filters.FirstOrDefault(f => !IsText(f) && !Pictures.Contains(f) && f is not ("FlateDecode" or "Fl" or "LZWDecode" or "LZW" or "RunLengthDecode" or "RL"));

    /// <summary>Undoes the filters of a stream.</summary>
    public static Stream Undo(Stream packed, PdfDictionary dictionary)
    {
        Stream content = packed;
        foreach (string filter in dictionary.Filters)
        {
            if (Pictures.Contains(filter))
            {
                break;
            }

            Stream before = content;
            content = filter switch
            {
                "ASCIIHexDecode" or "AHx" => new HexStream(before),
                "ASCII85Decode" or "A85" => new Ascii85Stream(before),
                "RunLengthDecode" or "RL" => new RunLengthStream(before),
                "LZWDecode" or "LZW" => Predicted(new LzwStream(before, dictionary.Parameter("EarlyChange", 1)), dictionary),
                _ => Predicted(new FlateStream(before), dictionary),
            };
        }

        return content;
    }

    private static bool IsText(string filter) => filter is "ASCIIHexDecode" or "AHx" or "ASCII85Decode" or "A85";

    private static Stream Predicted(Stream content, PdfDictionary dictionary)
    {
        int predictor = dictionary.Parameter("Predictor", 1);
        int colors = dictionary.Parameter("Colors", 1), bits = dictionary.Parameter("BitsPerComponent", 8), columns = dictionary.Parameter("Columns", 1);
        if (predictor < 2)
        {
            return content;
        }

        if (colors is < 1 or > 64 || bits is < 1 or > 16 || columns is < 1 or > MostColumns || (predictor == 2 && bits != 8))
        {
            throw new InvalidDataException("a predictor of impossible rows");
        }

        return new PredictorStream(content, predictor, Math.Max(1, colors * bits / 8), ((colors * bits * columns) + 7) / 8);
    }
}
