using ArtifactGate.Detection;

namespace ArtifactGate.Engine.Policies;

/// <summary>
/// What the policy makes of rules that came after it was written, so that an update of the package does not break every build on one morning.
/// </summary>
internal sealed record NewRuleTerms
{
    /// <summary>Rules of later versions are new; or null.</summary>
    public Version? AsOfVersion { get; init; }

    /// <summary>Rules of versions that were released later are new; or null.</summary>
    public DateOnly? AsOfDate { get; init; }

    /// <summary>The most that a new rule's findings come to.</summary>
    public Verdict Verdict { get; init; } = Verdict.Warn;

    /// <summary>For how many days after the release of their version rules count as new; null for as long as the policy is not renewed.</summary>
    public int? GraceDays { get; init; }

    /// <summary>Where the policy says so.</summary>
    public PolicyNode? Node { get; init; }

    /// <summary>Whether there is a day or version to compare with.</summary>
    public bool HasBeginning => AsOfVersion is not null || AsOfDate is not null;

    /// <summary>Whether a rule is new. The user's own never are: they change when the user changes them.</summary>
    public bool IsNew(Rule rule, DateOnly today)
    {
        if (RuleBook.IsOwn(rule))
        {
            return false;
        }

        DateOnly? released = ReleaseDates.All.TryGetValue(rule.Since, out DateOnly day) ? day : null;
        bool later = AsOfVersion is not null ? Version.Parse(rule.Since) > AsOfVersion : released > AsOfDate;
        return later && (GraceDays is not { } days || (released is { } from && today <= from.AddDays(days)));
    }
}
