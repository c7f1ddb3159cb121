using System.Globalization;
using ArtifactGate.Artifacts;
using ArtifactGate.Detection;

namespace ArtifactGate.Engine.Policies;

/// <summary>The verdicts that hold without any policy, section 3 and the end of section 6 of the contract.</summary>
internal static class Judgement
{
    private const int DaysAhead = 14;

    /// <summary>
    /// What evidence comes to. A rule for a file that must not ship reports one that holds a credential with the evidence of the
    /// credential, and one that holds none as context; so these need no case of their own.
    /// </summary>
    public static Verdict ByEvidence(Evidence evidence) => evidence == Evidence.Context ? Verdict.Warn : Verdict.Block;

    /// <summary>One step less.</summary>
    public static Verdict StepDown(Verdict verdict) => verdict == Verdict.Block ? Verdict.Warn : Verdict.Allowed;

    /// <summary>
    /// Why the verdict is lowered by one step, or null. Signing key material in clear never is: what it signed yesterday is trusted
    /// for years. Nor is a known value: this very build uses it.
    /// </summary>
    public static string? Downgrade(Finding finding, Match match, DateTimeOffset now)
    {
        if (match.SigningKey || finding.Rule.Code.StartsWith("AG5", StringComparison.Ordinal))
        {
            return null;
        }

        string? expired = finding.Identity.Expires <= now
            ? "expired " + finding.Identity.Expires.Value.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : null;
        string? encrypted = match.Encrypted ? "encrypted" : null;
        return expired is not null && encrypted is not null ? $"{expired}, {encrypted}" : expired ?? encrypted;
    }

    /// <summary>What something inside an artifact that was not read comes to.</summary>
    public static Verdict OfUnread(UnreadReason reason, bool inBuild) => reason switch
    {
        UnreadReason.Unsupported => Verdict.Warn,
        UnreadReason.Encrypted or UnreadReason.Corrupt => inBuild ? Verdict.Warn : Verdict.Block,
        _ => Verdict.Block,
    };

    /// <summary>What to say about the end of an allowance, if there is something to say.</summary>
    public static Notice? NoticeOf(Allowance allowance, DateOnly today)
    {
        if (allowance.Expires is not { } expires || expires.DayNumber - today.DayNumber > DaysAhead)
        {
            return null;
        }

        string date = expires.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        string subject = SubjectOf(allowance);
        string text = allowance.IsExpired(today)
            ? $"{subject} expired on {date}: what it covered blocks again. Remove the credential, or renew the allowance."
            : $"{subject} expires on {date}; from the next day on, what it covers blocks.";
        return new Notice("AG0005", Printable.Line(text), allowance.Node.File);
    }

    /// <summary>What to say of an allowance that nothing needs any more.</summary>
    public static Notice StaleNotice(Allowance allowance) =>
        new("AG0011", Printable.Line($"{SubjectOf(allowance)} covers nothing that this run found: remove it."), allowance.Node.File);

    private static string SubjectOf(Allowance allowance)
    {
        string owner = allowance.Owner is null ? "" : $", owner {allowance.Owner}";
        string about = allowance.About is null ? "" : $" ({allowance.About})";
        return $"The allowance of {allowance.Subject}{about} (line {allowance.Line}{owner})";
    }
}
