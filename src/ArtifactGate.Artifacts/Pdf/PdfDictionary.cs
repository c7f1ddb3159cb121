using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ArtifactGate.Artifacts.Pdf;

/// <summary>What the text before a stream says of it: object, length, filters and their parameters.</summary>
internal sealed partial class PdfDictionary
{
    private const int MostFilters = 16;

    private readonly string _text;

    /// <summary>Takes the text in front of the word <c>stream</c>.</summary>
    public PdfDictionary(ReadOnlySpan<byte> text)
    {
        string all = Encoding.Latin1.GetString(text);
        Match? head = Head().Matches(all).LastOrDefault();
        Object = head is null ? null : $"{head.Groups[1].Value}.{head.Groups[2].Value}";
        _text = head is null ? all : all[(head.Index + head.Length)..];
    }

    /// <summary>Number and generation of the object, or null when they are not there.</summary>
    public string? Object { get; }

    /// <summary>The length, or null when it is told elsewhere.</summary>
    public long? Length => LengthKey().Match(_text) is { Success: true } match && long.TryParse(match.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out long length) ? length : null;

    /// <summary>Whether filters or parameters are told in another object.</summary>
    public bool IsIndirect => IndirectKey().IsMatch(_text);


    /// <summary>The filters in the order in which they are undone.</summary>
    public IReadOnlyList<string> Filters => FilterKey().Match(_text) is { Success: true } match
        ? [.. FilterName().Matches(match.Groups[1].Value).Take(MostFilters).Select(m => Unescape(m.Groups[1].Value))]
        : [];

    /// <summary>A number among the parameters of the filters.</summary>
    public int Parameter(string name, int otherwise) =>
        Regex.Match(_text, $@"/{name}\s+(\d{{1,7}})", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking) is { Success: true } match
            ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)
            : otherwise;

    /// <summary>Without white space in front.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> bytes) => bytes.TrimStart(" \t\r\n\0\f"u8);

    // A name may write any character as two hexadecimal digits.
    private static string Unescape(string name) => Escape().Replace(name, m => ((char)Convert.ToInt32(m.Groups[1].Value, 16)).ToString());

    [GeneratedRegex(@"(\d{1,10})\s+(\d{1,5})\s+obj", RegexOptions.CultureInvariant)]
    private static partial Regex Head();

    [GeneratedRegex(@"/Length\s+(\d{1,18})(?!\d|\s+\d+\s+R)", RegexOptions.CultureInvariant)]
    private static partial Regex LengthKey();

    [GeneratedRegex(@"/(?:Filter|F|DecodeParms|DP)(?>\s+)\[?(?>\s*)\d+(?>\s+)\d+(?>\s+)R", RegexOptions.CultureInvariant)]
    private static partial Regex IndirectKey();

    [GeneratedRegex(@"/(?:Filter|#46ilter)\s*(\[[^\]]*\]?|/[^\s/\[\]<>()]+)", RegexOptions.CultureInvariant)]
    private static partial Regex FilterKey();

    [GeneratedRegex(@"/([^\s/\[\]<>()]+)", RegexOptions.CultureInvariant)]
    private static partial Regex FilterName();

    [GeneratedRegex("#([0-9A-Fa-f]{2})", RegexOptions.CultureInvariant)]
    private static partial Regex Escape();
}
