using ArtifactGate.Detection;
using ArtifactGate.Engine.Json;
using ArtifactGate.Engine.Merging;

namespace ArtifactGate.Engine.Receipts;

/// <summary>Compares artifacts with the receipts of their scans. The one entry point of <c>verify</c>.</summary>
public static class ReceiptVerification
{
    /// <summary>Verifies. Every reason to refuse is told, not only the first.</summary>
    /// <exception cref="GateException">AG0003: there is no receipt, no artifact or another number of them, or a file cannot be read.</exception>
    public static VerifyResult Run(VerifyOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        (ArtifactInput Input, ReceiptFile? Receipt)[] inputs = [.. options.Inputs.Select(i => (i, ReceiptFile.Find(i)))];
        ReceiptFile[] files = [.. inputs.Select(i => i.Receipt).OfType<ReceiptFile>()];
        ArtifactInput[] artifacts = [.. inputs.Where(i => i.Receipt is null).Select(i => i.Input)];
        Require(files, artifacts, options.Expect);
        if (options is { Key: null, Unsigned: false })
        {
            return new VerifyResult(files.Length, artifacts.Length, [.. files.Select(f => Line(f.Name,
                "is trusted by nobody: give the public key that it must be signed with (--key PUB), or take it without (--unsigned), which proves integrity against accidents only"))]);
        }

        var refusals = new List<string>();
        var receipts = new List<(string Name, Receipt Receipt)>();
        foreach (ReceiptFile file in files)
        {
            try
            {
                receipts.Add((file.Name, file.Open(options.Key)));
            }
            catch (StatementException failure)
            {
                refusals.Add(Line(file.Name, failure.Message));
            }
        }

        var terms = new ReceiptCheck(options, RuleBook.Default.Digest);
        refusals.AddRange(receipts.SelectMany(r => terms.Complaints(r.Receipt).Select(c => Line(r.Name, c))));

        refusals.AddRange(Shards(receipts));

        // Without one of the receipts nobody knows what it would have listed.
        if (receipts.Count == files.Length)
        {
            var set = new ArtifactSet([.. receipts.SelectMany(r => r.Receipt.Artifacts.Select(a => (r.Name, a)))]);
            refusals.AddRange(set.Compare([.. artifacts.Select(ArtifactDigest.Of)]).Select(Printable.Line));
        }

        return new VerifyResult(files.Length, artifacts.Length, refusals);
    }

    /// <summary>Whether a file is a receipt by its content, trusted or not.</summary>
    /// <exception cref="GateException">AG0003: it cannot be read.</exception>
    public static bool IsReceipt(ArtifactInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return ReceiptFile.Find(input) is not null;
    }

    private static void Require(ReceiptFile[] receipts, ArtifactInput[] artifacts, int? expected)
    {
        if (receipts.Length == 0)
        {
            throw new GateException("AG0003", "There is no receipt among what was named: name the file that 'scan --receipt FILE' wrote.");
        }

        if (artifacts.Length == 0)
        {
            throw new GateException("AG0003", "There is no artifact to verify: name what is about to be shipped, besides the receipt.");
        }

        if (expected is int count && count != artifacts.Length)
        {
            throw new GateException("AG0003", $"--expect {count}, but there {(artifacts.Length == 1 ? "is 1 artifact" : $"are {artifacts.Length} artifacts")}.");
        }
    }

    // A part that was left out may be the one that was stopped.
    private static IEnumerable<string> Shards(List<(string Name, Receipt Receipt)> receipts) =>
        from part in receipts
        where part.Receipt.Shard is not null
        group part by (part.Receipt.Shard!.Digest, part.Receipt.Shard.Shard.Count) into set
        let missing = MergeCheck.Missing(set.First().Receipt.Shard!, set.Select(p => p.Receipt.Shard!.Shard.Index))
        where missing is not null
        select Printable.Line($"'{set.First().Name}' is the receipt of a part. {missing}");

    private static string Line(string name, string complaint) => Printable.Line($"'{name}' {complaint}.");
}
