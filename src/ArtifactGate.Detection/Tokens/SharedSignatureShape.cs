using System.Buffers;
using System.Globalization;

namespace ArtifactGate.Detection.Tokens;

/// <summary>
/// The signature in a shared access signature, an address or header whose other parameters say what may be done with it and until when.
/// </summary>
internal sealed class SharedSignatureShape : SurroundedShape
{
    private const int SignatureBytes = 32;

    private static readonly Alphabet Signature = Alphabet.Get("[A-Za-z0-9+/_%-]");

    private static readonly SearchValues<char> QueryStarts = SearchValues.Create("?\"'`<> \r\n\t\0");
    private static readonly SearchValues<char> QueryEnds = SearchValues.Create("\"'`<> \r\n\t\0");

    public override IReadOnlyList<ShapeAnchor> Anchors { get; } = [new("sig=")];

    public override bool TryMatch(ReadOnlySpan<char> text, int anchorAt, int anchor, out ShapeMatch match)
    {
        match = default;
        int start = anchorAt + 4;
        int length = Signature.RunLength(text[start..]);
        while (start + length < text.Length && text[start + length] == '=' && length < 100)
        {
            length++;
        }

        if (length is < 43 or > 160 || !IsSignature(Uri.UnescapeDataString(text.Slice(start, length))))
        {
            return false;
        }

        Dictionary<string, string> parameters = ParametersAround(text, anchorAt, start + length);
        string? ends = parameters.GetValueOrDefault("se");
        string? permissions = parameters.GetValueOrDefault("sp");
        if (!parameters.ContainsKey("sv") && !parameters.ContainsKey("sr") && (ends is null || permissions is null))
        {
            return false;
        }

        match = new ShapeMatch(start, length)
        {
            Facts = ProofResult.Nothing with
            {
                Account = Plain(parameters.GetValueOrDefault("skn") ?? parameters.GetValueOrDefault("si")),
                Scope = permissions is null ? null : "permissions " + Plain(permissions),
                Expires = Moment(ends),
            },
        };
        return true;
    }

    internal override string SampleText(Random random, out int start, out int length)
    {
        var bytes = new byte[SignatureBytes];
        random.NextBytes(bytes);
        string signature = Uri.EscapeDataString(Convert.ToBase64String(bytes));
        string text = random.Next(2) == 0
            ? $"https://acct.blob.core.windows.net/c?sv=2022-11-02&sr=c&sp=rwl&se=2099-01-01T00%3A00%3A00Z&sig={signature}"
            : $"SharedAccessSignature sr=contoso.servicebus.windows.net&sig={signature}&se=4070908800&skn=Root";
        start = text.IndexOf(signature, StringComparison.Ordinal);
        length = signature.Length;
        return text;
    }

    // HMAC-SHA256 in base64 of either alphabet, with or without padding.
    private static bool IsSignature(string value)
    {
        string text = value.Replace('-', '+').Replace('_', '/').TrimEnd('=');
        Span<byte> bytes = stackalloc byte[SignatureBytes + 3];
        return text.Length == 43 && Convert.TryFromBase64String(text + "=", bytes, out int length) && length == SignatureBytes
            && Matching.Entropy.BitsPerCharacter(text) > 3.8;
    }

    private static Dictionary<string, string> ParametersAround(ReadOnlySpan<char> text, int key, int end)
    {
        int start = text[..key].LastIndexOfAny(QueryStarts) + 1;
        int stop = text[end..].IndexOfAny(QueryEnds);
        string query = (stop < 0 ? text[start..] : text[start..(end + stop)]).ToString()
            .Replace("&amp;", "&", StringComparison.Ordinal).Replace("\\u0026", "&", StringComparison.OrdinalIgnoreCase);
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string part in query.Split('&'))
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
            {
                parameters.TryAdd(part[..equals], Uri.UnescapeDataString(part[(equals + 1)..]));
            }
        }

        return parameters;
    }

    private static DateTimeOffset? Moment(string? text)
    {
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return text is null ? null
            : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds) && seconds < 250_000_000_000 ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out DateTimeOffset moment) ? moment : null;
    }

    private static string? Plain(string? text) => text is null ? null : string.Concat(text.Where(c => !char.IsControl(c)).Take(60));
}
