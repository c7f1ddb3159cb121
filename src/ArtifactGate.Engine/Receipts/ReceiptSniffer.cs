using System.Text;
using System.Text.Json;

namespace ArtifactGate.Engine.Receipts;

/// <summary>
/// Tells receipts from artifacts by their content: an envelope of a signed statement, or a statement that is a verification summary. Decides
/// also for what is damaged behind its first members, so that a broken receipt is refused as one and not taken for something to ship.
/// </summary>
internal ref struct ReceiptSniffer
{
    private bool _payload;
    private bool _payloadType;
    private bool _signatures;
    private bool _statement;
    private bool _summary;
    private bool _otherPredicate;

    /// <summary>Whether bytes are those of a receipt, or of what was one.</summary>
    /// <param name="utf8">The file, or its beginning.</param>
    public static bool IsReceipt(ReadOnlySpan<byte> utf8)
    {
        ReadOnlySpan<byte> json = WithoutMark(utf8);
        if (json.TrimStart(" \t\r\n"u8) is not [(byte)'{', ..])
        {
            return false;
        }

        var sniffer = default(ReceiptSniffer);
        bool whole = sniffer.Read(json);
        return (sniffer._payload && (sniffer._payloadType || sniffer._signatures))
            || (sniffer._payloadType && sniffer._signatures)
            || (sniffer._statement && (sniffer._summary || (!whole && !sniffer._otherPredicate)));
    }

    /// <summary>The bytes behind a byte order mark, which editors put in front.</summary>
    public static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> utf8) => utf8.StartsWith(Encoding.UTF8.Preamble) ? utf8[Encoding.UTF8.Preamble.Length..] : utf8;

    private bool Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, isFinalBlock: true, default);
        try
        {
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                Member(ref reader);
            }

            return true;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private void Member(ref Utf8JsonReader reader)
    {
        bool type = reader.ValueTextEquals("_type"u8), predicate = reader.ValueTextEquals("predicateType"u8);
        _payload |= reader.ValueTextEquals("payload"u8);
        _payloadType |= reader.ValueTextEquals("payloadType"u8);
        _signatures |= reader.ValueTextEquals("signatures"u8);
        reader.Read();
        if (reader.TokenType == JsonTokenType.String && (type || predicate))
        {
            string text = reader.GetString()!;
            _statement |= type && text.StartsWith(ReceiptTerms.AnyStatement, StringComparison.Ordinal);
            _summary |= predicate && text.StartsWith(ReceiptTerms.AnySummary, StringComparison.Ordinal);
            _otherPredicate |= predicate && !_summary;
        }

        reader.Skip();
    }
}
