using System.Text.Json;
using ArtifactGate.Engine.Json;

namespace ArtifactGate.Engine.Receipts;

/// <summary>Reads the statement of a receipt. What is not known is passed over, as the framework has it; what is known must be as it should be.</summary>
internal static class ReceiptReader
{
    /// <summary>Reads a statement.</summary>
    /// <exception cref="StatementException">It is none of this program, or of another version.</exception>
    public static Receipt Read(ReadOnlyMemory<byte> utf8)
    {
        using JsonDocument document = StrictJson.Parse(utf8);
        JsonElement statement = document.RootElement;
        if (statement.ValueKind != JsonValueKind.Object || statement.Text("_type") is not ReceiptTerms.Statement)
        {
            throw new StatementException($"is no statement that this version knows: its '_type' must be {ReceiptTerms.Statement}");
        }

        if (statement.Text("predicateType") is not ReceiptTerms.Summary)
        {
            throw new StatementException($"is no statement that this version knows: its 'predicateType' must be {ReceiptTerms.Summary}");
        }

        JsonElement predicate = statement.Get("predicate", JsonValueKind.Object);
        JsonElement verifier = predicate.Get("verifier", JsonValueKind.Object);
        if (verifier.Text("id") is not ReceiptTerms.Verifier || !predicate.TryGetProperty(ReceiptTerms.Extension, out JsonElement extension))
        {
            throw new StatementException("was not made by a version of ArtifactGate that this one knows");
        }

        JsonElement rules = extension.Get("rules", JsonValueKind.Object);
        return new Receipt
        {
            ToolVersion = verifier.Get("version", JsonValueKind.Object).Text("ArtifactGate"),
            Verified = predicate.Moment("timeVerified"),
            Started = extension.Moment("started"),
            Result = predicate.Text("verificationResult"),
            Verdict = extension.Text("verdict"),
            Revision = extension.TextOrNull("revision"),
            CiRunId = extension.TextOrNull("ciRunId"),
            KeyId = extension.Text("keyId"),
            RuleCount = rules.Count("count"),
            RulesDigest = rules.Text("digest"),
            Limits = RunJson.Limits(extension),
            Shard = RunJson.Shard(extension),
            Policies = Policies(predicate, extension),
            Artifacts = Artifacts(statement, extension),
        };
    }

    private static PolicyReference[] Policies(JsonElement predicate, JsonElement extension)
    {
        PolicyReference[] policies = RunJson.Policies(extension);
        JsonElement first = predicate.Get("policy", JsonValueKind.Object);
        bool agrees = policies.Length == 0
            ? first.Text("uri") == ReceiptTerms.DefaultPolicy
            : first.Get("digest", JsonValueKind.Object).Sha256("sha256") == policies[0].Sha256;
        return agrees ? policies : throw new StatementException("contradicts itself: its 'policy' is not the first of its 'policies'");
    }

    private static ReceiptArtifact[] Artifacts(JsonElement statement, JsonElement extension)
    {
        // Other programs read the subjects, and this one what it says of them: the two must be the same.
        (string, string)[] subjects = [.. statement.Get("subject", JsonValueKind.Array).EnumerateArray()
            .Select(s => (s.Text("name"), s.Get("digest", JsonValueKind.Object).Sha256("sha256")))];
        ReceiptArtifact[] artifacts = [.. extension.Get("artifacts", JsonValueKind.Array).EnumerateArray().Select(Artifact)];
        return subjects.Order().SequenceEqual(artifacts.Select(a => (a.Name, a.Sha256)).Order())
            ? artifacts
            : throw new StatementException("contradicts itself: its subjects are not its artifacts");
    }

    private static ReceiptArtifact Artifact(JsonElement artifact)
    {
        JsonElement coverage = artifact.Get("coverage", JsonValueKind.Object);
        return new ReceiptArtifact(artifact.Text("name"), artifact.Sha256("sha256"), RunJson.Form(artifact.Text("kind")), artifact.Text("format"), artifact.Count("size"),
            new Coverage(coverage.Count("nodes"), coverage.Count("bytes"), coverage.Count("unread")), coverage.Count("tolerated"));
    }
}
