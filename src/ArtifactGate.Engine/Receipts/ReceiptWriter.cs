using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ArtifactGate.Engine.Json;
using ArtifactGate.Engine.Reports;

namespace ArtifactGate.Engine.Receipts;

/// <summary>Writes a receipt as a statement. The same receipt gives the same bytes.</summary>
public static class ReceiptWriter
{
    /// <summary>The statement, in UTF-8.</summary>
    public static byte[] Write(Receipt receipt)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        var output = new MemoryStream();
        ReportJson.Write(output, json => Statement(json, receipt));
        return output.ToArray();
    }

    private static void Statement(Utf8JsonWriter json, Receipt receipt)
    {
        json.WriteStartObject();
        json.WriteString("_type", ReceiptTerms.Statement);
        json.WriteStartArray("subject");
        foreach (ReceiptArtifact artifact in receipt.Artifacts)
        {
            json.WriteStartObject();
            json.WriteString("name", artifact.Name);
            Digest(json, artifact.Sha256);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("predicateType", ReceiptTerms.Summary);
        json.WriteStartObject("predicate");
        Summary(json, receipt);
        json.WriteStartObject(ReceiptTerms.Extension);
        Extension(json, receipt);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Summary(Utf8JsonWriter json, Receipt receipt)
    {
        json.WriteStartObject("verifier");
        json.WriteString("id", ReceiptTerms.Verifier);
        json.WriteStartObject("version");
        json.WriteString("ArtifactGate", receipt.ToolVersion);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteString("timeVerified", ReportJson.Moment(receipt.Verified));
        json.WriteString("resourceUri", ResourceOf(receipt.Artifacts));
        json.WriteStartObject("policy");

        // The summary knows one policy: the first, which is judged first. The extension has them all.
        json.WriteString("uri", receipt.Policies.Count > 0 ? receipt.Policies[0].Path : ReceiptTerms.DefaultPolicy);
        if (receipt.Policies.Count > 0)
        {
            Digest(json, receipt.Policies[0].Sha256);
        }

        json.WriteEndObject();
        json.WriteString("verificationResult", receipt.Result);
        json.WriteStartArray("verifiedLevels");
        json.WriteStringValue(ReceiptTerms.Level);
        json.WriteEndArray();
        json.WriteString("slsaVersion", ReceiptTerms.SlsaVersion);
    }

    private static void Extension(Utf8JsonWriter json, Receipt receipt)
    {
        json.WriteString("verdict", receipt.Verdict);
        json.WriteString("started", ReportJson.Moment(receipt.Started));
        json.WriteString("revision", receipt.Revision);
        json.WriteString("ciRunId", receipt.CiRunId);
        json.WriteString("keyId", receipt.KeyId);
        RunJson.WriteRules(json, receipt.RuleCount, receipt.RulesDigest);
        RunJson.Write(json, receipt.Policies);
        RunJson.Write(json, receipt.Limits);
        if (receipt.Shard is { } shard)
        {
            RunJson.Write(json, shard);
        }

        json.WriteStartArray("artifacts");
        foreach (ReceiptArtifact artifact in receipt.Artifacts)
        {
            json.WriteStartObject();
            Artifact(json, artifact);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Artifact(Utf8JsonWriter json, ReceiptArtifact artifact)
    {
        json.WriteString("name", artifact.Name);
        json.WriteString("sha256", artifact.Sha256);
        json.WriteString("kind", ReceiptTerms.WordOf(artifact.Form));
        json.WriteString("format", artifact.Format);
        json.WriteNumber("size", artifact.Size);
        json.WriteStartObject("coverage");
        json.WriteNumber("nodes", artifact.Coverage.Nodes);
        json.WriteNumber("bytes", artifact.Coverage.Bytes);
        json.WriteNumber("unread", artifact.Coverage.Unread);
        json.WriteNumber("tolerated", artifact.Tolerated);
        json.WriteEndObject();
    }

    private static void Digest(Utf8JsonWriter json, string sha256)
    {
        json.WriteStartObject("digest");
        json.WriteString("sha256", sha256);
        json.WriteEndObject();
    }

    // Names in a build have no address that holds anywhere else, so the resource is named by its hash (RFC 6920): that of the artifact, or
    // of the list of several.
    private static string ResourceOf(IReadOnlyList<ReceiptArtifact> artifacts)
    {
        byte[] hash = artifacts.Count == 1
            ? Convert.FromHexString(artifacts[0].Sha256)
            : SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(artifacts.Select(a => string.Create(CultureInfo.InvariantCulture, $"{a.Sha256} {a.Name}\n")))));
        return "ni:///sha-256;" + Base64Url.EncodeToString(hash);
    }
}
