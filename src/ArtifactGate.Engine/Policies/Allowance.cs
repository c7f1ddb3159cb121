using ArtifactGate.Detection;

namespace ArtifactGate.Engine.Policies;

/// <summary>Something the policy accepts: one credential by its fingerprint, context findings of a rule at a path, or unread content by its bytes.</summary>
internal sealed record Allowance
{
    /// <summary>What the code of a rule about files that must not ship begins with.</summary>
    private const string Files = "AG3";

    /// <summary>The fingerprint, or null for an allowance by rule and path.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>Codes of the rules, when it goes by rule and path.</summary>
    public Glob? Rule { get; init; }

    /// <summary>Inner paths, when it goes by rule and path, and for unread content.</summary>
    public Glob? Path { get; init; }

    /// <summary>The digest of unread content, 64 hexadecimal digits in lower case; else null.</summary>
    public string? Sha256 { get; init; }

    /// <summary>The artifacts it holds for, or null for all.</summary>
    public Glob? Artifacts { get; init; }

    /// <summary>What it was written for, for people.</summary>
    public string? About { get; init; }

    /// <summary>Why it is accepted.</summary>
    public string? Reason { get; init; }

    /// <summary>Who answers for it.</summary>
    public string? Owner { get; init; }

    /// <summary>When it was made.</summary>
    public DateOnly? Created { get; init; }

    /// <summary>The last day on which it holds, in UTC; null for ever.</summary>
    public DateOnly? Expires { get; init; }

    /// <summary>Where it stands.</summary>
    public required PolicyNode Node { get; init; }

    /// <summary>The line in the policy file.</summary>
    public int Line => Node.Line;

    /// <summary>What it covers, for messages.</summary>
    public string Subject => Fingerprint ?? (Sha256 is null ? $"{Rule?.Pattern} at {Path?.Pattern}" : $"unread content at {Path?.Pattern}");

    /// <summary>What a report says of what it accepts.</summary>
    public string ReasonShown => Reason ?? $"allowed by line {Line} of the policy, without a reason";

    /// <summary>Whether it is over.</summary>
    public bool IsExpired(DateOnly today) => Expires < today;

    /// <summary>
    /// Whether it accepts a finding. A glob says "such things, there" without anybody having looked at the value; that is enough for
    /// what only its surroundings make suspicious and for files that must not ship where those are named, and never for another credential
    /// that is recognised by its format, nor for anything that is proven.
    /// </summary>
    public bool Covers(Finding finding)
    {
        if (Sha256 is not null || (Artifacts is not null && !Artifacts.IsPathMatch(finding.Path.Artifact)))
        {
            return false;
        }

        if (Fingerprint is not null)
        {
            return Fingerprint == finding.Fingerprint;
        }

        bool isFile = finding.Rule.Code.StartsWith(Files, StringComparison.Ordinal) && Rule!.Pattern.StartsWith(Files, StringComparison.OrdinalIgnoreCase);
        return (finding.Evidence == Evidence.Context || (isFile && finding.Evidence == Evidence.Format))
            && Rule!.IsMatch(finding.Rule.Code) && Path!.IsPathMatch(PathOf(finding.Path));
    }

    /// <summary>Whether it accepts content that was not read: exactly these bytes.</summary>
    public bool Covers(UnreadItem item) => Sha256 is not null && Sha256 == item.Sha256
        && Path!.IsPathMatch(PathOf(item.Path)) && Artifacts?.IsPathMatch(item.Path.Artifact) != false;

    private static string PathOf(Artifacts.ArtifactPath path) => path.Segments.IsEmpty ? path.Name : path.Inner;
}
