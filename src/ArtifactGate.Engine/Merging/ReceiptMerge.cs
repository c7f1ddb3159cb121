using ArtifactGate.Engine.Json;
using ArtifactGate.Engine.Receipts;

namespace ArtifactGate.Engine.Merging;

/// <summary>Joins the receipts of several runs to one.</summary>
public static class ReceiptMerge
{
    /// <summary>Joins them; the result is as old as the oldest of them.</summary>
    /// <param name="files">At least one receipt.</param>
    /// <param name="key">The key that each must be signed with; null takes them with and without a signature.</param>
    /// <exception cref="GateException">AG0003: one is not to be trusted, missing or there twice, or they are not of runs that judged alike.</exception>
    public static Receipt Merge(IReadOnlyList<ArtifactInput> files, VerificationKey? key)
    {
        ArgumentNullException.ThrowIfNull(files);
        (string Name, Receipt Receipt)[] receipts = [.. files.Select(f => (f.Name, Open(f, key)))];
        IReadOnlyList<string> complaints = MergeCheck.Complaints([.. receipts.Select(r => MergePart.Of(r.Name, r.Receipt))]);
        if (complaints.Count > 0)
        {
            throw new GateException("AG0003", Printable.Line(string.Join(" ", complaints)));
        }

        Receipt first = receipts[0].Receipt;
        return first with
        {
            Started = receipts.Min(r => r.Receipt.Started),
            Verified = receipts.Min(r => r.Receipt.Verified),
            CiRunId = receipts.All(r => r.Receipt.CiRunId == first.CiRunId) ? first.CiRunId : null,
            Shard = null,
            Artifacts = [.. receipts.SelectMany(r => r.Receipt.Artifacts).OrderBy(a => a.Name, StringComparer.Ordinal).ThenBy(a => a.Sha256, StringComparer.Ordinal)],
        };
    }

    private static Receipt Open(ArtifactInput file, VerificationKey? key)
    {
        try
        {
            Receipt receipt = (ReceiptFile.Find(file) ?? throw new StatementException("is no receipt")).Open(key);
            return receipt is { Result: ReceiptTerms.Passed, Verdict: ReceiptTerms.VerdictPassed } ? receipt
                : throw new StatementException($"is of a run with the verdict '{receipt.Verdict}' and the result '{receipt.Result}'");
        }
        catch (StatementException failure)
        {
            throw new GateException("AG0003", Printable.Line($"'{file.Name}' {failure.Message}."));
        }
    }
}
