using System.Globalization;
using System.Text;
using System.Text.Json;
using ArtifactGate.Engine.Json;
using ArtifactGate.Engine.Reports;

namespace ArtifactGate.Engine.Receipts;

/// <summary>
/// The envelope of a signed statement (Dead Simple Signing Envelope, protocol version 1). What is signed is not the payload but its encoding
/// together with its type, so that bytes signed for one purpose are worth nothing for another.
/// </summary>
internal sealed record Dsse(string PayloadType, byte[] Payload, IReadOnlyList<(string? KeyId, byte[] Signature)> Signatures)
{
    private const int MostSignatures = 100;

    /// <summary>What is signed: <c>DSSEv1</c>, and type and payload behind their lengths in decimal digits, with a space between.</summary>
    public static byte[] Encode(string payloadType, ReadOnlySpan<byte> payload)
    {
        string head = string.Create(CultureInfo.InvariantCulture,
            $"DSSEv1 {Encoding.UTF8.GetByteCount(payloadType)} {payloadType} {payload.Length} ");
        return [.. Encoding.UTF8.GetBytes(head), .. payload];
    }

    /// <summary>The envelope as a file.</summary>
    public byte[] Write()
    {
        var output = new MemoryStream();
        ReportJson.Write(output, json =>
        {
            json.WriteStartObject();
            json.WriteString("payloadType", PayloadType);
            json.WriteString("payload", Convert.ToBase64String(Payload));
            json.WriteStartArray("signatures");
            foreach ((string? keyId, byte[] signature) in Signatures)
            {
                json.WriteStartObject();
                json.WriteString("keyid", keyId);
                json.WriteString("sig", Convert.ToBase64String(signature));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
        return output.ToArray();
    }

    /// <summary>Reads an envelope.</summary>
    /// <exception cref="StatementException">It is none, or holds something else than a statement.</exception>
    public static Dsse Read(JsonElement envelope)
    {
        string type = envelope.Text("payloadType");
        if (type != ReceiptTerms.PayloadType)
        {
            throw new StatementException($"is an envelope of something else: its 'payloadType' must be {ReceiptTerms.PayloadType}");
        }

        JsonElement signatures = envelope.Get("signatures", JsonValueKind.Array);
        return signatures.GetArrayLength() > MostSignatures
            ? throw new StatementException($"has more than {MostSignatures} signatures")
            : new Dsse(type, Decode(envelope, "payload"), [.. signatures.EnumerateArray().Select(s => (s.TextOrNull("keyid"), Decode(s, "sig")))]);
    }

    // Both alphabets of base64 are allowed by the protocol.
    private static byte[] Decode(JsonElement parent, string name)
    {
        try
        {
            return Convert.FromBase64String(parent.Text(name).Replace('-', '+').Replace('_', '/'));
        }
        catch (FormatException)
        {
            throw new StatementException($"has a '{name}' that is not base64");
        }
    }
}
