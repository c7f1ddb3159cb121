using System.Globalization;
using ArtifactGate.Engine.Reports;

namespace ArtifactGate.Engine.Receipts;

/// <summary>Whether what a receipt says of its run is accepted. Knows nothing of the artifacts that are there now.</summary>
/// <param name="options">What is accepted.</param>
/// <param name="ownRules">The digest of this version's own rules.</param>
internal sealed class ReceiptCheck(VerifyOptions options, string ownRules)
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    /// <summary>Each complaint is the part of a sentence after the name of the receipt.</summary>
    public IEnumerable<string> Complaints(Receipt receipt) => [.. Outcome(receipt), .. Age(receipt), .. Rules(receipt), .. Policies(receipt)];

    private static IEnumerable<string> Outcome(Receipt receipt)
    {
        if (receipt.Verdict != ReceiptTerms.VerdictPassed)
        {
            yield return $"is of a run with the verdict '{receipt.Verdict}', and must be of one that is '{ReceiptTerms.VerdictPassed}'; scan again";
        }

        if (receipt.Result != ReceiptTerms.Passed)
        {
            yield return $"has the result '{receipt.Result}', and must have '{ReceiptTerms.Passed}'; scan again";
        }

        if (receipt is { Artifacts.Count: 0, Shard: null })
        {
            yield return "lists no artifact, and so proves nothing; scan what is about to be shipped";
        }

        foreach (ReceiptArtifact artifact in receipt.Artifacts)
        {
            if (artifact.Coverage.Unread > artifact.Tolerated)
            {
                yield return string.Create(CultureInfo.InvariantCulture,
                    $"contradicts itself: '{artifact.Name}' passed, but of {artifact.Coverage.Unread} items in it that were not read only {artifact.Tolerated} are tolerated; scan again");
            }
            else if (artifact.Coverage.Nodes == 0)
            {
                yield return $"contradicts itself: '{artifact.Name}' passed, but nothing in it was looked at; scan again";
            }
        }
    }

    private IEnumerable<string> Age(Receipt receipt)
    {
        if (receipt.Started > receipt.Verified)
        {
            yield return $"contradicts itself: the run ended at {ReportJson.Moment(receipt.Verified)}, before it began; scan again";
        }

        if (receipt.Verified > options.Now + Skew)
        {
            yield return $"is from the future: it was made at {ReportJson.Moment(receipt.Verified)}, and it is {ReportJson.Moment(options.Now)}; set the clocks right and scan again";
        }

        if (options.MaxAge is { } most && options.Now - receipt.Verified > most)
        {
            yield return $"is too old: it was made at {ReportJson.Moment(receipt.Verified)}, {Hours(options.Now - receipt.Verified)} ago, and may be {Hours(most)} old; scan again, or allow more with --max-age";
        }
    }

    private IEnumerable<string> Rules(Receipt receipt)
    {
        if (receipt.RulesDigest != ownRules && !options.RulesDigests.Contains(receipt.RulesDigest))
        {
            yield return $"is of another rule set: expected is {string.Join(" or ", options.RulesDigests.Prepend(ownRules))}, there is {receipt.RulesDigest}; "
                + "scan with this version, or accept that rule set with --rules-digest";
        }
    }

    private IEnumerable<string> Policies(Receipt receipt)
    {
        if (options.PolicyDigests.Count == 0)
        {
            yield break;
        }

        string expected = string.Join(" or ", options.PolicyDigests.Select(d => "sha256:" + d));
        if (receipt.Policies.Count == 0)
        {
            yield return $"is of a run without a policy, and must be of one under {expected}; scan with --policy FILE";
        }

        // Nothing may relax a base policy, so where there was one it is the measure: accepting it alone insists that it was there.
        PolicyReference[] bases = [.. receipt.Policies.Where(p => p.Role == PolicyReference.Base)];
        foreach (PolicyReference policy in (bases.Length > 0 ? bases : receipt.Policies).Where(p => !options.PolicyDigests.Contains(p.Sha256)))
        {
            yield return $"is of a run under another policy: expected is {expected}, there is sha256:{policy.Sha256} ('{policy.Path}'); scan under the expected one, or accept that one with --policy-digest";
        }
    }

    private static string Hours(TimeSpan time) => time.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours}h{(time.Minutes > 0 ? $"{time.Minutes}m" : "")}")
        : time.TotalMinutes >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalMinutes}m") : string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalSeconds}s");
}
