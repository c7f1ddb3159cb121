using ArtifactGate.Detection;

namespace ArtifactGate.Engine.Policies;

/// <summary>What a base policy lets others accept, and how.</summary>
internal sealed record AllowanceTerms
{
    /// <summary>Without terms: nothing that is proven, and nothing that was not read.</summary>
    public static AllowanceTerms Default { get; } = new();

    /// <summary>Codes that may be accepted; null for all.</summary>
    public IReadOnlyList<Glob>? Codes { get; init; }

    /// <summary>Evidence that may be accepted; null for all but proven.</summary>
    public IReadOnlyList<Evidence>? Evidence { get; init; }

    /// <summary>Whether somebody must answer for it.</summary>
    public bool RequireOwner { get; init; }

    /// <summary>How long an allowance may hold; null for ever.</summary>
    public int? MaxDays { get; init; }

    /// <summary>
    /// Whether a finding may be accepted. One that is proven only where both its code and the evidence are named: who writes <c>"codes": ["AG3*"]</c> thinks of
    /// files, and who writes <c>"evidence": ["proven"]</c> of one code.
    /// </summary>
    public bool Permit(string code, Evidence evidence) => evidence == Detection.Evidence.Proven
        ? Names(code) && Evidence?.Contains(evidence) == true
        : (Codes is null || Names(code)) && Evidence?.Contains(evidence) != false;

    /// <summary>Whether something unread may be accepted: it may hold anything, so its code must be meant and not just matched.</summary>
    public bool PermitUnread(string code) =>
        Codes?.Any(c => c.Pattern.StartsWith("AG0", StringComparison.OrdinalIgnoreCase) && c.IsMatch(code)) == true;

    private bool Names(string code) => Codes?.Any(c => c.IsMatch(code)) == true;
}
